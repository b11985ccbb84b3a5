import { CompletionContext } from "../../../src/completion/context/context";
import { identifiersIn } from "../../../src/completion/context/identifiers";
import { queryAt } from "../../../src/completion/context/query";
import { Pauses } from "../../../src/completion/context/pause";
import { chosenOf } from "../../../src/completion/context/rank";
import { blocksOf, rendered } from "../../../src/completion/context/render";
import type { Findings } from "../../../src/completion/context/source";
import { sourcesOf } from "../../../src/completion/context/sources";
import { Workspace } from "../../../src/completion/context/workspace";
import { OneDocumentEditor } from "./editor";
import { editsBefore } from "./history";
import { longestBlockDuring } from "./longestBlock";
import { type Hunk, hunksOf } from "./hunks";
import type { Repository } from "./repository";

export const BUDGETS = [512, 1_024, 2_048] as const;
/** The budget with which sources are switched off. */
const USUAL = 1_024;
const ASKS = 20;

/** How the context of one hunk fares. */
export interface Measured {
  readonly wanted: number;
  /** How many of them stand anywhere else in the repository. */
  readonly reachable: number;
  /** How many stand in the context, for each budget. */
  readonly held: readonly number[];
  /** The same at 1,024 tokens, without one source. */
  readonly without: ReadonlyMap<string, number>;
  readonly missed: readonly string[];
  readonly pathMs: readonly number[];
  readonly offPathMs: number;
  readonly longestBlockMs: number;
}

const never = new AbortController().signal;

export async function measured(repository: Repository, count: number, random: () => number): Promise<Measured[]> {
  const editor = new OneDocumentEditor(repository);
  const holders = new Map<string, number>();
  for (const text of repository.files.values()) {
    for (const name of identifiersIn(text)) holders.set(name, (holders.get(name) ?? 0) + 1);
  }
  const workspace = new Workspace(editor.port);
  const context = new CompletionContext(editor.port, { now: () => performance.now() });
  const results: Measured[] = [];
  for (const [at, hunk] of hunksOf(repository, count, random).entries()) {
    editor.open(hunk, editsBefore(repository, hunk));
    const { path } = hunk.snapshot;
    const found = await recall(workspace, hunk);
    const snapshot = { ...hunk.snapshot, document: `${hunk.snapshot.document}?${at}` };
    let offPathMs = 0;
    const longestBlockMs = await longestBlockDuring(async () => {
      const since = performance.now();
      await context.refresh(snapshot, never);
      offPathMs = performance.now() - since;
    });
    const pathMs = Array.from({ length: ASKS }, () => {
      const since = performance.now();
      context.textFor(snapshot);
      return performance.now() - since;
    });
    if (context.textFor(snapshot) !== found.text)
      throw new Error(`The context of ${path} differs from what was measured.`);
    const left = new Set(identifiersIn(hunk.text));
    const whole = new Set(identifiersIn(repository.files.get(path) ?? ""));
    const elsewhere = (name: string) => left.has(name) || (holders.get(name) ?? 0) > (whole.has(name) ? 1 : 0);
    const reachable = hunk.wanted.filter(elsewhere);
    const missed = reachable.filter((name) => found.missed.includes(name));
    results.push({
      ...found,
      wanted: hunk.wanted.length,
      reachable: reachable.length,
      missed,
      pathMs,
      offPathMs,
      longestBlockMs,
    });
    // The hunk is back in its file for the next ones.
    workspace.forget(path);
    context.forget(path);
  }
  return results;
}

async function recall(workspace: Workspace, { snapshot, wanted }: Hunk) {
  const query = queryAt(snapshot);
  const pauses = new Pauses(never);
  await workspace.update(query, pauses);
  const found: { readonly name: string; readonly findings: Findings }[] = [];
  for (const source of sourcesOf(workspace)) {
    found.push({ name: source.name, findings: await source.collect(query, pauses) });
  }
  const textOf = async (tokens: number, off?: string) => {
    const findings = found.filter(({ name }) => name !== off).map(({ findings }) => findings);
    return rendered(blocksOf(await chosenOf(findings, query, workspace.library, { tokens }, pauses)), snapshot.path);
  };
  const lacking = (text: string) => {
    const names = new Set(identifiersIn(text));
    return wanted.filter((name) => !names.has(name));
  };
  const texts: string[] = [];
  for (const tokens of BUDGETS) texts.push(await textOf(tokens));
  const without = new Map<string, number>();
  const text = texts[BUDGETS.indexOf(USUAL)] ?? "";
  for (const { name, findings } of found) {
    const found = findings.clues !== undefined || (findings.pieces ?? []).length > 0;
    without.set(name, wanted.length - lacking(found ? await textOf(USUAL, name) : text).length);
  }
  return { text, held: texts.map((text) => wanted.length - lacking(text).length), without, missed: lacking(text) };
}
