import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatStatus, ProblemView } from "../chat/protocol";
import { useHost } from "./host";
import type { ViewState } from "./state";

interface Sending {
  /** @param atOnce it stops an answer that is being written; else it waits for its end */
  readonly send: (atOnce?: boolean) => void;
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
  const [rejected, setRejected] = useState<{ problem: ProblemView; text: string }>();

  useEffect(() => {
    if (!sent || reply?.sendId !== sent.id) return;
    setSent(undefined);
    if (reply.problem) setRejected({ problem: reply.problem, text: sent.text });
    else if (draft === sent.text) onDraft("");
  }, [reply]);

  const canSend = draft.trim() !== "" && !sent && !status.blocked;

  const send = (atOnce = false) => {
    if (!canSend) return;
    lastId.current += 1;
    setRejected(undefined);
    setSent({ id: lastId.current, text: draft });
    host.post({ type: "send", sendId: lastId.current, text: draft, atOnce });
  };

  return { send, canSend, rejection: rejected?.text === draft ? rejected.problem : undefined };
}
