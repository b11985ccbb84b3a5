import type { ChatPiece } from "../brain";
import type { Bounds } from "../generation";
import type { Head, Usage } from "../wire";

/** What FIM and chat have in common once the request is accepted. */
export interface Job {
  readonly model: string;
  readonly prompt: string;
  readonly stream: boolean;
  readonly bounds: Bounds;
  readonly choices: number;
  /** Asks the brain; once for each choice. */
  ask(): AsyncIterable<ChatPiece>;
}

export interface Task extends Job {
  readonly head: Head;
  readonly headers: Record<string, string>;
  total(completionTokens: number): Usage;
}
