import type { ToolCall } from "../mistral/messages";

/**
 * How often the model may be asked for one answer. A question about code takes a few steps, work on many files a few dozen; one
 * that goes on for longer has lost its way more often than not, and a person has stopped watching.
 */
export const MAX_STEPS = 50;
/** So many steps in a row that bring nothing new are no search for another way any more. */
export const MAX_IDLE_STEPS = 5;

/** What came of a call. */
export interface Done {
  readonly call: ToolCall;
  readonly ok: boolean;
  /** What the model was given. */
  readonly content: string;
}

/**
 * Watches what one answer takes, and says when a person should decide whether it goes on: after too many steps, too much money,
 * or too many steps in a row in which every call failed or gave what the same call had given before. A call that is made again
 * counts as new when its result is another, as that of tests that run after each change.
 */
export class Fuse {
  private steps = 0;
  private idleSteps = 0;
  private failedSteps = 0;
  private dollars = 0;
  private readonly results = new Map<string, string>();

  /** @param limit US dollars, 0 for none */
  constructor(private readonly limit: number) {}

  /** @param dollars what a request cost, about; undefined if no price is known */
  paid(dollars: number | undefined): void {
    this.dollars += dollars ?? 0;
  }

  /** The calls of one step are done. */
  stepped(calls: readonly Done[]): void {
    this.steps++;
    const hasFailed = calls.every(({ ok }) => !ok);
    const isNew = calls.filter((done) => this.isNews(done)).some(({ ok }) => ok);
    this.failedSteps = hasFailed ? this.failedSteps + 1 : 0;
    this.idleSteps = isNew ? 0 : this.idleSteps + 1;
  }

  /** Why the model is not asked once more, for the person; undefined if it may be. */
  blown(): string | undefined {
    if (this.limit > 0 && this.dollars >= this.limit) {
      const [spent, limit] = [this.dollars, this.limit].map((amount) => `$${amount.toFixed(2)}`);
      return `This answer is not done and has cost about ${spent}; you are asked at ${limit} (codestral.chat.answerBudget) whether it goes on.`;
    }
    if (this.failedSteps >= MAX_IDLE_STEPS) {
      return `Every call of the last ${MAX_IDLE_STEPS} steps has failed, so the answer was stopped; look at what the calls say before it goes on.`;
    }
    if (this.idleSteps >= MAX_IDLE_STEPS) {
      return `The last ${MAX_IDLE_STEPS} steps brought nothing new, only calls that failed or had been made before, so the answer was stopped; say what is missing, or let it go on.`;
    }
    return this.steps >= MAX_STEPS
      ? `The model has taken ${MAX_STEPS} steps and is not done; let it go on, or ask for less at once.`
      : undefined;
  }

  private isNews({ call, content }: Done): boolean {
    const key = `${call.name} ${sameForm(call.arguments)}`;
    const before = this.results.get(key);
    this.results.set(key, content);
    return before !== content;
  }
}

/** The same for arguments that differ only in order, blanks and what is `null`, which means that it was left out. */
function sameForm(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .filter(([, one]) => one !== null)
              .sort(([one], [other]) => (one < other ? -1 : 1)),
          )
        : value,
    );
  } catch {
    return json;
  }
}
