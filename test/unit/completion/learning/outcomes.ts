import type { Outcome } from "../../../../src/completion/learning/outcome";

/** An outcome like any other, but for what a test is about. */
export function outcome(about: Partial<Outcome> = {}): Outcome {
  return {
    id: "one",
    at: 0,
    languageId: "typescript",
    kind: "line",
    source: "asked",
    characters: 10,
    lines: 1,
    end: "dismissed",
    accepted: 0,
    remains: [undefined, undefined, undefined],
    ...about,
  };
}
