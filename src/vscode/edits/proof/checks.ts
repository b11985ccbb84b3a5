import * as vscode from "vscode";
import { type ChangeSet, uriAfter } from "../../../edits/changeSet";
import { type Problem, type ProblemChange, problemChange } from "../../../edits/proof/problems";
import { SETTLE, settled } from "../../../edits/proof/settled";
import { systemClock } from "../../../mistral/clock";
import { onProblemsOf, problemsIn } from "./problems";
import { inTabs } from "./tabs";
import { serverKnows } from "./servers";
import { symbolsOf, usersOf } from "./users";

/** What was wrong before a change landed, in its files and in those that use them. */
export interface Baseline {
  readonly users: readonly vscode.Uri[];
  readonly problems: readonly Problem[];
}

/** What is wrong now. To be asked for before the change lands. */
export async function baselineOf(set: ChangeSet, signal: AbortSignal): Promise<Baseline> {
  const own = set.files.filter(({ kind }) => kind !== "create").map(({ uri }) => vscode.Uri.parse(uri));
  const before = await look(own, signal);
  // Only a server that has started knows who uses a name.
  const users = await usersOf(set, signal);
  const others = await look(users, signal);
  return { users, problems: [...before.problems, ...others.problems] };
}

/** What the change has done to them, once the language servers have settled. `isFinal`: they have. */
export async function problemsSince(
  set: ChangeSet,
  { users, problems }: Baseline,
  signal: AbortSignal,
): Promise<ProblemChange & { readonly isFinal: boolean }> {
  const own = set.files.filter(({ kind }) => kind !== "delete").map((file) => vscode.Uri.parse(uriAfter(file)));
  const now = await look([...own, ...users], signal);
  const renamed = new Map(set.files.map((file) => [file.uri, uriAfter(file)]));
  const before = problems.map((problem) => ({ ...problem, uri: renamed.get(problem.uri) ?? problem.uri }));
  return { ...problemChange(before, now.problems), isFinal: now.isFinal };
}

/** A slow server is given more time to say nothing in: so many times what it took for another answer. */
const PATIENCE = 3;

async function look(
  uris: readonly vscode.Uri[],
  signal: AbortSignal,
): Promise<{ readonly problems: readonly Problem[]; readonly isFinal: boolean }> {
  // Where nothing was, nothing was wrong.
  if (uris.length === 0) {
    return { problems: [], isFinal: true };
  }
  return inTabs(uris, async () => {
    // One that has just started knows symbols before it has read the project: so its start counts for how slow it is.
    const began = systemClock.now();
    const answers = await Promise.all(uris.map(async (uri) => serverKnows(uri, signal)));
    // What a server answers now it answers after it has read the files.
    await Promise.all(uris.map(async (uri) => symbolsOf(uri)));
    const quietMs = Math.max(SETTLE.quietMs, PATIENCE * (systemClock.now() - began));
    const limits = { quietMs, mostMs: Math.max(SETTLE.mostMs, 2 * quietMs) };
    const isSettled = await settled(onProblemsOf(uris), systemClock, signal, limits);
    return { problems: problemsIn(uris), isFinal: isSettled && answers.every(Boolean) };
  });
}
