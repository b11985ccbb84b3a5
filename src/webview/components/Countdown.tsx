import watchIcon from "@vscode/codicons/src/icons/watch.svg";
import type { WaitView } from "../../chat/protocol";
import { useSecondsLeft } from "../useSecondsLeft";
import { Icon } from "./Icon";

/** Stands where the answer will come. A screen reader says it once, and the seconds only to whoever asks for them. */
export function Countdown({ waiting }: { waiting: WaitView }) {
  const { sentence, attempt } = waiting;
  const left = useSecondsLeft(waiting);
  return (
    <p class="waiting">
      <Icon svg={watchIcon} />
      <span>
        {`${sentence} `}
        <span class="seconds" role="timer" aria-live="off">
          {left > 0 ? `${left} s` : "a moment"}
        </span>
        {attempt && ` (${attempt})`}
      </span>
    </p>
  );
}
