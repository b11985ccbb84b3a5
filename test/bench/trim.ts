import { existsSync } from "node:fs";
import { join } from "node:path";
import { TRIM_RULES } from "../../src/completion/trim";
import { root } from "../vscode/paths";
import type { Benchmark, BenchOptions, Figure, Figures } from "./benchmark";
import { readCases, readOutputs, snapshotOf } from "./trim/cases";
import { asPublished, sharesOf, show, type Shown, strictly } from "./trim/score";

/**
 * How often a recorded raw answer of a model is what really stands there, and how often what we would show of it is.
 *
 * Each answer is ended by the stop rules in line mode and then trimmed, as in the engine. It is right when the text that
 * a person has after accepting, to the end of the cursor's line, is the true text to the end of the cursor's line,
 * indentation aside: so a closing bracket that a suggestion leaves to the one behind the cursor, or replaces, counts as
 * said. All lines of the truth are wanted, also where we show but one. `destroyed` is the share of right raw answers of
 * which something wrong is shown, or nothing.
 *
 * The figures without a group are in the measure of the published ones, which leaves comments out; those under `strict`
 * let only white space differ. Under `without` stands what is right as shown with one trim rule left out.
 */
export const trim: Benchmark = {
  name: "trim",
  flags: ["cases", "outputs"],
  async run(options) {
    const files = filesOf(options);
    const cases = await readCases(files.cases);
    const places = (await readOutputs(files.outputs)).map((output) => {
      const one = cases.get(output.task);
      if (one === undefined) throw new Error(`${files.cases} has no case ${output.task}.`);
      return { output, one, snapshot: snapshotOf(one) };
    });
    const showAll = (without?: string) =>
      places.map(({ output, one, snapshot }) => show(output, one, snapshot, without));
    const all = showAll();
    const by = (group: (shown: Shown) => string) =>
      grouped([...new Set(all.map(group))], (name) => {
        const { raw, shown, destroyed } = sharesOf(
          all.filter((one) => group(one) === name),
          asPublished,
        );
        return { label: `${name}: right as shown (raw ${raw}, destroyed ${destroyed})`, value: shown };
      });
    const { raw, shown, destroyed } = sharesOf(all, asPublished);
    const strict = sharesOf(all, strictly);
    return [
      {
        raw: { label: "right as the model said it", value: raw },
        shown: { label: "right as shown", value: shown, aim: "≥ 0.22" },
        destroyed: { label: "right, but not as shown, of the right ones", value: destroyed, aim: "≤ 0.002" },
        n: { label: "answers", value: all.length },
        strict: {
          raw: { label: "right as the model said it", value: strict.raw },
          shown: { label: "right as shown", value: strict.shown },
          destroyed: { label: "right, but not as shown, of the right ones", value: strict.destroyed },
        },
        byLanguage: by(({ language }) => language),
        byModel: by(({ output }) => output.model),
        without: grouped(Object.keys(TRIM_RULES), (name) => ({
          label: `right as shown, without ${name}`,
          value: sharesOf(showAll(name), asPublished).shown,
        })),
      },
    ];
  },
};

function grouped(names: readonly string[], figure: (name: string) => Figure): Figures {
  return Object.fromEntries(names.map((name) => [name, figure(name)]));
}

/** What the flags name; else the larger data, when it is there; else the repository's own sample. */
function filesOf(options: BenchOptions): { cases: string; outputs: string } {
  const { data } = options;
  const larger = data !== undefined && existsSync(join(data, "fim-cases.jsonl.gz")) ? data : undefined;
  const file = (name: string) =>
    larger === undefined
      ? join(root, "test", "bench", "data", `trim-${name}.jsonl`)
      : join(larger, `fim-${name}.jsonl.gz`);
  return { cases: options.path("cases") ?? file("cases"), outputs: options.path("outputs") ?? file("outputs") };
}
