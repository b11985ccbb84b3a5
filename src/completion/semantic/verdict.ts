import type { Snapshot, Suggestion } from "../snapshot";
import type { MemberAccess } from "./access";

const NAME = /^[\p{L}_][\p{L}\p{N}_]*/u;
const WORD = /[\p{L}\p{N}_$]/u;
const OPERATOR = /(?:\.|->|::)$/;
/** What stands before a chain of names that is only the end of a longer one. */
const IN_CHAIN = /[\p{L}\p{N}_$.>:]/u;
/** `x =`, `x ??=`; not `==`, `=>` or `+=`, which need what is there. */
const ASSIGNED = /^\s*(?:\?\?|\|\||&&)?=(?![=>])/;
/** `x: int =`, `x, self.y =`: only where a statement begins. */
const ASSIGNED_AT_START = /^(?:,[^=\n]*)?(?::[^=\n]*)?=(?!=)/;
/** Objects get new members by assignment. */
const OPEN = new Set(["javascript", "javascriptreact", "python", "php"]);
/** In these only functions do, which have members that tell them. */
const OPEN_FUNCTIONS = new Set(["typescript", "typescriptreact"]);
const FUNCTION_MEMBERS = ["apply", "bind"];
/** Objects of string keys that also have some known members: a list does not tell that there may be others. */
const STRING_KEYS = /(?:^|\W)(?:env|localStorage|sessionStorage)$/;

/** What a method calls its own object. */
const OWN = new Set(["this", "self", "cls", "$this"]);

const CPP_WORDS = ["template", "operator", "new", "delete"];
/** What may stand behind the operator and is no member, so that servers need not list it. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  rust: ["await", "self", "Self", "super", "crate"],
  java: ["class", "this", "super", "new", "length"],
  kotlin: ["class"],
  scala: ["type", "this", "super", "match"],
  swift: ["self", "Type", "Protocol", "init"],
  dart: ["new"],
  php: ["class"],
  cpp: CPP_WORDS,
  "objective-cpp": CPP_WORDS,
  "cuda-cpp": CPP_WORDS,
  typescript: ["meta", "target"],
  typescriptreact: ["meta", "target"],
  javascript: ["meta", "target"],
  javascriptreact: ["meta", "target"],
};

/** Whether the name with which a suggestion goes on can be one of `names`, or need not be. */
export function mayBeMember(
  names: ReadonlySet<string>,
  access: MemberAccess,
  { languageId, prefix, suffix }: Snapshot,
  { text, replaces }: Suggestion,
): boolean {
  const { begun, receiver, line } = access;
  const whole = begun + text + suffix.slice(replaces);
  const name = NAME.exec(whole)?.[0] ?? "";
  const isOfSuggestion = name.length > begun.length;
  if (!isOfSuggestion || whole.charAt(name.length) === "$" || names.has(name)) {
    return true;
  }
  // Nothing tells that a name at the end of the text would not have gone on.
  if (name.length >= begun.length + text.length && [...names].some((one) => one.startsWith(name))) {
    return true;
  }
  const rest = whole.slice(name.length);
  const isStatement = line.trim() === receiver + operatorOf(line);
  const isAssigned = ASSIGNED.test(rest) || (isStatement && ASSIGNED_AT_START.test(rest));
  const near = [prefix.slice(0, prefix.length - begun.length), suffix];
  return (
    (WORDS[languageId]?.includes(name) ?? false) ||
    STRING_KEYS.test(receiver) ||
    (isAssigned && isOpen(languageId, names)) ||
    near.some((code) => isUsed(code, access, name) || (OWN.has(receiver) && isDeclared(code, name)))
  );
}

function isOpen(languageId: string, names: ReadonlySet<string>): boolean {
  return (
    OPEN.has(languageId) || (OPEN_FUNCTIONS.has(languageId) && FUNCTION_MEMBERS.every((member) => names.has(member)))
  );
}

/** Whether the person has written this member of the same thing near by: they know something that the server does not. */
function isUsed(code: string, { receiver, line }: MemberAccess, name: string): boolean {
  const chain = `${receiver}${operatorOf(line)}${name}`;
  for (let at = code.indexOf(chain); at !== -1; at = code.indexOf(chain, at + 1)) {
    if (!IN_CHAIN.test(code.charAt(at - 1)) && !WORD.test(code.charAt(at + chain.length))) {
      return receiver !== "";
    }
  }
  return false;
}

function operatorOf(line: string): string {
  return OPERATOR.exec(line)?.[0] ?? "";
}

/** Whether a line near by may declare it: while the code is being written, a server may not see where a class ends. */
function isDeclared(code: string, name: string): boolean {
  return new RegExp(`^[ \\t]*(?:\\w+[ \\t]+)*${name}[ \\t]*[(:=<?!;]`, "mu").test(code);
}
