import { existsSync } from "node:fs";
import { join } from "node:path";
import { TRIM_RULES } from "../../src/completion/trim";
import { root } from "../vscode/paths";
import type { Benchmark, BenchOptions, Figure, Figures } from "./benchmark";
import type { Snapshot } from "../../src/completion/snapshot";
import { grammars } from "./grammars";
import { type Case, type Output, readCases, readOutputs, snapshotOf } from "./trim/cases";
import { MANNERS, probesOf } from "./trim/probes";
import { asPublished, sharesOf, show, type Shown, showWhole, strictly } from "./trim/score";

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
 * let only white space differ. Under `engine` stands what the whole engine shows to somebody of whom it has learnt
 * nothing, with the language's grammar: statements and blocks, where a line is not all. Under `without` stands what is
 * right as shown with one trim rule left out.
 *
 * With `--sources` places in source files are looked at instead. The syntax tree of the whole file tells where the line's
 * statement ends there; an answer says it to there and then `ends`, `runsInto` what stands below, or `goesOn` with lines
 * from elsewhere.
 */
export const trim: Benchmark = {
  name: "trim",
  flags: ["cases", "outputs", "sources"],
  async run(options) {
    const sources = options.path("sources");
    if (sources !== undefined) {
      return [await probed(sources, options.seed)];
    }
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
    const engine = sharesOf(await wholly(places), asPublished);
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
        engine: {
          whole: { label: "right as the whole engine shows it, with syntax", value: engine.shown },
          destroyed: {
            label: "right, but not as the whole engine shows it, of the right ones",
            value: engine.destroyed,
            aim: "≤ 0.002",
          },
        },
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

interface AtPlace {
  readonly output: Output;
  readonly one: Case;
  readonly snapshot: Snapshot;
}

async function wholly(places: readonly AtPlace[]): Promise<Shown[]> {
  const all: Shown[] = [];
  for (const { output, one, snapshot } of places) {
    all.push(await showWhole(output, one, snapshot));
  }
  return all;
}

/** Of answers that are right up to where the line's statement ends, how many are right as shown, by how they go on. */
async function probed(folder: string, seed: number): Promise<Figures> {
  const probes = (await probesOf(folder, seed, grammars)).map((probe) => ({
    ...probe,
    snapshot: snapshotOf(probe.one),
  }));
  if (probes.length === 0) throw new Error(`There are no source files of a language with a grammar in ${folder}.`);
  const languages = new Set(probes.map(({ one }) => one.language));
  const figures: Record<string, Figures> = {};
  for (const language of languages) {
    const own = probes.filter(({ one }) => one.language === language);
    const lines = own.map(({ output, one, snapshot }) => show(output, one, snapshot));
    figures[language] = { line: byManner(lines), engine: byManner(await wholly(own)) };
  }
  return { sources: figures };
}

function byManner(all: readonly Shown[]): Figures {
  return grouped(MANNERS, (manner) => {
    const own = all.filter(({ output }) => output.template === manner);
    return { label: `right as shown of ${own.length} whose answer ${manner}`, value: sharesOf(own, asPublished).shown };
  });
}

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
