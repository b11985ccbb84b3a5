import * as vscode from "vscode";
import type { RefactoringEdit } from "../../../src/edits/answers";
import { rangeOf } from "../support/files";
import type { Reader } from "../support/messages";
import { type ShownReview, reviewShown } from "../support/review";

export const TWICE = `import { one } from "./one";

export function twice(x: number): number {
  return x + x;
}

export const two = twice(one);
`;

export const BODY = "  return x + x;";

/** What a model answers to an edit, as it comes over the wire. */
export function editAnswer(answer: Partial<RefactoringEdit> & Pick<RefactoringEdit, "replacement">): string {
  return JSON.stringify({ summary: "Said shorter.", elsewhere: [], ...answer });
}

export const doubled = editAnswer({ replacement: "  return 2 * x;" });

/** Runs the command on the first place of `target` and waits for its diff. */
export async function simplify(reader: Reader, document: vscode.TextDocument, target = BODY): Promise<ShownReview> {
  const failed = run("simplify", document, target).then(() => new Promise<never>(() => {}));
  return reader.unlessItComplains(Promise.race([simplified(document), failed]));
}

/** The diff that Simplify shows for a document, once it is there. */
export function simplified({ uri }: vscode.TextDocument): Promise<ShownReview> {
  return reviewShown(`Simplify: ${uri.path.split("/").at(-1)}`);
}

/** Ends when the command does; one that shows a message with buttons waits for the click. */
export async function run(recipe: string, document: vscode.TextDocument, target = BODY): Promise<void> {
  await vscode.commands.executeCommand(`codestral.${recipe}`, document.uri, rangeOf(document, target));
}

export async function accept(reader: Reader): Promise<void> {
  await reader.unlessItComplains(vscode.commands.executeCommand("codestral.acceptEdit"));
}

export async function discard(): Promise<void> {
  await vscode.commands.executeCommand("codestral.discardEdit");
}
