import * as vscode from "vscode";
import { type ChangeSet, uriAfter } from "../../../edits/changeSet";
import { type Problem, type ProblemChange, problemChange } from "../../../edits/proof/problems";
import { settled } from "../../../edits/proof/settled";
import { systemClock } from "../../../mistral/clock";
import { onProblemsOf, problemsIn } from "./problems";
import { usersOf } from "./users";

/** What was wrong before a change landed, in its files and in those that use them. */
export interface Baseline {
  readonly users: readonly vscode.Uri[];
  readonly problems: readonly Problem[];
}

/**
 * What is wrong now. To be asked for before the change lands: a language server looks only at files that are open, so the
 * files that use the changed ones are opened, unseen.
 */
export async function baselineOf(set: ChangeSet, signal: AbortSignal): Promise<Baseline> {
  const own = set.files.filter(({ kind }) => kind !== "create").map(({ uri }) => vscode.Uri.parse(uri));
  await open(own);
  const users = await usersOf(set, signal);
  const all = [...own, ...users];
  const waited = settled(onProblemsOf(all), systemClock, signal);
  await open(users);
  await waited;
  return { users, problems: problemsIn(all) };
}

/** What the change has done to them, once the language servers have settled. `isFinal`: they have. */
export async function problemsSince(
  set: ChangeSet,
  { users, problems }: Baseline,
  signal: AbortSignal,
): Promise<ProblemChange & { readonly isFinal: boolean }> {
  const own = set.files.filter(({ kind }) => kind !== "delete").map((file) => vscode.Uri.parse(uriAfter(file)));
  const all = [...own, ...users];
  const waited = settled(onProblemsOf(all), systemClock, signal);
  await open(all);
  const isFinal = await waited;
  const renamed = new Map(set.files.map((file) => [file.uri, uriAfter(file)]));
  const before = problems.map((problem) => ({ ...problem, uri: renamed.get(problem.uri) ?? problem.uri }));
  return { ...problemChange(before, problemsIn(all)), isFinal };
}

/** VS Code closes a document that nobody shows after a while, and its problems go. One that is gone has none. */
async function open(uris: readonly vscode.Uri[]): Promise<void> {
  await Promise.all(uris.map(async (uri) => openOne(uri)));
}

async function openOne(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.openTextDocument(uri);
  } catch {
    // It was deleted, or is no text.
  }
}
