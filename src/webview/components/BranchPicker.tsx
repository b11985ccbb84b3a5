import previousIcon from "@vscode/codicons/src/icons/chevron-left.svg";
import nextIcon from "@vscode/codicons/src/icons/chevron-right.svg";
import { useHost } from "../host";
import type { UserMessage } from "../turns";
import { Icon } from "./Icon";

interface Properties {
  readonly question: UserMessage;
  /** While an answer is written, another one cannot be shown. */
  readonly isBusy: boolean;
}

/** Stands below a question that was asked more than once, and shows its other answers. */
export function BranchPicker({ question: { number, shown, of }, isBusy }: Properties) {
  const host = useHost();
  const show = (other: number, name: string, icon: string) => {
    // A button that is disabled would lose the focus of whoever has come to the last answer with it.
    const isOff = isBusy || other < 1 || other > of;
    return (
      <button
        type="button"
        class="icon-button"
        aria-label={name}
        title={name}
        aria-disabled={isOff}
        onClick={() => isOff || host.post({ type: "showBranch", question: number, shown: other })}
      >
        <Icon svg={icon} />
      </button>
    );
  };
  return (
    <div class="branches" role="group" aria-label="Answers to this question">
      {show(shown - 1, "Previous answer", previousIcon)}
      <span>
        {shown} of {of}
      </span>
      {show(shown + 1, "Next answer", nextIcon)}
    </div>
  );
}
