import thinkingIcon from "@vscode/codicons/src/icons/thinking.svg";
import { answerCap, capped } from "../caps";
import { revealReordering } from "../hidden";
import { memo } from "../memo";
import { CapNotice } from "./CapNotice";
import { Disclosure } from "./Disclosure";
import { Icon } from "./Icon";

interface Properties {
  readonly text: string;
  /** Still being written. */
  readonly open: boolean;
}

export const Thinking = memo(({ text, open }: Properties) => (
  <Disclosure
    class={open ? "thinking thinking-open" : "thinking"}
    header={
      <>
        <Icon svg={thinkingIcon} />
        <span class="thinking-word">Thinking</span>
      </>
    }
    body={() => <Thoughts text={text} />}
  />
));

function Thoughts({ text }: { text: string }) {
  const { shown, of } = capped(text, answerCap);
  return (
    <>
      <div class="thoughts" dir="auto">
        {revealReordering(shown)}
      </div>
      {of !== undefined && <CapNotice shown={shown.length} of={of} whole={text} />}
    </>
  );
}
