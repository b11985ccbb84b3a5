import editIcon from "@vscode/codicons/src/icons/edit.svg";
import sendIcon from "@vscode/codicons/src/icons/send.svg";
import removeIcon from "@vscode/codicons/src/icons/trash.svg";
import type { QueuedView } from "../../chat/protocol";
import { revealReordering } from "../hidden";
import { useHost } from "../host";
import { Icon } from "./Icon";

interface Properties {
  readonly messages: readonly QueuedView[];
  /** They wait until the person sends something, not for the end of an answer. */
  readonly isHeld: boolean;
}

const doings = [
  { become: "edited", name: "Edit", icon: editIcon },
  { become: "sent", name: "Send at once", icon: sendIcon },
  { become: "removed", name: "Remove", icon: removeIcon },
] as const;

/** The messages that are asked when the answer before them is there. */
export function Queue({ messages, isHeld }: Properties) {
  const host = useHost();
  return (
    <section class="queue" aria-label="Messages that wait">
      <p class="note">{isHeld ? "Not sent: the answer before it ended early." : "Sent when this answer is there."}</p>
      <ul>
        {messages.map(({ id, text }) => (
          <li key={id} aria-label={text}>
            <span class="queue-text" title={text} dir="auto">
              {revealReordering(text)}
            </span>
            {doings.map(({ become, name, icon }) => (
              <button
                key={become}
                type="button"
                class="icon-button"
                aria-label={name}
                title={name}
                onClick={() => host.post({ type: "queued", id, become })}
              >
                <Icon svg={icon} />
              </button>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
