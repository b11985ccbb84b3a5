import type { ModelPurpose } from "../../../src/mistral/purpose";
import { seededRandom } from "../../mistral/random";

/** Something that somebody asks for. */
export interface Asked {
  /** Milliseconds from the beginning. */
  readonly at: number;
  readonly purpose: ModelPurpose;
  readonly prompt: string;
  /** Stands in the prompt and in no other. */
  readonly mark: string;
}

/** Of all requests, how many have which purpose. */
const SHARES: readonly (readonly [ModelPurpose, number])[] = [
  ["completion", 0.5],
  ["chat", 0.15],
  ["refactoring", 0.1],
  ["background", 0.25],
];
/** More than the server lets through, so that the queue grows until the last has been asked. */
const A_MINUTE = 72;
const LONGEST_PROMPT = 6_000;

/** Requests as they come from a person and from what works beside them: at random moments, now several and now none. */
export function requestsOf(seed: number, count: number): Asked[] {
  const random = seededRandom(seed);
  let at = 0;
  return Array.from({ length: count }, (_, number) => {
    at += (-Math.log(1 - random()) * 60_000) / A_MINUTE;
    const mark = `request ${number};`;
    const filler = "const value = compute(1);\n".repeat(LONGEST_PROMPT / 26).slice(0, random() * LONGEST_PROMPT);
    return { at, purpose: purposeAt(random()), prompt: `${filler}${mark}`, mark };
  });
}

function purposeAt(share: number): ModelPurpose {
  let sum = 0;
  return SHARES.find(([, part]) => share < (sum += part))?.[0] ?? "background";
}
