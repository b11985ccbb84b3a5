import type { FileSecrets } from "../mistral/privacy/fileSecrets";
import type { RefactoringEdit } from "./answers";
import { withLineEnds, withoutFence } from "./lineEnds";
import { editFile } from "./editFile";
import type { EditProblem } from "./match/editText";
import { explainProblems, secretSentence } from "./match/explain";
import { asIndented } from "./match/shift";
import type { Target } from "./target";

/** Why an answer cannot be used, for a person. */
export interface Misfit {
  readonly sentence: string;
}

/** The same for an edit, and in words that the model can mend it by. */
export interface EditMisfit extends Misfit {
  readonly forModel: string;
}

/**
 * The document's text after the model's edit, or why the edit does not fit it. All of it fits, or none is used.
 * @param secrets of the document's text
 */
export function applyAnswer(
  target: Target,
  { replacement, elsewhere }: RefactoringEdit,
  secrets: FileSecrets,
): string | EditMisfit {
  const original = target.text.slice(target.start, target.end);
  const restored = secrets.restore(replacement);
  const placeholder = secrets.foreignIn(restored);
  if (placeholder !== undefined) {
    const sentence = secretSentence(target.path, placeholder);
    return { sentence, forModel: `Nothing was changed in ${target.path}.\n\`replacement\`: ${sentence}` };
  }
  const given = { start: target.start, end: target.end, newText: replacementFor(target, original, restored) };
  const result = editFile({ text: target.text, secrets }, elsewhere, given);
  if (result.kind === "edited") {
    return result.text;
  }
  const [first] = result.problems;
  const text = firstLine(elsewhere[first?.edit ?? 0]?.find ?? "");
  return {
    sentence: `The model wants to change ${first ? whatIsWrong(first) : "something"} (“${text}”); nothing was changed, try again.`,
    forModel: explainProblems(target.path, result.problems, elsewhere.length),
  };
}

function whatIsWrong(problem: EditProblem): string {
  switch (problem.kind) {
    case "empty":
    case "nowhere":
    case "missing":
      return "text that does not stand in the file";
    case "ambiguous":
      return `text that stands in the file ${problem.lines.length} times`;
    case "secret":
      return "text with another file's secret";
    case "overlaps":
      return "the same text twice";
    case "unfit":
      return `line ${problem.line}, whose indentation it does not know`;
  }
}

/** Keeps what models lose: the target's indentation, its final line end, its line ends. */
function replacementFor(target: Target, original: string, replacement: string): string {
  const bare = original.trimStart().startsWith("```") ? replacement : withoutFence(replacement);
  if (bare.trim() === "") {
    return "";
  }
  const lineStart = target.text.lastIndexOf("\n", target.start - 1) + 1;
  const fitted = asIndented(
    withLineEnds(bare, "\n"),
    withLineEnds(original, "\n"),
    target.text.slice(lineStart, target.start),
  );
  const ended = original.endsWith("\n") ? `${fitted.trimEnd()}\n` : withoutLineEnds(fitted);
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
