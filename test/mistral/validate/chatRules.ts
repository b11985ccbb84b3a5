import type { ChatRule } from "./chatRule";
import { assistantSaysSomething } from "./rules/assistant";
import { imagesWithinLimits } from "./rules/images";
import { lastMessageIsAnswerable, rolesInOrder, toolResultsMatchCalls } from "./rules/order";
import { predictionAlone } from "./rules/prediction";
import { reasoningWhereSupported } from "./rules/reasoning";
import { schemaNamed } from "./rules/responseFormat";
import { toolsAreSound } from "./rules/tools";

export const chatRules: readonly ChatRule[] = [
  toolsAreSound,
  assistantSaysSomething,
  rolesInOrder,
  toolResultsMatchCalls,
  lastMessageIsAnswerable,
  imagesWithinLimits,
  reasoningWhereSupported,
  predictionAlone,
  schemaNamed,
];
