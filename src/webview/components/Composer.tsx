import modelIcon from "@vscode/codicons/src/icons/chevron-down.svg";
import stopIcon from "@vscode/codicons/src/icons/debug-stop.svg";
import sendIcon from "@vscode/codicons/src/icons/send.svg";
import { useEffect, useRef } from "preact/hooks";
import type { ChatStatus } from "../../chat/protocol";
import { useHost } from "../host";
import type { ViewState } from "../state";
import { useSending } from "../useSending";
import { Icon } from "./Icon";
import { Problem } from "./Problem";
import { Queue } from "./Queue";

interface Properties {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly status: ChatStatus;
  readonly reply: ViewState["reply"];
  /** What the person asked last. */
  readonly lastMessage: string | undefined;
  /** The caret goes into the box whenever this grows. */
  readonly focusRequests: number;
}

export function Composer({ draft, onDraft, status, reply, lastMessage, focusRequests }: Properties) {
  const host = useHost();
  const box = useRef<HTMLTextAreaElement>(null);
  const { send, canSend, rejection } = useSending(draft, onDraft, status, reply);

  const sendTitle = status.busy ? "Send After This Answer (Enter), or at Once (Ctrl+Enter)" : "Send (Enter)";

  useEffect(() => {
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send(event.ctrlKey || event.metaKey);
    } else if (event.key === "ArrowUp" && draft === "" && lastMessage !== undefined) {
      event.preventDefault();
      onDraft(lastMessage);
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {status.notice && <Problem problem={status.notice} role="status" />}
      {status.blocked && <Problem problem={status.blocked} role="status" />}
      {rejection && <Problem problem={rejection} role="alert" />}
      {status.queue && <Queue messages={status.queue} isHeld={status.isQueueHeld ?? false} />}
      <div class="composer-box">
        <textarea
          ref={box}
          aria-label="Message"
          placeholder="Ask Codestral"
          rows={1}
          dir="auto"
          value={draft}
          onInput={({ currentTarget }) => onDraft(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="composer-bar">
          <button
            type="button"
            class="model-button"
            title="Pick a Model"
            onClick={() => host.post({ type: "action", action: "pickChatModel" })}
          >
            <span class="model-name">
              <span class="for-reader">Model: </span>
              {status.model ?? "not chosen yet"}
            </span>
            <Icon svg={modelIcon} />
          </button>
          {/* Beside each other, never in each other's place: a second click on one must not hit the other. */}
          <span class="composer-buttons">
            {status.busy && (
              <button
                type="button"
                class="icon-button"
                aria-label="Stop"
                title="Stop (Escape)"
                onClick={() => host.post({ type: "stop" })}
              >
                <Icon svg={stopIcon} />
              </button>
            )}
            <button type="submit" class="icon-button" aria-label="Send" title={sendTitle} disabled={!canSend}>
              <Icon svg={sendIcon} />
            </button>
          </span>
        </div>
      </div>
    </form>
  );
}
