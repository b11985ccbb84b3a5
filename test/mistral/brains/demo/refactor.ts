import { type ChatRequest, textOf } from "../../requests";
import { extensionOf, languageOf } from "./languages";
import { comment } from "./refactor/comment";
import { documentation } from "./refactor/documentation";
import { fix } from "./refactor/fix";
import type { CodeTarget, Edit, EditRule, NewFile } from "./refactor/rule";
import { rename } from "./refactor/rename";
import { simplify } from "./refactor/simplify";
import { testFile } from "./refactor/testFile";
import type { WorkspaceFile } from "./workspaceFiles";

/** The first rule that has something to say wins; the last one always has. */
const rules: readonly EditRule[] = [fix, documentation, simplify, rename, comment];

/** A refactoring as the extension asks for it. */
export interface Refactoring {
  readonly answer: "edit" | "newFile";
  readonly target: CodeTarget;
}

/** The refactoring that a chat request asks for, if it does. */
export function asRefactoring(request: ChatRequest): Refactoring | undefined {
  const name = request.response_format?.json_schema?.name;
  if (name !== "refactoring_edit" && name !== "new_test_file") return undefined;
  const asked = request.messages.map((message) =>
    message.role === "user" ? targetIn(textOf(message.content)) : undefined,
  );
  const target = asked.find((found) => found !== undefined);
  return target === undefined ? undefined : { answer: name === "new_test_file" ? "newFile" : "edit", target };
}

const instructionIn = /<instruction>\n([\s\S]*?)\n<\/instruction>/;
const fileIn = /<file path="([^"]*)"[^>\n]*>\n([\s\S]*)\n<\/file>/;
const [targetStart, targetEnd] = ["\n<target>\n", "\n</target>\n"] as const;

function targetIn(message: string): CodeTarget | undefined {
  const instruction = instructionIn.exec(message)?.[1];
  const [, path, file] = fileIn.exec(message) ?? [];
  if (instruction === undefined || path === undefined || file === undefined) return undefined;
  const start = file.indexOf(targetStart);
  const end = file.lastIndexOf(targetEnd);
  if (start < 0 || end < start) return undefined;
  return {
    instruction,
    path,
    extension: extensionOf(path),
    language: languageOf(path),
    before: file.slice(0, start),
    code: file.slice(start + targetStart.length, end),
    after: file.slice(end + targetEnd.length),
  };
}

/** A small rewrite by fixed rules, in the form that the request's schema wants. */
export function refactor({ answer, target }: Refactoring, files: readonly WorkspaceFile[]): Edit | NewFile {
  if (answer === "newFile") return honest(testFile(target, files));
  for (const rule of rules) {
    const edit = rule(target);
    if (edit !== undefined) return honest(edit);
  }
  return honest({ summary: "Nothing was changed.", replacement: target.code, elsewhere: [] });
}

const honest = <Result extends Edit | NewFile>(result: Result): Result => ({
  ...result,
  summary: `By fixed rules, no model: ${result.summary}`,
});
