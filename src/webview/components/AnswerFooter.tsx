import type { UsageView } from "../../chat/protocol";
import type { Turn } from "../turns";
import { CopyButton } from "./CopyButton";

/** What a finished answer consisted of, and a button that copies it. */
export function AnswerFooter({ turn: { parts, model, usage } }: { turn: Turn }) {
  const text = parts.flatMap((part) => (part.kind === "text" ? [part.text.trim()] : [])).join("\n\n");
  if (!text && !usage) return null;
  return (
    <footer class="answer-footer">
      {text && <CopyButton name="Copy answer" text={text} />}
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
