import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { placeOf } from "../../../src/vscode/edits/review/address";
import { tabsOf } from "../../../src/vscode/edits/review/tabs";
import { changeSet, editOf } from "../edits/reviewSets";
import { reviews } from "../support/review";
import { until } from "../support/waiting";

const FILES = 50;
const LINES = 200;
const ROUNDS = 6;

/** Shows change-sets of many files, and writes how many milliseconds each took until the first of its diffs was there. */
export async function run(): Promise<void> {
  const result = process.env["CODESTRAL_BENCH_RESULT"];
  if (result === undefined) throw new Error("Where the result goes is not said.");
  const all = await reviews();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const set = changeSet(...Array.from({ length: FILES }, (_, at) => edit(round, at)));
    const begun = performance.now();
    await all.show(set, { again: async () => {}, refine: async () => {} });
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabsOf(set.id)[0]);
    await until(vscode.window.onDidChangeVisibleTextEditors, () =>
      vscode.window.visibleTextEditors.find(({ document }) => placeOf(document.uri)?.id === set.id),
    );
    times.push(performance.now() - begun);
    await all.decisions.discard(set.id);
  }
  writeFileSync(result, JSON.stringify(times));
}

function edit(round: number, at: number) {
  const lines = Array.from(
    { length: LINES },
    (_, line) => `export const value${line} = compute(${line}, "text of ${at}");\n`,
  );
  const after = lines.map((line, number) => (number % 60 === 5 ? line.replace("compute", "computed") : line));
  return editOf(`round${round}/file${at}.ts`, lines.join(""), after.join(""));
}
