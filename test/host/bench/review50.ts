import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { placeOf } from "../../../src/vscode/edits/review/address";
import { changeSet, editOf } from "../edits/reviewSets";
import { MemoryDisk } from "../edits/memoryDisk";
import { closeEverything } from "../support/files";
import { reviews } from "../support/review";
import { until } from "../support/waiting";

const FILES = 50;
const LINES = 200;
const ROUNDS = 6;
const PLAIN = "plain-review";

/** Milliseconds of each round: until the tab is there, and until the first of its diffs is drawn. */
export interface ReviewTimes {
  readonly tab: number[];
  readonly drawn: number[];
  /** VS Code's own editor of as many files of memory, with no review behind it. */
  readonly plain: number[];
}

/** Shows change-sets of many files, by turns with as many files and nothing of ours, and writes how long each took. */
export async function run(): Promise<void> {
  const result = process.env["CODESTRAL_BENCH_RESULT"];
  if (result === undefined) throw new Error("Where the result goes is not said.");
  const all = await reviews();
  const disk = new MemoryDisk();
  const registered = vscode.workspace.registerFileSystemProvider(PLAIN, disk);
  const times: ReviewTimes = { tab: [], drawn: [], plain: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const set = changeSet(...Array.from({ length: FILES }, (_, at) => edit(round, at)));
    const begun = performance.now();
    await all.show(set, { again: async () => {}, refine: async () => {} });
    times.tab.push(performance.now() - begun);
    await drawn((uri) => placeOf(uri)?.id === set.id);
    times.drawn.push(performance.now() - begun);
    await all.decisions.discard(set.id);
    times.plain.push(await plainly(disk, round));
    await closeEverything();
  }
  registered.dispose();
  writeFileSync(result, JSON.stringify(times));
}

async function plainly(disk: MemoryDisk, round: number): Promise<number> {
  const resources = Array.from({ length: FILES }, (_, at) => {
    const { before, after } = texts(at);
    const [was, is] = [before, after].map((text, side) => {
      const uri = vscode.Uri.from({ scheme: PLAIN, path: `/${round}/${side}-${at}.ts` });
      disk.writeFile(uri, new TextEncoder().encode(text));
      return uri;
    });
    return [is, was, is];
  });
  const begun = performance.now();
  await vscode.commands.executeCommand("vscode.changes", "Plain", resources);
  await drawn(({ scheme, path }) => scheme === PLAIN && path.startsWith(`/${round}/`));
  return performance.now() - begun;
}

async function drawn(isMeant: (uri: vscode.Uri) => boolean): Promise<void> {
  await until(vscode.window.onDidChangeVisibleTextEditors, () =>
    vscode.window.visibleTextEditors.find(({ document }) => isMeant(document.uri)),
  );
}

function edit(round: number, at: number) {
  const { before, after } = texts(at);
  return editOf(`round${round}/file${at}.ts`, before, after);
}

function texts(at: number): { readonly before: string; readonly after: string } {
  const lines = Array.from(
    { length: LINES },
    (_, line) => `export const value${line} = compute(${line}, "text of ${at}");\n`,
  );
  const changed = lines.map((line, number) => (number % 60 === 5 ? line.replace("compute", "computed") : line));
  return { before: lines.join(""), after: changed.join("") };
}
