import errorIcon from "@vscode/codicons/src/icons/error.svg";
import infoIcon from "@vscode/codicons/src/icons/info.svg";
import type { ProblemView } from "../../chat/protocol";
import { askAgain, useHost } from "../host";
import { useLabels } from "../labels";
import { memo } from "../memo";
import type { UserMessage } from "../turns";
import { Icon } from "./Icon";
import { Link } from "./Link";

interface Properties {
  readonly problem: ProblemView;
  /**
   * `alert`: something just failed. `note`: it failed, and a screen reader has said so. `status`: something stands in
   * the way until it is settled.
   */
  readonly role: "alert" | "note" | "status";
  /** The question that it came of, if that can be asked again. */
  readonly question?: UserMessage | undefined;
}

export const Problem = memo(({ problem: { sentence, action, hint }, role, question }: Properties) => {
  const host = useHost();
  const labels = useLabels();
  const cure = action === "retry" ? undefined : action;
  return (
    <div class={`problem problem-${role === "status" ? "status" : "alert"}`} role={role}>
      <Icon svg={role === "status" ? infoIcon : errorIcon} />
      <div class="problem-body">
        <span class="problem-sentence">
          {sentence}
          {hint && (
            <span class="problem-hint">
              <Link href={hint.url}>{hint.label}</Link> {hint.about}
            </span>
          )}
        </span>
        {(cure ?? question) && (
          <span class="problem-actions">
            {cure && (
              <button type="button" class="button" onClick={() => host.post({ type: "action", action: cure })}>
                {labels[cure]}
              </button>
            )}
            {question && (
              <button
                type="button"
                class={cure ? "button button-secondary" : "button"}
                onClick={() => host.post(askAgain(question))}
              >
                {labels.retry}
              </button>
            )}
          </span>
        )}
      </div>
    </div>
  );
});
