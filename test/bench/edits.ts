import { mutated } from "../edits/mutations";
import type { Benchmark, BenchOptions, Figures } from "./benchmark";
import { made, naively } from "./edits/call";
import { bytesPerCheckpoint } from "./edits/checkpoints";
import { type EditCase, casesFrom, SLIPS } from "./edits/cases";
import { type Distractor, distractorsFrom } from "./edits/distractors";
import { heldBackFiles, type SourceFile, tunedFiles } from "./edits/files";
import { mended } from "./edits/mend";
import { review50 } from "./edits/review50";
import { times } from "./edits/speed";

const CASES = 600;
const DISTRACTORS_EACH = 40;

/**
 * How often an edit as models write it makes exactly the text that was meant, at once and after one call that is mended by
 * what was told about the first and nothing else; and how often one that fits nowhere, or in several places, changes
 * something. Edits are made up in source files: of ours, on which the rules were tuned, and of a part held back (our tests, and
 * the code of others in the larger data). The control takes the first place that has the text.
 *
 * With `--mutations N` calls on made-up files are counted instead (`test/edits/mutations.ts`).
 */
export const edits: Benchmark = {
  name: "edits",
  flags: ["mutations"],
  async run(options) {
    const mutations = options.flag("mutations");
    return [mutations === undefined ? await measured(options) : mutatedFigures(Number(mutations), options.seed)];
  },
};

/** What is measured, each with figures of its own; their order is the table's. */
const PARTS: readonly ((options: BenchOptions) => Promise<Figures>)[] = [matching, differences, checkpoints, reviewing];

async function measured(options: BenchOptions): Promise<Figures> {
  let figures: Figures = {};
  for (const part of PARTS) figures = { ...figures, ...(await part(options)) };
  return figures;
}

async function matching({ seed, data }: BenchOptions): Promise<Figures> {
  const tuned = await scoreOf(await tunedFiles(), seed);
  const heldBack = await scoreOf(await heldBackFiles(data), seed + 1);
  return {
    ...shares(tuned),
    heldBack: shares(heldBack),
    control: {
      success: { label: "right with the first place that has the text", value: tuned.naive },
      misapplied: { label: "distractors that it misapplies", value: tuned.naiveMisapplied },
    },
    bySlip: bySlip([...tuned.results, ...heldBack.results]),
  };
}

async function reviewing(): Promise<Figures> {
  const { tab, drawn, plain } = await review50();
  return {
    review50Ms: { label: "a review of 50 files is on the screen, ms", value: drawn, aim: "≤ 1,000" },
    review50TabMs: { label: "of it until its tab and its buttons are there, ms", value: tab },
    review50ControlMs: { label: "VS Code's own editor of 50 files that nobody reviews, ms", value: plain },
  };
}

async function differences(): Promise<Figures> {
  const speed = times();
  return {
    apply100Ms: { label: "difference of 100 edits in 20,000 lines, ms", value: speed.apply100Ms, aim: "≤ 100" },
    rewriteMs: { label: "difference of 20,000 rewritten lines, ms", value: speed.rewriteMs, aim: "≤ 200" },
    apply100CpuMs: { label: "CPU of the first, ms", value: speed.apply100CpuMs },
    rewriteCpuMs: { label: "CPU of the second, ms", value: speed.rewriteCpuMs },
    find100Ms: { label: "finding and making 100 edits in 20,000 lines, ms", value: speed.find100Ms },
    find100ControlMs: { label: "the same by a plain search, ms", value: speed.find100ControlMs },
  };
}

async function checkpoints(): Promise<Figures> {
  const bytes = await bytesPerCheckpoint();
  return {
    bytesPerCheckpoint: { label: "bytes that a change of 3 files of 400 lines takes in the journal", value: bytes },
  };
}

interface Result {
  readonly slip: EditCase["slip"];
  readonly first: "right" | "wrong" | "refused";
  readonly mended: "right" | "wrong" | "refused" | undefined;
}

