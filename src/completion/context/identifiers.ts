const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Words that say nothing about what a piece of code deals with, of all the languages that we look at. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `abstract alignas alignof and any as asm assert async auto await base bool boolean break byte case catch char class
  clone const constexpr continue crate debugger declare decltype def default defer del delete do double dyn elif
  else enum except explicit export extends extern False false final finally float fn for foreach friend from func
  function get global go goto if impl implements import in include inline instanceof int interface internal is keyof
  lambda let long loop match mod module move mut mutable namespace native never new nil None nonlocal not null
  nullptr number object of operator or out override package params pass private protected protocol pub public raise
  range readonly ref register require return satisfies sealed select Self self set short signed sizeof static str
  string struct super switch symbol synchronized template this throw throws trait transient True true try type
  typedef typeof undefined union unknown unsafe unsigned use using var virtual void volatile where while with yield`.split(
    /\s+/,
  ),
);

/** The names in `text`, each once, in order; keywords and single letters are none. */
export function identifiersIn(text: string): string[] {
  return [...new Set(text.match(NAME))].filter((name) => name.length > 1 && !KEYWORDS.has(name));
}

const COMMENT = /^\s*(?:\/\/|\/\*|\*(?:\s|\/|$)|#(?!\s*(?:define|include|\[|!\[))|--\s|"""|''')/;
const ASIDE = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*.*?\*\/|(?:^|\s)(?:\/\/|#\s).*$/g;

/** Whether the line is one of a comment, as far as a line can tell. */
export function isComment(line: string): boolean {
  return COMMENT.test(line);
}

/** The names in a line of code, each once; those in strings and comments do not count. */
export function namesOfLine(line: string): string[] {
  return isComment(line) ? [] : identifiersIn(line.replace(ASIDE, " "));
}
