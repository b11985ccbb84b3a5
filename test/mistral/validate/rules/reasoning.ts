import { badRequest } from "../../refusals";
import type { ChatRule } from "../chatRule";
import { can } from "../model";

/** `reasoning_effort` is `none` or `high`, where the model reasons; Medium then wants a temperature above 0. */
export const reasoningWhereSupported: ChatRule = (request, card) => {
  const { reasoning_effort: effort, prompt_mode: mode, model, temperature } = request;
  if (mode !== undefined && mode !== null) return badRequest(`prompt_mode is not supported for model ${model}`);
  if (effort === undefined || effort === null) return undefined;
  if (!can(card, "reasoning")) return badRequest(`reasoning_effort is not supported for model ${model}`);
  if (effort !== "none" && effort !== "high") {
    return badRequest(`reasoning_effort must be 'none' or 'high' for model ${model}, got '${effort}'`);
  }
  if (effort === "high" && temperature === 0 && card.id.startsWith("mistral-medium")) {
    return badRequest("temperature must be greater than 0 when reasoning_effort is 'high'");
  }
  return undefined;
};