interface Score {
  readonly results: readonly Result[];
  /** Texts that were changed and are not what was meant: of edits, mended ones too, and of distractors. */
  readonly misapplied: number;
  readonly distractors: number;
  readonly naive: number;
  readonly naiveMisapplied: number;
}

async function scoreOf(files: readonly SourceFile[], seed: number): Promise<Score> {
  const cases = casesFrom(files, CASES, seed);
  const results: Result[] = [];
  let naive = 0;
  for (const one of cases) {
    results.push(await resultOf(one));
    naive += naively(one.text, one.pieces) === one.meant ? 1 : 0;
  }
  const distractors = distractorsFrom(files, DISTRACTORS_EACH, seed);
  const applied: Distractor[] = [];
  for (const one of distractors) {
    if ("text" in (await made(one.text, one.pieces, one.manner))) applied.push(one);
  }
  for (const { kind, pieces } of applied) console.error(`misapplied: ${kind}: ${JSON.stringify(pieces)}`);
  const wrong = results.filter(({ first, mended: again }) => first === "wrong" || again === "wrong").length;
  return {
    results,
    misapplied: wrong + applied.length,
    distractors: distractors.length,
    naive: rounded4(naive / cases.length),
    naiveMisapplied: distractors.filter(({ text, pieces }) => naively(text, pieces) !== undefined).length,
  };
}

async function resultOf({ text, meant, pieces, manner, slip }: EditCase): Promise<Result> {
  const first = await made(text, pieces, manner);
  if ("text" in first) {
    const isRight = first.text === meant;
    if (!isRight) console.error(`not as meant: ${slip} ${manner.form}: ${JSON.stringify(pieces)}`);
    return { slip, first: isRight ? "right" : "wrong", mended: undefined };
  }
  const again = mended(pieces, first.told);
  const second = again && (await made(text, again, { ...manner, wrapping: "none" }));
  if (!second || "told" in second) {
    return { slip, first: "refused", mended: "refused" };
  }
  const isRight = second.text === meant;
  if (!isRight) console.error(`not as meant, mended: ${slip} ${manner.form}: ${JSON.stringify(pieces)}\n${first.told}`);
  return { slip, first: "refused", mended: isRight ? "right" : "wrong" };
}

function shares({ results, misapplied, distractors }: Score): Figures {
  return {
    success: { label: "edits that make the text that was meant", value: successOf(results), aim: "≥ 0.97" },
    successAfterRepair: { label: "the same after one mended call", value: repairedOf(results), aim: "≥ 0.99" },
    misapplied: { label: "texts changed otherwise than was meant", value: misapplied, aim: "0" },
    n: {
      edits: { label: "edits", value: results.length },
      distractors: { label: "distractors", value: distractors },
    },
  };
}

function successOf(results: readonly Result[]): number {
  return rounded4(results.filter(({ first }) => first === "right").length / results.length);
}

function repairedOf(results: readonly Result[]): number {
  return rounded4(results.filter((one) => one.first === "right" || one.mended === "right").length / results.length);
}

function bySlip(results: readonly Result[]): Figures {
  return Object.fromEntries(
    Object.keys(SLIPS).map((slip) => {
      const own = results.filter((one) => one.slip === slip);
      const repaired = own.length === 0 ? 0 : repairedOf(own);
      return [
        slip,
        {
          label: `${slip}: right of ${own.length} (mended ${repaired})`,
          value: own.length === 0 ? null : successOf(own),
        },
      ];
    }),
  );
}

function mutatedFigures(count: number, seed: number): Figures {
  if (!Number.isSafeInteger(count) || count < 1) throw new Error("--mutations takes a whole number above 0.");
  const { edited, missed, refused, wrong } = mutated(count, seed);
  for (const one of wrong) console.error(one);
  return {
    mutations: { label: "calls", value: count },
    edited: { label: "made exactly as meant", value: edited },
    refused: { label: "refused, as they do not fit", value: refused },
    missed: { label: "refused though they fit", value: missed },
    misapplied: { label: "wrong in any way", value: wrong.length, aim: "0" },
  };
}

function rounded4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
