import type { WaitView } from "../../chat/protocol";
import { answerCap, capped } from "../caps";
import { revealReordering } from "../hidden";
import { memo } from "../memo";
import type { Turn, UserMessage } from "../turns";
import { Answer } from "./Answer";
import { BranchPicker } from "./BranchPicker";
import { CapNotice } from "./CapNotice";
import { PlaceButton } from "./PlaceButton";

interface Properties {
  /** Its number in the conversation. */
  readonly index: number;
  readonly turn: Turn;
  readonly answering: boolean;
  readonly waiting: WaitView | undefined;
  /** For how many milliseconds the server has said nothing. */
  readonly silentFor: number | undefined;
  readonly isLast: boolean;
  /** What has gone wrong at the end has been told before. */
  readonly isTold: boolean;
  /** An answer is being written, this one or another. */
  readonly isBusy: boolean;
}

export const TurnView = memo(({ index, turn, answering, waiting, silentFor, isLast, isTold, isBusy }: Properties) => (
  <div class="turn" data-turn={index}>
    {turn.user && <Question message={turn.user} />}
    {turn.user && turn.user.of > 1 && <BranchPicker question={turn.user} isBusy={isBusy} />}
    {(turn.parts.length > 0 || answering || turn.end) && (
      <Answer {...{ turn, answering, waiting, silentFor, isLast, isTold }} />
    )}
  </div>
));

const Question = memo(({ message: { text, context } }: { message: UserMessage }) => {
  const { shown, of } = capped(text, answerCap);
  return (
    <article class="question" aria-label="You" tabIndex={-1}>
      <div class="question-text" dir="auto">
        {revealReordering(shown)}
      </div>
      {of !== undefined && <CapNotice shown={shown.length} of={of} whole={text} />}
      {context && <PlaceButton place={context} />}
    </article>
  );
});
