import type { Source } from "../../mistral/request";
import type { IndexedFile } from "./library";
import type { Signature, Unit } from "./units";

/** What is to be shown of one file, unit by unit. */
export class Draft {
  /** Lines that are shown as they are. */
  private readonly whole = new Set<number>();
  private readonly heads = new Map<number, Signature>();
  /** Lines of either kind. */
  private readonly shown = new Set<number>();
  value = 0;

  /** @param header how many characters the file's header takes */
  constructor(
    readonly file: IndexedFile,
    private readonly header = 0,
  ) {}

  get isEmpty(): boolean {
    return this.shown.size === 0;
  }

  shows(line: number): boolean {
    return this.shown.has(line);
  }

  /** Whether the line is shown as it is: another one beside it makes a group with it. */
  showsWhole(line: number): boolean {
    return this.whole.has(line);
  }

  /** The lines that showing these would add, owners' lines among them. */
  lacks(units: readonly Unit[]): number[] {
    const lines: number[] = [];
    const add = ({ at, end }: Unit) => {
      for (let line = at; line <= end; line++) if (!this.shown.has(line) && !lines.includes(line)) lines.push(line);
    };
    for (const unit of units) {
      add(unit);
      for (let owner = ownerOf(unit); owner; owner = owner.owner) add(owner);
    }
    return lines;
  }

  /** About how many characters these would add. @param lacks what they lack */
  cost(units: readonly Unit[], lacks: readonly number[]): number {
    let cost = this.isEmpty ? this.header : 0;
    for (const line of lacks) cost += (this.file.lines[line]?.length ?? 0) + 1;
    for (const unit of units) {
      for (let owner = ownerOf(unit); owner; owner = owner.owner) {
        if (!this.heads.has(owner.at)) cost += CLOSER + (this.file.units.shape.indent[owner.at] ?? 0);
      }
    }
    const [first] = units;
    const isGap = first && !first.declares && !this.isEmpty && !units.some(({ at, end }) => this.touches(at, end));
    return cost + (isGap ? 1 : 0);
  }

  add(units: readonly Unit[]): void {
    for (const line of this.lacks(units)) this.shown.add(line);
    for (const unit of units) {
      if (isSignature(unit)) {
        for (let head: Signature | undefined = unit; head; head = head.owner) this.heads.set(head.at, head);
      } else {
        for (let line = unit.at; line <= unit.end; line++) this.whole.add(line);
      }
    }
  }

  /** Its lines in order, with blank ones between those that do not belong together. */
  text(): string {
    const parts = this.parts();
    const out: string[] = [];
    const open: Signature[] = [];
    const closeUpTo = (line: number) => {
      while (line >= (open.at(-1)?.until ?? Number.POSITIVE_INFINITY)) out.push(this.closer(open.pop()));
    };
    for (const [place, part] of parts.entries()) {
      closeUpTo(part.at);
      const before = parts[place - 1];
      const isSeparate = before && part.at > before.end + 1 && !(part.head && before.head);
      if (isSeparate) out.push("");
      const lines = this.file.lines.slice(part.at, part.end + 1);
      if (part.head) {
        const hasMembers = (parts[place + 1]?.at ?? Number.POSITIVE_INFINITY) < part.head.until;
        lines[lines.length - 1] = headText(lines.at(-1) ?? "", part.head, hasMembers);
        if (hasMembers && part.head.cut === "braces") open.push(part.head);
      }
      out.push(...lines);
    }
    closeUpTo(Number.MAX_SAFE_INTEGER);
    return out.join("\n");
  }

  source(characters: number): Source {
    const lines = [...this.shown];
    const first = lines.reduce((least, line) => Math.min(least, line), Number.POSITIVE_INFINITY);
    const last = lines.reduce((most, line) => Math.max(most, line), 0);
    return { path: this.file.path, lines: { first: first + 1, last: last + 1 }, characters };
  }

  /** Runs of whole lines, and signatures that are not part of one. */
  private parts(): { readonly at: number; readonly end: number; readonly head?: Signature }[] {
    const parts: { readonly at: number; end: number; readonly head?: Signature }[] = [];
    for (const head of this.heads.values()) {
      if (!this.whole.has(head.at)) parts.push({ at: head.at, end: head.end, head });
    }
    let run: { readonly at: number; end: number } | undefined;
    for (const line of [...this.whole].sort((a, b) => a - b)) {
      if (run?.end === line - 1) run.end = line;
      else {
        run = { at: line, end: line };
        parts.push(run);
      }
    }
    return parts.sort((a, b) => a.at - b.at);
  }

  private touches(at: number, end: number): boolean {
    return this.whole.has(at - 1) || this.whole.has(end + 1);
  }

  private closer(head: Signature | undefined): string {
    return `${/^\s*/.exec(this.file.lines[head?.at ?? 0] ?? "")?.[0] ?? ""}}`;
  }
}

/** A brace on a line of its own, and the one that stands behind a head. */
const CLOSER = 4;

export function isSignature(unit: Unit): unit is Signature {
  return unit.declares;
}

function ownerOf(unit: Unit): Signature | undefined {
  return isSignature(unit) ? unit.owner : undefined;
}

/** The last line of a declaration whose body is left out. */
function headText(line: string, { cut, until }: Signature, hasMembers: boolean): string {
  if (cut === "none") return line;
  if (cut === "colon") return hasMembers ? line : `${line.trimEnd()} ...`;
  const brace = line.lastIndexOf("{");
  const bare = (brace === -1 ? line : line.slice(0, brace)).trimEnd();
  if (cut === "arrow") return `${bare} ...`;
  if (until === 0) return bare;
  return hasMembers ? `${bare} {` : `${bare} {}`;
}
