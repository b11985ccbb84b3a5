import type { ModelCard } from "../models";
import type { Answer } from "../refusals";
import type { ChatRequest } from "../requests";

/** What a request of the right shape can still do wrong. */
export type ChatRule = (request: ChatRequest, card: ModelCard) => Answer | undefined;
