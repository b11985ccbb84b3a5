/** An item of the list that a language server gives, as far as it tells a name. */
export interface Listed {
  /** Its label, and what else may hold its name: the text it inserts, the text it is filtered by. */
  readonly texts: readonly string[];
  /** `member`: a method, a field, a constant …; `word`: any word of the file; `other`: a keyword, a snippet … */
  readonly kind: "member" | "word" | "other";
}

const FIRST_NAME = /[\p{L}_$][\p{L}\p{N}_$]*/u;
/** Members that answer for every other name: Python's, then PHP's. */
const ANSWERS_FOR_ALL = ["__getattr__", "__get", "__call", "__callStatic"];
const IS_INTERNAL = /^__\w+__$/;
/** JavaScript's own values have one of them, and hardly anything else has. */
const BUILT_IN = ["valueOf", "toLocaleString"];

/**
 * All names of a list, if it is one of all members that something has; undefined if there may be others. Keywords count as
 * names once there are members, for a name is dropped only if nobody has heard of it.
 */
export function namesIn(list: readonly Listed[]): ReadonlySet<string> | undefined {
  const members = new Set(list.filter(({ kind }) => kind === "member").flatMap(namesOf));
  // What every object has is what a server lists of an object that it does not understand.
  const isUnderstood = [...members].some((name) => !IS_INTERNAL.test(name));
  const answersForAll = ANSWERS_FOR_ALL.some((name) => members.has(name));
  // A server that adds the file's words guesses: of plain JavaScript it understands for certain only what is built in.
  const isCertain = list.every(({ kind }) => kind !== "word") || BUILT_IN.some((name) => members.has(name));
  return isUnderstood && isCertain && !answersForAll ? new Set(list.flatMap(namesOf)) : undefined;
}

function namesOf({ texts }: Listed): string[] {
  return texts.flatMap((text) => FIRST_NAME.exec(text)?.[0] ?? []);
}
