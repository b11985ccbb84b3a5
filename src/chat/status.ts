import type { KeptConversation } from "./kept";
import type { ChatStatus, ProblemView, QuestionView, WaitView } from "./protocol";
import type { Wait } from "./turn";

/** What a conversation's status depends on. */
interface Standing {
  readonly kept: Pick<KeptConversation, "isKept" | "isElsewhere" | "queue">;
  /** Something has been said in it. */
  readonly hasBegun: boolean;
  readonly busy: boolean;
  readonly model: string | undefined;
  readonly blocked: ProblemView | undefined;
  /** What a call waits for. */
  readonly question: QuestionView | undefined;
  readonly wait: Wait | undefined;
  /** For how many milliseconds the server has said nothing. */
  readonly silentFor: number | undefined;
  /** What waits is asked when the person sends something. */
  readonly isHeld: boolean;
  /** What is to be known about the history. */
  readonly notice: ProblemView | undefined;
}

const NOT_KEPT: ProblemView = {
  sentence:
    "The disk does not take what is said here, which ends with the window unless there is room again before that; the log says why.",
  action: "showLog",
};

const ELSEWHERE: ProblemView = {
  sentence: "The last chat of this folder is open in another window; this is a new one.",
};

export function statusOf(standing: Standing): ChatStatus {
  const { kept, hasBegun, busy, model, blocked, question, wait, silentFor, isHeld } = standing;
  const queue = kept.queue.map(({ id, text }) => ({ id, text }));
  const told = kept.isElsewhere && !hasBegun ? ELSEWHERE : standing.notice;
  const notice = kept.isKept ? told : NOT_KEPT;
  return {
    busy,
    ...(queue.length > 0 && { queue, isQueueHeld: isHeld || !busy }),
    ...(model !== undefined && { model }),
    ...(blocked && { blocked }),
    ...(question && { question }),
    ...(wait && { waiting: viewOf(wait) }),
    ...(silentFor !== undefined && { silentFor }),
    ...(notice && { notice }),
  };
}

function viewOf({ sentence, until, attempt, attempts }: Wait): WaitView {
  return {
    sentence,
    milliseconds: Math.max(0, until - Date.now()),
    ...(attempt > 1 ? { attempt: `attempt ${attempt} of ${attempts}` } : {}),
  };
}
