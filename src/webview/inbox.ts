import type { ToWebview } from "../chat/protocol";
import type { Host } from "./host";
import { toWebview } from "./messages";
import { initialState, receive, type ViewState } from "./state";

/** A page that is not painted gets no animation frames; its messages are folded this often. */
const unpaintedInterval = 100;

/** Folds what the host says into the state of the view, at most once per frame. Returns what ends it. */
export function listen(host: Host, show: (state: ViewState) => void): () => void {
  let state = initialState;
  let waiting: ToWebview[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fold = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    const before = state;
    let missed = false;
    for (const message of waiting) {
      const next = receive(state, message);
      missed ||= next.stale && !state.stale;
      state = next;
    }
    waiting = [];
    if (missed && state.stale)
      host.post({ type: "ready", from: { conversation: state.conversation ?? "", turn: state.earlier } });
    if (state !== before) show(state);
  };

  const onMessage = ({ origin, data }: MessageEvent<unknown>) => {
    // Any other frame of the window could post here; VS Code's own messages come from our origin.
    const message = origin === window.origin ? toWebview(data) : undefined;
    if (!message || waiting.push(message) > 1) return;
    frame = requestAnimationFrame(fold);
    timer = setTimeout(fold, unpaintedInterval);
  };

  window.addEventListener("message", onMessage);
  // Who was reading further up is to find the place again.
  const { scroll } = host.saved();
  host.post({ type: "ready", ...(scroll && { from: { conversation: scroll.conversation, turn: scroll.turn } }) });
  return () => {
    window.removeEventListener("message", onMessage);
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
