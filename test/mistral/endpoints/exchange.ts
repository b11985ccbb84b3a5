import type { ServerResponse } from "node:http";
import type { Brain } from "../brain";
import type { Conversation } from "../conversations/store";
import type { Limits } from "../limits";
import type { Catalogue } from "../models";
import type { Mood } from "../mood";
import type { Documents } from "../ocr/document";
import type { PromptCache } from "../promptCache";
import type { Recording } from "../recorder";

/** One request on its way to its answer. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly recording: Recording;
  readonly mood: Mood;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Whose limits the request counts for. It is not recorded. */
  readonly key: string;
  /** What the path names, such as a model; "" where it names nothing. */
  readonly id: string;
  readonly brain: Brain;
  readonly catalogue: Catalogue;
  readonly limits: Limits;
  readonly cache: PromptCache;
  readonly documents: Documents;
  /** Those that are stored, by id. */
  readonly conversations: Map<string, Conversation>;
}
