import fileIcon from "@vscode/codicons/src/icons/go-to-file.svg";
import insertIcon from "@vscode/codicons/src/icons/insert.svg";
import serverIcon from "@vscode/codicons/src/icons/server.svg";
import markIcon from "../../../media/activity.svg";
import { Icon } from "./Icon";

const abilities = [
  { icon: fileIcon, text: "Reads the files it needs and shows you which." },
  { icon: insertIcon, text: "Writes code that you copy or insert at the cursor." },
  { icon: serverIcon, text: "Talks only to the server in your settings." },
];

interface Properties {
  /** One that ends in a space waits for the person to go on. */
  readonly examples: readonly string[];
  readonly onExample: (text: string) => void;
}

export function EmptyState({ examples, onExample }: Properties) {
  return (
    <section class="empty" aria-labelledby="empty-heading">
      <span class="empty-mark">
        <Icon svg={markIcon} />
      </span>
      <h2 id="empty-heading">Ask about your code</h2>
      <ul class="abilities">
        {abilities.map(({ icon, text }) => (
          <li key={text}>
            <Icon svg={icon} />
            {text}
          </li>
        ))}
      </ul>
      <div class="examples" role="group" aria-label="Examples">
        {examples.map((example) => (
          <button key={example} type="button" class="example" onClick={() => onExample(example)}>
            {example.endsWith(" ") ? `${example}…` : example}
          </button>
        ))}
      </div>
    </section>
  );
}
