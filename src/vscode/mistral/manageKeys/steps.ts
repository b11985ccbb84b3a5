import type { Place } from "./ask";

/** One question of several, which puts its answer into the draft. */
export interface Step<Draft> {
  /** Missing for a question that is always asked. */
  isNeeded?(draft: Draft): boolean;
  /** @returns false for a step back */
  ask(draft: Draft, place: Place): Promise<boolean>;
}

/**
 * Asks one question after the other. A step back leads to the question before, with all answers kept.
 * @returns false if the person stepped back from the first one
 */
export async function inSteps<Draft>(title: string, draft: Draft, steps: readonly Step<Draft>[]): Promise<boolean> {
  for (let at = 0; at >= 0; ) {
    const needed = steps.filter((step) => step.isNeeded?.(draft) ?? true);
    const step = needed[at];
    if (step === undefined) {
      return true;
    }
    at += (await step.ask(draft, { title, step: at + 1, totalSteps: needed.length, canGoBack: true })) ? 1 : -1;
  }
  return false;
}
