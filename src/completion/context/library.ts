import { namesOfLine } from "./identifiers";
import { LONGEST_FILE } from "./exclude";
import type { Pauses } from "./pause";

const MOST_FILES = 400;
const MOST_CHARACTERS = 8_000_000;
const MOST_NAMES = 300_000;
/** Lines taken in between two looks at the clock. */
const SLICE = 200;

/** A file as its lines and the names in each of them, by number. */
export interface IndexedFile {
  readonly path: string;
  readonly characters: number;
  readonly lines: readonly string[];
  readonly names: readonly (readonly number[])[];
  /** All names in it, each once. */
  readonly vocabulary: readonly number[];
}

/** The files that context is taken from, and how rare each name is among them. The longest unused are forgotten. */
export class Library {
  private readonly numbers = new Map<string, number>();
  /** How many files hold each name. */
  private readonly holders: number[] = [];
  private readonly files = new Map<string, IndexedFile>();
  /** How many lines hold each name. */
  private readonly occurrences: number[] = [];
  private characters = 0;
  private lines = 0;

  get(path: string): IndexedFile | undefined {
    return this.files.get(path);
  }

  all(): IterableIterator<IndexedFile> {
    return this.files.values();
  }

  holds(path: string, name: string): boolean {
    const number = this.numbers.get(name);
    return number !== undefined && (this.files.get(path)?.vocabulary.includes(number) ?? false);
  }

  /** The lines of a file that have one of the names in their code. */
  linesWith(path: string, names: readonly string[]): { readonly at: number; readonly text: string }[] {
    const file = this.files.get(path);
    const wanted = new Set(names.map((name) => this.numbers.get(name)));
    if (!file || wanted.size === 0) return [];
    return file.lines.flatMap((text, at) =>
      file.names[at]?.some((number) => wanted.has(number)) ? [{ at, text }] : [],
    );
  }

  number(name: string): number | undefined {
    return this.numbers.get(name);
  }

  /** The share of all lines that hold the name. */
  commonness(name: string): number {
    const number = this.numbers.get(name);
    return number === undefined || this.lines === 0 ? 0 : (this.occurrences[number] ?? 0) / this.lines;
  }

  /** How much it says that a name occurs: 0 for what every file holds. */
  rarity(number: number): number {
    return Math.log((this.files.size + 1) / ((this.holders[number] ?? 0) + 0.5));
  }

  /** Takes a file in, or anew; what cannot be taken in is forgotten. */
  async put(path: string, text: string, pauses: Pauses, signal: AbortSignal): Promise<void> {
    if (text.length > LONGEST_FILE || text.includes("\0")) {
      this.forget(path);
      return;
    }
    if (this.numbers.size > MOST_NAMES) this.clear();
    const lines = text.split("\n");
    const names: number[][] = [];
    const vocabulary = new Set<number>();
    for (const [at, line] of lines.entries()) {
      if (at % SLICE === 0 && !(await pauses.due(signal))) return;
      const numbers = namesOfLine(line).map((name) => this.numberOf(name));
      names.push(numbers);
      for (const number of numbers) vocabulary.add(number);
    }
    this.forget(path);
    this.files.set(path, { path, lines, names, characters: text.length, vocabulary: [...vocabulary] });
    this.characters += text.length;
    this.count(vocabulary, names, 1);
    for (const oldest of this.files.keys()) {
      if (this.files.size <= MOST_FILES && this.characters <= MOST_CHARACTERS) break;
      this.forget(oldest);
    }
  }

  forget(path: string): void {
    const file = this.files.get(path);
    if (!file) return;
    this.files.delete(path);
    this.characters -= file.characters;
    this.count(file.vocabulary, file.names, -1);
  }

  /** Half-typed names add up; the files are read again where they are wanted. */
  private clear(): void {
    this.files.clear();
    this.numbers.clear();
    this.holders.length = 0;
    this.occurrences.length = 0;
    this.characters = 0;
    this.lines = 0;
  }

  private count(vocabulary: Iterable<number>, names: readonly (readonly number[])[], one: 1 | -1): void {
    this.lines += one * names.length;
    for (const number of vocabulary) this.holders[number] = (this.holders[number] ?? 0) + one;
    for (const line of names) {
      for (const number of line) this.occurrences[number] = (this.occurrences[number] ?? 0) + one;
    }
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}
