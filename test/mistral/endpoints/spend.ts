import type { Verdict } from "../limits";
import { findModel } from "../models";
import type { Exchange } from "./exchange";

/** Counts a request with so many tokens for the limits of its key and model, and records what it is told of them. */
export function spend({ limits, key, catalogue, recording }: Exchange, model: string, tokens: number): Verdict {
  const found = findModel(catalogue, model);
  const names = found.state === "unknown" ? [model] : [found.card.id, ...(found.card.aliases ?? [])];
  const verdict = limits.take({ key, model: names, tokens });
  recording.comeBackAt = verdict.comeBackAt;
  return verdict;
}
