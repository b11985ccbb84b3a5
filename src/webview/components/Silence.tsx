import watchIcon from "@vscode/codicons/src/icons/watch.svg";
import { askAgain, useHost } from "../host";
import type { UserMessage } from "../turns";
import { useSecondsSince } from "../useSecondsSince";
import { Icon } from "./Icon";

/** Stands where the answer should go on. A screen reader says it once, and the seconds only to whoever asks for them. */
export function Silence({ milliseconds, question }: { milliseconds: number; question: UserMessage | undefined }) {
  const host = useHost();
  const passed = useSecondsSince(milliseconds);
  return (
    <div class="waiting silence">
      <Icon svg={watchIcon} />
      <span class="silence-body">
        <span>
          {"The server has said nothing for "}
          <span class="seconds" role="timer" aria-live="off">
            {passed} s
          </span>
          .
        </span>
        <span class="choices">
          <button type="button" class="link-button" onClick={() => host.post({ type: "stop" })}>
            Stop
          </button>
          {question && (
            <button type="button" class="link-button" onClick={() => host.post(askAgain(question))}>
              Try Again
            </button>
          )}
        </span>
      </span>
    </div>
  );
}
