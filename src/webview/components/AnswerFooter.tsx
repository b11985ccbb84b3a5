import againIcon from "@vscode/codicons/src/icons/refresh.svg";
import type { UsageView } from "../../chat/protocol";
import { askAgain, useHost } from "../host";
import type { Turn } from "../turns";
import { CopyButton } from "./CopyButton";
import { Icon } from "./Icon";

/** What a finished answer consisted of, and buttons that copy it or ask for another. */
export function AnswerFooter({ turn: { user, parts, model, usage } }: { turn: Turn }) {
  const host = useHost();
  const text = parts.flatMap((part) => (part.kind === "text" ? [part.text.trim()] : [])).join("\n\n");
  if (!text && !usage) return null;
  return (
    <footer class="answer-footer">
      {text && <CopyButton name="Copy answer" text={text} />}
      {user && (
        <button
          type="button"
          class="icon-button"
          aria-label="Ask again"
          title="Ask Again (this answer stays)"
          onClick={() => host.post(askAgain(user))}
        >
          <Icon svg={againIcon} />
        </button>
      )}
      <span class="answer-facts" title={usage && usageSentence(usage)}>
        {[model, usage && `${short(usage.prompt)} in`, usage && `${short(usage.completion)} out`]
          .filter((fact) => fact !== undefined)
          .join(" · ")}
      </span>
    </footer>
  );
}

function usageSentence({ prompt, completion, cached }: UsageView): string {
  const [sent, received, reused] = [prompt, completion, cached].map((count) => count.toLocaleString("en"));
  return `${sent} tokens were sent, ${reused} of them cached; ${received} were received.`;
}

const short = (count: number) => new Intl.NumberFormat("en", { notation: "compact" }).format(count);
