import * as vscode from "vscode";
import { systemClock } from "../../../mistral/clock";
import { symbolsOf } from "./users";

/** A server that has not answered by then is not waited for, in milliseconds. */
const MOST_MS = 20_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Languages that need not be waited for again in this window. */
const known = new Set<string>();

/**
 * Waits until somebody knows what is in a file. A language server that is still starting, as in a window that was just opened,
 * says of every file that nothing is in it, and nothing wrong with it. Only the first file of a language waits.
 * @returns whether somebody knows, or nobody ever will
 */
export async function serverKnows(uri: vscode.Uri, signal: AbortSignal): Promise<boolean> {
  const languageId = await languageOf(uri);
  if (languageId === undefined || known.has(languageId) || !mayHaveServer(languageId)) {
    return true;
  }
  const until = systemClock.now() + MOST_MS;
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    if ((await symbolsOf(uri)).length > 0) {
      known.add(languageId);
      return true;
    }
    if (systemClock.now() >= until) {
      known.add(languageId);
      return false;
    }
    await systemClock.wait(pause, signal);
  }
  return false;
}

async function languageOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).languageId;
  } catch {
    return undefined;
  }
}

/** Whether an extension wakes up for the language. */
function mayHaveServer(languageId: string): boolean {
  return vscode.extensions.all.some(({ packageJSON }) => {
    const { activationEvents } = packageJSON as { readonly activationEvents?: readonly string[] };
    return activationEvents?.includes(`onLanguage:${languageId}`) ?? false;
  });
}
