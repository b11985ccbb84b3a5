import icon from "@vscode/codicons/src/icons/question.svg";
import type { Choice, QuestionView } from "../../chat/protocol";
import { revealUnseen } from "../hidden";
import { useHost } from "../host";
import { memo } from "../memo";
import { Icon } from "./Icon";

const choices: Readonly<Record<Choice, { readonly label: string; readonly title: string }>> = {
  once: { label: "Once", title: "Allow it now, and ask again the next time" },
  chat: { label: "For This Chat", title: "Allow it in this chat" },
  workspace: { label: "For This Workspace", title: "Allow it in all chats of this workspace" },
  notNow: { label: "Not Now", title: "Refuse it, and ask again the next time" },
  never: { label: "Never", title: "Refuse it in this workspace without asking; “Chat Permissions…” takes that back" },
};

/**
 * What the chat waits for. It does not take the focus, so that a key meant for the message answers nothing; it stands right
 * before the message box in the order of tabs.
 */
export const ConsentCard = memo(({ question }: { readonly question: QuestionView }) => {
  const host = useHost();
  const { id, sentence, about, notes } = question;
  return (
    <section class="consent" role="group" aria-label="Question">
      <div class="consent-told" role="alert">
        <p class="consent-sentence">
          <Icon svg={icon} />
          {sentence}
        </p>
        <ul class="consent-about">
          {about.map((one) => (
            <li key={one}>
              <bdi>{revealUnseen(one)}</bdi>
            </li>
          ))}
        </ul>
        {notes.map((note) => (
          <p key={note} class="consent-note">
            {note}
          </p>
        ))}
      </div>
      <div class="consent-choices">
        {question.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            class={choice === "once" ? "button" : "button button-secondary"}
            title={choices[choice].title}
            onClick={({ detail }) => {
              // The second click of a double click may fall on the next question.
              if (detail < 2) host.post({ type: "answer", question: id, choice });
            }}
          >
            {choices[choice].label}
          </button>
        ))}
      </div>
    </section>
  );
});
