import { randomFrom } from "../context/random";
import { indentOf } from "./cases";
import { type Manner, type Piece } from "./call";
import type { SourceFile } from "./files";

/** A call that fits nowhere, or in several places: nothing may be changed. */
export interface Distractor {
  readonly kind: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly manner: Manner;
}

type Make = (lines: readonly string[], random: () => number) => Omit<Distractor, "kind"> | undefined;

const EDIT: Manner = { form: "edit", wrapping: "none" };
const TRIES = 400;

const KINDS: Readonly<Record<string, Make>> = {
  insideName: (lines, random) => {
    const at = pick(lines, random, (line) => /^\s*(?:const|let|return|self\.|this\.)\s?\w{5,}/.test(line));
    const word = at === undefined ? undefined : /\w{5,}/.exec(lines[at] ?? "");
    if (at === undefined || !word) return undefined;
    const find = (lines[at] ?? "").slice(word.index + 2);
    const standsAlone = lines.some((line) => new RegExp(`(?<![\\w$-])${escaped(find)}`).test(line));
    return standsAlone ? undefined : call(lines, [find], [`${find} // changed`]);
  },
  relativeIndentation: (lines, random) => {
    const block = blockOf(
      lines,
      random,
      (found) => new Set(found.map(indentOf)).size > 1 && found.slice(1).some((line) => indentOf(line) !== ""),
    );
    return (
      block &&
      call(
        lines,
        block.map((line) => line.trim()),
        [...block.map((line) => line.trim()), "more();"],
      )
    );
  },
  doubleBlock: (lines, random) => {
    const block = blockOf(lines, random, () => true);
    return block && call([...lines, "", ...block], block, [...block, "more();"]);
  },
  doubleBlockFurtherIn: (lines, random) => {
    const block = blockOf(lines, random, (found) => found.every((line) => line.startsWith("  ")));
    if (!block) return undefined;
    const least = Math.min(...block.map((line) => indentOf(line).length));
    const said = block.map((line) => line.slice(least));
    return call([...lines, "", ...block.map((line) => `  ${line}`)], said, [...said, "more();"]);
  },
  literal: (lines, random) => {
    const name = `page${Math.floor(random() * 1e6)}`;
    const page = [`    const ${name} = \``, "  <b>text</b>", "`;", `    show(${name});`];
    const find = `const ${name} = \``;
    return call([...lines, ...page], [find], [find, "  <i>new</i>"]);
  },
  crlf: (lines, random) => {
    const block = blockOf(lines, random, (found) => /^\s*\w{5,}/.test(found[0] ?? "") && found.length > 1);
    if (!block) return undefined;
    const find = block.with(0, (block[0] ?? "").trim().slice(2));
    return { ...call(lines, find, [...find, "more();"]), text: lines.map((line) => `${line}\r\n`).join("") };
  },
  otherCase: (lines, random) => {
    const block = blockOf(lines, random, (found) => /[a-z]{3}/.test(found[0] ?? ""));
    return block && call(lines, block.with(0, (block[0] ?? "").toUpperCase()), [...block, "more();"]);
  },
  notThere: (lines, random) => {
    const block = blockOf(lines, random, (found) => found.length > 2);
    const find = block && [...block.slice(0, 1), `${indentOf(block[1] ?? "")}whatNobodyWrote();`, ...block.slice(1)];
    return find && call(lines, find, [...find, "more();"]);
  },
  hunkWithNumbers: (lines, random) => {
    const block = blockOf(lines, random, () => true);
    const made = block && call([...lines, "", ...block], block, [...block, "more();"]);
    return made && { ...made, manner: { form: "diff", wrapping: "none" } };
  },
  hunkWithoutContext: (lines, random) => {
    const line = 1 + Math.floor(random() * lines.length);
    return {
      ...call(lines, [], ["more();"]),
      pieces: [{ line, find: [], replace: ["more();"] }],
      manner: { form: "diff", wrapping: "none" },
    };
  },
};

export function distractorsFrom(files: readonly SourceFile[], each: number, seed: number): Distractor[] {
  const random = randomFrom(seed);
  return Object.entries(KINDS).flatMap(([kind, make]) => {
    const found: Distractor[] = [];
    for (let tries = 0; found.length < each && tries < each * TRIES; tries++) {
      const file = files[Math.floor(random() * files.length)];
      const made = file && make(file.text.split("\n").slice(0, -1), random);
      if (made) found.push({ kind, ...made });
    }
    return found;
  });
}

function call(lines: readonly string[], find: readonly string[], replace: readonly string[]): Omit<Distractor, "kind"> {
  return { text: lines.map((line) => `${line}\n`).join(""), pieces: [{ line: 1, find, replace }], manner: EDIT };
}

function pick(lines: readonly string[], random: () => number, fits: (line: string) => boolean): number | undefined {
  const all = lines.flatMap((line, at) => (fits(line) ? [at] : []));
  return all[Math.floor(random() * all.length)];
}

/** Two to five lines without a blank one, that are no part of themselves elsewhere. */
function blockOf(
  lines: readonly string[],
  random: () => number,
  fits: (block: readonly string[]) => boolean,
): readonly string[] | undefined {
  const first = Math.floor(random() * lines.length);
  const block = lines.slice(first, first + 2 + Math.floor(random() * 4));
  const isCode = block.length > 1 && block.every((line) => line.trim());
  return isCode && block.join("").trim().length > 20 && fits(block) ? block : undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
