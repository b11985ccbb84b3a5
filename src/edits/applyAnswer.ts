import type { RefactoringEdit } from "./answers";
import { applyEdits, type TextEdit } from "./change";
import { reindented, withLineEnds, withoutFence } from "./lineEnds";
import { findOnce } from "./match";
import type { Target } from "./target";

/** Why an answer cannot be used, for a person. */
export interface Misfit {
  readonly sentence: string;
}

/** The document's text after the model's edit, or why the edit does not fit it. All of it fits, or none is used. */
export function applyEdit(target: Target, answer: RefactoringEdit): string | Misfit {
  const original = target.text.slice(target.start, target.end);
  const edits: TextEdit[] = [
    { start: target.start, end: target.end, newText: replacementFor(target, original, answer.replacement) },
  ];
  for (const { find, replace } of answer.elsewhere) {
    const match = findOnce(target.text, find, target);
    if (match.kind !== "found") {
      const why = match.kind === "missing" ? "does not stand in the file" : `stands in the file ${match.places} times`;
      return {
        sentence: `The model wants to change text that ${why} (“${firstLine(find)}”); nothing was changed, try again.`,
      };
    }
    if (edits.some((edit) => match.start < edit.end && edit.start < match.end)) {
      return {
        sentence: `The model wants to change the same text twice (“${firstLine(find)}”); nothing was changed, try again.`,
      };
    }
    const found = target.text.slice(match.start, match.end);
    edits.push({ ...match, newText: withLineEnds(reindented(replace, find, found), target.eol) });
  }
  return applyEdits(target.text, edits);
}

/** Keeps what models lose: the target's indentation, its final line end, its line ends. */
function replacementFor(target: Target, original: string, replacement: string): string {
  const bare = original.trimStart().startsWith("```") ? replacement : withoutFence(replacement);
  if (bare.trim() === "") {
    return "";
  }
  const startsMidLine = target.start > 0 && target.text[target.start - 1] !== "\n";
  const shifted = startsMidLine ? bare.trimStart() : reindented(bare, bare, original);
  const ended = original.endsWith("\n") ? `${shifted.trimEnd()}\n` : withoutLineEnds(shifted);
  return withLineEnds(ended, target.eol);
}

function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && /[\r\n]/.test(text.charAt(end - 1))) {
    end--;
  }
  return text.slice(0, end);
}

function firstLine(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
