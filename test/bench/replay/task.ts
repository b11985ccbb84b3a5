/** Text that a person is to type into a file that has all the rest already. */
export interface Task {
  readonly path: string;
  readonly languageId: string;
  /** What stands above. */
  readonly before: string;
  /** What is typed: whole lines, without the last line's end. */
  readonly text: string;
  readonly after: string;
}

/** How many keys a text takes: an editor indents new lines by itself. */
export function keysOf(text: string): number {
  return text.replace(/\n[ \t]+/g, "\n").length;
}
