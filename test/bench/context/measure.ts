import { CompletionContext } from "../../../src/completion/context/context";
import { identifiersIn } from "../../../src/completion/context/identifiers";
import { queryAt } from "../../../src/completion/context/query";
import { Pauses } from "../../../src/completion/context/pause";
import type { ContextPort } from "../../../src/completion/context/port";
import { chosenOf } from "../../../src/completion/context/rank";
import { blocksOf, rendered } from "../../../src/completion/context/render";
import type { Findings } from "../../../src/completion/context/source";
import { sourcesOf } from "../../../src/completion/context/sources";
import { KnownFiles } from "../../../src/completion/context/knownFiles";
import { declaredIn } from "./coined";
import { OneDocumentEditor } from "./editor";
import { editsBefore } from "./history";
import { longestBlockDuring } from "./longestBlock";
import { type Hunk, hunksOf } from "./hunks";
import type { Repository } from "./repository";
import { usableIn } from "./usable";

export const BUDGETS = [512, 1_024, 2_048] as const;
/** The budget with which sources are switched off. */
const USUAL = 1_024;
const ASKS = 20;

/** What of the wanted names a context holds. */
export interface Held {
  /** In any form. */
  readonly any: readonly string[];
  /** Within a whole unit. */
  readonly usable: readonly string[];
  readonly characters: number;
  readonly headers: number;
  readonly lines: number;
  readonly usableLines: number;
}

/** How one engine fares at one place. */
export interface Fared {
  readonly held: Held;
  readonly pathMs: readonly number[];
  readonly offPathMs: number;
  readonly offPathCpuMs: number;
  readonly longestBlockMs: number;
}

/** How the context of one hunk fares. */
export interface Measured {
  readonly wanted: readonly string[];
  /** Those that stand anywhere else in the repository. */
  readonly reachable: ReadonlySet<string>;
  /** Those that the hidden lines declare, and that stand nowhere else. */
  readonly coined: ReadonlySet<string>;
  /** For each budget. */
  readonly held: readonly Held[];
  /** At 1,024 tokens, without one source. */
  readonly without: ReadonlyMap<string, Held>;
  /** The processor time of each source, in milliseconds. */
  readonly sourceMs: ReadonlyMap<string, number>;
  readonly own: Fared;
  readonly control: Fared | undefined;
}

/** An engine of context, ours or another version's. */
export type ContextEngine = Pick<CompletionContext, "refresh" | "textFor" | "forget">;
export type MakeEngine = (port: ContextPort, clock: { now(): number }) => ContextEngine;

const never = new AbortController().signal;

/** @param control measured beside ours, place by place */
export async function measured(
  repository: Repository,
  count: number,
  random: () => number,
  control?: MakeEngine,
): Promise<Measured[]> {
  const editor = new OneDocumentEditor(repository);
  const holders = new Map<string, number>();
  for (const text of repository.files.values()) {
    for (const name of identifiersIn(text)) holders.set(name, (holders.get(name) ?? 0) + 1);
  }
  const clock = { now: () => performance.now() };
  const workspace = new KnownFiles(editor.port);
  const engine: ContextEngine = new CompletionContext(editor.port, clock);
  const other = control?.(editor.port, clock);
  const results: Measured[] = [];
  for (const [at, hunk] of hunksOf(repository, count, random).entries()) {
    editor.open(hunk, editsBefore(repository, hunk));
    const { path } = hunk.snapshot;
    const wanted = new Set(hunk.wanted);
    const textOf = (file: string) => (file === path ? hunk.text : repository.files.get(file));
    const heldBy = (text: string) => heldIn(text, wanted, textOf, path);
    const found = await recall(workspace, hunk, heldBy);
    const snapshot = { ...hunk.snapshot, document: `${hunk.snapshot.document}?${at}` };
    const fared = async (one: ContextEngine): Promise<Fared> => {
      const times = await timesOf(one, snapshot);
      return { ...times, held: heldBy(one.textFor(snapshot)) };
    };
    // Whichever comes second finds the machine warmer: they take turns.
    const controlFirst = at % 2 === 1 && other ? await fared(other) : undefined;
    const own = await fared(engine);
    const beside = controlFirst ?? (other && (await fared(other)));
    if (engine.textFor(snapshot) !== found.text)
      throw new Error(`The context of ${path} differs from what was measured.`);
    const left = new Set(identifiersIn(hunk.text));
    const whole = new Set(identifiersIn(repository.files.get(path) ?? ""));
    const elsewhere = (name: string) => left.has(name) || (holders.get(name) ?? 0) > (whole.has(name) ? 1 : 0);
    const reachable = new Set(hunk.wanted.filter(elsewhere));
    const declared = declaredIn(path, hunk.lines);
    const coined = new Set(hunk.wanted.filter((name) => !reachable.has(name) && declared.has(name)));
    results.push({ ...found, wanted: hunk.wanted, reachable, coined, own, control: beside });
    // The hunk is back in its file for the next ones.
    workspace.forget(path);
    engine.forget(path);
    other?.forget(path);
  }
  return results;
}

async function timesOf(engine: ContextEngine, snapshot: Hunk["snapshot"]): Promise<Omit<Fared, "held">> {
  let offPathMs = 0;
  const used = process.cpuUsage();
  const longestBlockMs = await longestBlockDuring(async () => {
    const since = performance.now();
    await engine.refresh(snapshot, never);
    offPathMs = performance.now() - since;
  });
  const { user, system } = process.cpuUsage(used);
  const pathMs = Array.from({ length: ASKS }, () => {
    const since = performance.now();
    engine.textFor(snapshot);
    return performance.now() - since;
  });
  return { pathMs, offPathMs, offPathCpuMs: (user + system) / 1_000, longestBlockMs };
}

function heldIn(
  text: string,
  wanted: ReadonlySet<string>,
  textOf: (path: string) => string | undefined,
  path: string,
): Held {
  const { names, lines, usableLines, headers } = usableIn(text, textOf, path);
  const all = new Set(identifiersIn(text));
  return {
    any: [...wanted].filter((name) => all.has(name)),
    usable: [...wanted].filter((name) => names.has(name)),
    characters: text.length,
    headers,
    lines,
    usableLines,
  };
}

async function recall(workspace: KnownFiles, { snapshot }: Hunk, heldBy: (text: string) => Held) {
  const query = queryAt(snapshot);
  const pauses = new Pauses(never);
  await workspace.update(query, pauses);
  const found: { readonly name: string; readonly findings: Findings }[] = [];
  const sourceMs = new Map<string, number>();
  for (const source of sourcesOf(workspace)) {
    const used = process.cpuUsage();
    found.push({ name: source.name, findings: await source.collect(query, pauses) });
    const { user, system } = process.cpuUsage(used);
    sourceMs.set(source.name, (user + system) / 1_000);
  }
  const textOf = async (tokens: number, off?: string) => {
    const findings = found.filter(({ name }) => name !== off).map(({ findings }) => findings);
    const chosen = await chosenOf(findings, query, workspace.library, { tokens }, pauses);
    return rendered(blocksOf(chosen, snapshot.path), snapshot.path);
  };
  const texts: string[] = [];
  for (const tokens of BUDGETS) texts.push(await textOf(tokens));
  const text = texts[BUDGETS.indexOf(USUAL)] ?? "";
  const without = new Map<string, Held>();
  for (const { name, findings } of found) {
    const says = findings.clues !== undefined || (findings.pieces ?? []).length > 0;
    without.set(name, heldBy(says ? await textOf(USUAL, name) : text));
  }
  return { text, held: texts.map(heldBy), without, sourceMs };
}
