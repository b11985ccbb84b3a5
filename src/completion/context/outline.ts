import { indentWidth } from "../lines";
import { isComment } from "./identifiers";

const MODIFIERS =
  /^\s*(?:@\w+\s+)?(?:(?:export|default|public|private|protected|internal|static|abstract|final|async|declare|readonly|override|pub(?:\([^)]*\))?|unsafe|extern|sealed|virtual|inline|const(?=\s+(?:fn|enum))|partial|open|data|suspend|companion)\s+)*/
    .source;
const DECLARATION = new RegExp(
  `${MODIFIERS}(?:function\\b|class\\b|interface\\b|type\\b|enum\\b|struct\\b|trait\\b|impl\\b|fn\\b|func\\b|fun\\b|def\\b|module\\b|mod\\b|namespace\\b|protocol\\b|record\\b|object\\b|macro_rules!|#\\s*define\\b|typedef\\b|const\\b|let\\b|var\\b|val\\b|static\\b)`,
);
const HOLDER = new RegExp(
  `${MODIFIERS}(?:class|@?interface|enum|struct|trait|impl|type|protocol|record|object|namespace|module|mod)\\b`,
);
const MEMBER = /^\s*[\p{L}_$#@*"'[<]/u;
const STATEMENT = /^\s*(?:if|for|while|switch|return|case|else|catch|throw|try|break|continue|pass)\b/;

/** A line that declares something. */
export interface Declaration {
  readonly at: number;
  /** The line of the declaration whose member it is. */
  readonly owner?: number;
  /** It has members, which stand in the lines up to this one, it left out. */
  readonly until?: number;
}

interface Holder {
  readonly at: number;
  readonly indent: number;
  /** How far its members are indented. */
  members?: number;
}

/** Lines taken in one after the other: signatures at the outer level and of members, without what stands in them. */
export class OutlineReader {
  private readonly found: Declaration[] = [];
  private readonly ends = new Map<number, number>();
  /** What the line stands in, innermost last. */
  private readonly holders: Holder[] = [];

  /** @param at the line's number @param line one of code, no comment and not within a string */
  read(at: number, line: string, indent = indentWidth(line)): void {
    if (isComment(line) || line.trim() === "{") return;
    this.close(indent, at);
    const holder = this.holders.at(-1);
    if (holder) holder.members ??= indent;
    const isMember = indent === holder?.members && MEMBER.test(line) && !STATEMENT.test(line);
    const holds = HOLDER.test(line);
    if (!isMember && !(indent === 0 && (holds || DECLARATION.test(line)))) return;
    this.found.push(isMember && holder ? { at, owner: holder.at } : { at });
    if (holds) this.holders.push({ at, indent });
  }

  /** @param count of all lines */
  outline(count: number): readonly Declaration[] {
    this.close(-1, count);
    return this.found.map((one) => {
      const until = this.ends.get(one.at);
      return until === undefined ? one : { ...one, until };
    });
  }

  private close(indent: number, at: number): void {
    while (indent <= (this.holders.at(-1)?.indent ?? -2)) {
      const ended = this.holders.pop();
      if (ended) this.ends.set(ended.at, at);
    }
  }
}
