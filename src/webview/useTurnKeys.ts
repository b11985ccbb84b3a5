import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Ctrl+↑ and Ctrl+↓ go from one question to the next, and from the last one to the message box.
 * @param leave hears that the end of the conversation is not followed any more
 */
export function useTurnKeys(scroller: RefObject<HTMLElement | null>, leave: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (step === 0 || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing)
        return;
      const questions = [...(scroller.current?.querySelectorAll<HTMLElement>(".question") ?? [])];
      const turn = document.activeElement?.closest(".turn");
      // Who is in the message box is behind the last one.
      const current = turn ? questions.findIndex((question) => turn.contains(question)) : questions.length;
      const next = questions[current + step];
      event.preventDefault();
      if (next) {
        leave();
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: "start" });
      } else if (step > 0) {
        document.querySelector("textarea")?.focus();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
