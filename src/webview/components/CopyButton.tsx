import checkIcon from "@vscode/codicons/src/icons/check.svg";
import copyIcon from "@vscode/codicons/src/icons/copy.svg";
import { useEffect, useState } from "preact/hooks";
import { useHost } from "../host";
import { Icon } from "./Icon";

const confirmationMs = 1500;

export function CopyButton({ name, text }: { name: string; text: string }) {
  const host = useHost();
  const [copies, setCopies] = useState(0);
  const [confirmed, setConfirmed] = useState(false);

  useEffect(() => {
    if (copies === 0) return undefined;
    setConfirmed(true);
    const timer = setTimeout(() => setConfirmed(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copies]);

  const copy = () => {
    host.post({ type: "copy", text });
    setCopies((count) => count + 1);
  };

  return (
    <>
      <button type="button" class="icon-button" aria-label={name} title={name} onClick={copy}>
        <Icon svg={confirmed ? checkIcon : copyIcon} />
      </button>
      {confirmed && <span class="for-reader">Copied</span>}
    </>
  );
}
