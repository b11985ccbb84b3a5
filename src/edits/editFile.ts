import type { FileSecrets } from "../mistral/privacy/fileSecrets";
import type { TextEdit } from "./change";
import { type Edited, editText, type EditProblem, type SearchReplace } from "./match/editText";
import { nearestTo } from "./match/nearest";

/** One file that edits of a model's are made in. */
export interface EditedFile {
  readonly text: string;
  /** Of this text. */
  readonly secrets: FileSecrets;
}

/**
 * Makes a model's edits of one file, all or none. The model has seen placeholders for the file's secrets: in this file they
 * become the secrets again. A placeholder that belongs elsewhere is not written, and the file's secrets are in no problem.
 * @param given as for `editText`
 */
export function editFile({ text, secrets }: EditedFile, edits: readonly SearchReplace[], given?: TextEdit): Edited {
  const restored = edits.map((edit) => ({
    ...edit,
    find: secrets.restore(edit.find),
    replace: secrets.restore(edit.replace),
  }));
  const foreign = restored.flatMap(({ find, replace }, edit) => {
    const placeholder = secrets.foreignIn(find) ?? secrets.foreignIn(replace);
    return placeholder === undefined ? [] : [{ edit, kind: "secret" as const, placeholder }];
  });
  if (foreign.length > 0) {
    return { kind: "refused", problems: foreign };
  }
  const result = editText(text, restored, given);
  return result.kind === "edited"
    ? result
    : { kind: "refused", problems: result.problems.map((problem) => asSeen(problem, edits, secrets)) };
}

/** What is told of the file's lines is told as the model has seen them. */
function asSeen(problem: EditProblem, edits: readonly SearchReplace[], secrets: FileSecrets): EditProblem {
  return problem.kind === "missing" && problem.nearest
    ? { ...problem, nearest: nearestTo(secrets.hidden(), edits[problem.edit]?.find ?? "") }
    : problem;
}
