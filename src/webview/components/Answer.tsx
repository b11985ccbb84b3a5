import loadingIcon from "@vscode/codicons/src/icons/loading.svg";
import type { EndReason, WaitView } from "../../chat/protocol";
import { revealReordering } from "../hidden";
import type { Part, Turn, UnknownPart, UserMessage } from "../turns";
import { AnswerFooter } from "./AnswerFooter";
import { Countdown } from "./Countdown";
import { Icon } from "./Icon";
import { Problem } from "./Problem";
import { Silence } from "./Silence";
import { Text } from "./Text";
import { Thinking } from "./Thinking";
import { ToolCall } from "./ToolCall";

const endNotes: Partial<Record<EndReason, string>> = {
  length: "The answer reached the model’s length limit.",
  stopped: "Stopped.",
  interrupted: "The answer was interrupted.",
};

const unknownNotes: Record<UnknownPart["why"], string> = {
  newer: "Something here is of a newer version of the extension, and this one does not know it. It is kept.",
  damaged: "Something here could not be read from the disk.",
};

interface Properties {
  readonly turn: Turn;
  readonly answering: boolean;
  readonly waiting: WaitView | undefined;
  /** Milliseconds. */
  readonly silentFor: number | undefined;
  /** It answers the last question. */
  readonly isLast: boolean;
  /** What has gone wrong at the end has been told before, and is not said aloud again. */
  readonly isTold: boolean;
}

export function Answer({ turn, answering, waiting, silentFor, isLast, isTold }: Properties) {
  const { parts, end, settled, user } = turn;
  const isSilent = answering && !waiting && silentFor !== undefined;
  const note = end && endNotes[end];
  return (
    <article class="answer" aria-label="Codestral" aria-busy={answering}>
      {parts.map((part, index) => (
        <PartView
          key={index}
          part={part}
          answering={answering}
          last={index === parts.length - 1}
          isPast={!isLast || end === undefined || index < parts.length - 1}
          isSettled={settled !== undefined}
          isTold={isTold}
          question={answering ? undefined : user}
        />
      ))}
      {answering && waiting && <Countdown waiting={waiting} />}
      {isSilent && <Silence milliseconds={silentFor} question={user} />}
      {answering && !waiting && !isSilent && isIdle(parts.at(-1)) && (
        <p class="waiting">
          <Icon svg={loadingIcon} spin />
          Working…
        </p>
      )}
      {note && <p class="note">{note}</p>}
      {settled !== undefined && isLast && <Problem problem={{ sentence: settled }} role="status" question={user} />}
      {!answering && <AnswerFooter turn={turn} />}
    </article>
  );
}

interface PartProperties {
  readonly part: Part;
  readonly answering: boolean;
  readonly last: boolean;
  /** Something else has been asked since, or the answer went on. */
  readonly isPast: boolean;
  readonly isTold: boolean;
  /** What went wrong has been dealt with. */
  readonly isSettled: boolean;
  /** What can be asked again. */
  readonly question: UserMessage | undefined;
}

function PartView({ part, answering, last, isPast, isTold, isSettled, question }: PartProperties) {
  const open = answering && last;
  switch (part.kind) {
    case "text":
      return <Text text={part.text} open={open} />;
    case "thinking":
      return <Thinking text={part.text} open={open} />;
    case "tool":
      return <ToolCall call={part} answering={answering} />;
    case "problem":
      return isPast || isSettled ? (
        <p class="note">{isSettled ? "Not answered." : part.problem.sentence}</p>
      ) : (
        <Problem problem={part.problem} role={isTold ? "note" : "alert"} question={question} />
      );
    case "tainted":
      return (
        <p class="note">
          <bdi>{revealReordering(part.by)}</bdi> comes from outside the workspace and could steer the model, so from
          here on this chat asks you even for what you have allowed in the workspace.
        </p>
      );
    case "unknown":
      return <p class="note">{unknownNotes[part.why]}</p>;
  }
}

/** Nothing that is shown tells that the model is at work. */
function isIdle(last: Part | undefined): boolean {
  if (last?.kind === "tool") return last.result !== undefined;
  return last?.kind !== "text" && last?.kind !== "thinking";
}
