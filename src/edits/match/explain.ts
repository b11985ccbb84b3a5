import type { EditProblem } from "./editText";
import type { Nearest } from "./nearest";

/** Longer regions say no more. */
const MOST_SHOWN = 40;
/** Lines that are named of many. */
const MOST_NAMED = 8;

/** What an edit is called, as its call has it. */
export interface Words {
  /** With a capital letter. */
  readonly one: string;
  readonly find: string;
  readonly replace: string;
}

export const EDIT_WORDS: Words = { one: "Edit", find: "`find`", replace: "`replace`" };
export const HUNK_WORDS: Words = { one: "Hunk", find: "what the hunk keeps and removes", replace: "what it adds" };

/** What is wrong with each edit of a call, in a form that a model mends its call by. */
export function explainProblems(
  path: string,
  problems: readonly EditProblem[],
  edits: number,
  words = EDIT_WORDS,
): string {
  const told = problems.map((problem) => {
    const name = edits > 1 ? `${words.one} ${problem.edit + 1} of ${edits}: ` : "";
    return name + capitalised(sentenceFor(path, problem, words));
  });
  return [`Nothing was changed in ${path}.`, ...told].join("\n");
}

/** For a model, and for a person who wonders why: a secret of one file is not carried to another. */
export function secretSentence(path: string, placeholder: string): string {
  return `${placeholder} stands for a secret that is not in ${path}; secrets are not carried from one file to another. Leave it out, and have the code read the value from where it is kept.`;
}

function sentenceFor(path: string, problem: EditProblem, { find, replace }: Words): string {
  switch (problem.kind) {
    case "empty":
      return `${find} is empty. Give the lines that are to be changed, as they stand in the file.`;
    case "overlaps":
      return `${find} stands only in text that an earlier edit of this call has changed. Join the two edits into one.`;
    case "ambiguous":
      return `${find} stands in ${path} ${problem.lines.length} times: on ${linesNamed(problem.lines)}. Add lines around it until it fits one place only.`;
    case "missing":
      return missingSentence(path, problem.nearest, problem.partOf, find);
    case "nowhere":
      return `${replace} could stand anywhere in ${path}. Give lines of the file around it.`;
    case "secret":
      return secretSentence(path, problem.placeholder);
    case "unfit":
      return problem.unfit === "literal"
        ? `${find} stands on line ${problem.line} with another indentation, and the new text has a string over several lines whose white space is content. Give ${find} and ${replace} with the indentation of the file.`
        : `${find} stands on line ${problem.line} with less indentation than ${find} has, and lines of ${replace} cannot be moved as far. Give both with the indentation of the file.`;
  }
}

function missingSentence(path: string, nearest: Nearest | undefined, partOf: readonly number[], find: string): string {
  if (partOf.length > 0) {
    return `${find} stands in ${path} only as a part of longer names or deeper indentation, on ${linesNamed(partOf)}. Give whole lines.`;
  }
  if (!nearest) {
    return `${find} does not stand in ${path}, and nothing in it is like it. Read the file again.`;
  }
  const { first, lines, differs, leftOut } = nearest;
  const shown = lines.slice(0, MOST_SHOWN).map((line, at) => `${first + at}|${line}`);
  const cut = lines.length > MOST_SHOWN ? [`… (${lines.length - MOST_SHOWN} more lines)`] : [];
  const range = lines.length > 1 ? `lines ${first} to ${first + lines.length - 1}` : `line ${first}`;
  if (leftOut !== undefined && lines.length === 0) {
    return `${find} leaves lines out (its line ${leftOut}). Give every line, or only the few that change, as they stand in ${path}.`;
  }
  if (leftOut !== undefined) {
    const listed = cut.length > 0 ? "The file has there:" : "The whole of it is:";
    const much = `${find} leaves lines out (its line ${leftOut}); it is on ${range} of ${path}. Give every line, or only the few that change. ${listed}`;
    return [much, ...shown, ...cut].join("\n");
  }
  const difference = differs
    ? [`Line ${differs.line} of ${find} is ${quoted(differs.wanted)}; the file has ${quoted(differs.there)}.`]
    : ["Its lines are the same but for their indentation or what stands beside them on the first and last line."];
  return [`${find} does not stand in ${path}. The nearest is on ${range}:`, ...shown, ...cut, ...difference].join("\n");
}

function linesNamed(lines: readonly number[]): string {
  const named = lines.slice(0, MOST_NAMED).join(", ");
  const more = lines.length > MOST_NAMED ? ` and ${lines.length - MOST_NAMED} more` : "";
  return `${lines.length > 1 ? "lines" : "line"} ${named}${more}`;
}

/** White space at the ends is what is most often wrong, and must be seen. */
function quoted(line: string): string {
  return JSON.stringify(line);
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
