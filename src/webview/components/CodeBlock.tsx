import insertIcon from "@vscode/codicons/src/icons/insert.svg";
import { useMemo } from "preact/hooks";
import { revealUnseen } from "../hidden";
import { highlight, languageLabel } from "../highlight";
import { useHost } from "../host";
import { memo } from "../memo";
import { useThrottled } from "../useThrottled";
import { CopyButton } from "./CopyButton";
import { Icon } from "./Icon";

/** Beyond this a line is wrapped: scrolling along it would show a reader nothing. */
const longestLine = /^.{2000}/m;

const recolourMs = 250;
/** While it is being written, longer code is coloured less often than it would take time. */
const recolourSlowlyMs = 2000;
const long = 20_000;

interface Properties {
  readonly code: string;
  /** As the fence names it; empty if it does not. */
  readonly language: string;
  /** Still being written. */
  readonly open: boolean;
}

export const CodeBlock = memo(({ code, language, open }: Properties) => {
  const host = useHost();
  const label = languageLabel(language);
  return (
    <div class="code-block" role="group" aria-label={label ? `${label} code` : "Code"}>
      <div class="code-bar">
        <span class="code-language">{label}</span>
        <span class="code-actions">
          <button
            type="button"
            class="icon-button"
            aria-label="Insert at cursor"
            title="Insert at cursor"
            onClick={() => host.post({ type: "insert", text: code })}
          >
            <Icon svg={insertIcon} />
          </button>
          <CopyButton name="Copy code" text={code} />
        </span>
      </div>
      <pre class={longestLine.test(code) ? "code-lines code-wrap" : "code-lines"} data-language={label}>
        <Colored code={revealUnseen(code)} language={language} open={open} />
      </pre>
    </div>
  );
});

/** The code in colour as far as that is up to date, then in plain what has come since. */
function Colored({ code, language, open }: Properties) {
  const interval = code.length > long ? recolourSlowlyMs : recolourMs;
  const settled = useThrottled(open ? code.slice(0, code.lastIndexOf("\n") + 1) : code, open ? interval : 0);
  const upToDate = code.startsWith(settled) ? settled : "";
  const html = useMemo(() => highlight(upToDate, language), [upToDate, language]);
  if (html === undefined) return <code>{code}</code>;
  return (
    <code>
      <span dangerouslySetInnerHTML={{ __html: html }} />
      {code.slice(upToDate.length)}
    </code>
  );
}
