/** In these each statement and each declaration ends with a semicolon or a bracket. */
const TERMINATED: ReadonlySet<string> = new Set(["java", "csharp", "c", "cpp", "objective-c", "objective-cpp", "php"]);
const TERMINATOR = /[;{}]$/;
const COMMENT_BEHIND = /\s*(?:\/\/(?!.*["'`]).*|\/\*[^*]*\*\/)$/;

/** Whether nothing ends in this language without a sign that says so. */
export function isTerminated(languageId: string): boolean {
  return TERMINATED.has(languageId);
}

/** Whether a line ends with such a sign, comments aside. */
export function terminates(line: string): boolean {
  return TERMINATOR.test(line.replace(COMMENT_BEHIND, "").trimEnd());
}
