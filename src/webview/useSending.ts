import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatStatus, ProblemView } from "../chat/protocol";
import { useHost } from "./host";
import type { ViewState } from "./state";

interface Sending {
  readonly send: () => void;
  readonly canSend: boolean;
  /** Why the host did not take the message that stands in the box. */
  readonly rejection: ProblemView | undefined;
}

/** Sends the draft and clears it once the host has it; whatever was typed since stays. */
export function useSending(
  draft: string,
  onDraft: (draft: string) => void,
  status: ChatStatus,
  reply: ViewState["reply"],
): Sending {
  const host = useHost();
  const lastId = useRef(0);
  const [sent, setSent] = useState<{ id: number; text: string }>();
  const [rejected, setRejected] = useState<{ problem: ProblemView; text: string; wasBusy: boolean }>();

  useEffect(() => {
    if (!sent || reply?.sendId !== sent.id) return;
    setSent(undefined);
    if (reply.problem) setRejected({ problem: reply.problem, text: sent.text, wasBusy: status.busy });
    else if (draft === sent.text) onDraft("");
  }, [reply]);

  // What stood in the way was the answer that is there now.
  const holds = rejected?.text === draft && (!rejected.wasBusy || status.busy);
  const isReady = draft.trim() !== "" && !sent && !status.blocked;

  /** Also while an answer is written: Enter that does nothing is no answer, and the host says why it waits. */
  const send = () => {
    if (!isReady) return;
    lastId.current += 1;
    setRejected(undefined);
    setSent({ id: lastId.current, text: draft });
    host.post({ type: "send", sendId: lastId.current, text: draft });
  };

  return { send, canSend: isReady && !status.busy, rejection: holds ? rejected.problem : undefined };
}
