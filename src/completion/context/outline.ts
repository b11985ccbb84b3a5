import { indentWidth, isBlank } from "../lines";
import { isComment } from "./identifiers";

const DECLARATION =
  /^\s*(?:@\w+\s+)?(?:(?:export|default|public|private|protected|internal|static|abstract|final|async|declare|readonly|override|pub(?:\([^)]*\))?|unsafe|extern|sealed|virtual|inline|const(?=\s+(?:fn|enum))|partial|open|data|suspend)\s+)*(?:function\b|class\b|interface\b|type\b|enum\b|struct\b|trait\b|impl\b|fn\b|func\b|fun\b|def\b|module\b|mod\b|namespace\b|protocol\b|record\b|object\b|macro_rules!|#\s*define\b|typedef\b|const\b|let\b|var\b|val\b|static\b)/;
const MEMBER = /^\s*[\p{L}_$#@*"'[<]/u;
const STATEMENT = /^\s*(?:if|for|while|switch|return|case|else|catch|throw|try|break|continue|pass)\b/;
const HOLDS_MEMBERS = /\b(?:class|interface|enum|struct|trait|impl|type|protocol|record|object|namespace)\b/;

/** The lines that declare something: signatures at the outer level and of members, without what stands in them. */
export function outlineOf(lines: readonly string[]): number[] {
  const found: number[] = [];
  /** What the line stands in, innermost last: how far that is indented, and how far its members are. */
  const holders: { readonly indent: number; members?: number }[] = [];
  for (const [at, line] of lines.entries()) {
    if (isBlank(line) || isComment(line)) continue;
    const indent = indentWidth(line);
    while (indent <= (holders.at(-1)?.indent ?? -1)) holders.pop();
    const holder = holders.at(-1);
    if (holder) holder.members ??= indent;
    const declares = DECLARATION.test(line);
    const isMember = indent === holder?.members && MEMBER.test(line) && !STATEMENT.test(line);
    if (!isMember && !(declares && indent === 0)) continue;
    found.push(at);
    if (declares && HOLDS_MEMBERS.test(line)) holders.push({ indent });
  }
  return found;
}
