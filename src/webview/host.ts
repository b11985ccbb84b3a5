/** The line to the extension host, and the little that outlives the page. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { FromWebview } from "../chat/protocol";
import type { UserMessage } from "./turns";

/** Where the person was reading: the first turn in view and how far it was scrolled. */
export interface ScrollPlace {
  readonly conversation: string;
  readonly turn: number;
  readonly offset: number;
}

/** What is kept when the view is hidden or the window reloaded. */
export interface Saved {
  readonly draft: string;
  /** Missing at the end of the conversation. */
  readonly scroll?: ScrollPlace | undefined;
}

export interface Host {
  post(message: FromWebview): void;
  saved(): Saved;
  save(changed: Partial<Saved>): void;
}

/** What VS Code hands to a webview's script. */
export interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: Saved): void;
}

export function connectHost(api: VsCodeApi): Host {
  let current: Saved = { draft: "", ...savedOf(api.getState()) };
  return {
    post: (message) => api.postMessage(message),
    saved: () => current,
    save(changed) {
      current = { ...current, ...changed };
      api.setState(current);
    },
  };
}

function savedOf(state: unknown): Partial<Saved> {
  if (typeof state !== "object" || state === null) return {};
  const { draft, scroll } = state as { draft?: unknown; scroll?: unknown };
  return {
    ...(typeof draft === "string" && { draft }),
    ...(isPlace(scroll) && { scroll }),
  };
}

function isPlace(scroll: unknown): scroll is ScrollPlace {
  if (typeof scroll !== "object" || scroll === null) return false;
  const { conversation, turn, offset } = scroll as { conversation?: unknown; turn?: unknown; offset?: unknown };
  return typeof conversation === "string" && Number.isInteger(turn) && Number.isFinite(offset);
}

/** Asks this question again, beside the answer that it has. */
export function askAgain({ number, shown }: UserMessage): FromWebview {
  return { type: "askAgain", question: number, shown };
}

export const HostContext = createContext<Host | undefined>(undefined);

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("There is no host above this component.");
  return host;
}
