import { namesOfLine } from "./identifiers";
import { LONGEST_FILE } from "./exclude";
import type { Pauses } from "./pause";
import { CODE, ShapeReader } from "./shape";
import { type Units, unitsOf } from "./units";
import { wordsOf } from "./words";

const MOST_FILES = 400;
const MOST_CHARACTERS = 8_000_000;
const MOST_NAMES = 300_000;
/** Lines taken in between two looks at the clock. */
const SLICE = 200;
const NONE: readonly number[] = [];

/** A file as its lines and the names in each of them, by number. */
export interface IndexedFile {
  readonly path: string;
  readonly characters: number;
  readonly lines: readonly string[];
  readonly names: readonly (readonly number[])[];
  /** All names in it, each once. */
  readonly vocabulary: readonly number[];
  readonly units: Units;
}

/** The files that context is taken from, and how rare each name is among them. The longest unused are forgotten. */
export class Library {
  private readonly numbers = new Map<string, number>();
  private readonly byNumber: string[] = [];
  /** The words of each name, by number. */
  private readonly wordsByNumber: (readonly string[])[] = [];
  /** How many names have each word in them. */
  private readonly namesWith = new Map<string, number>();
  /** How many files hold each name. */
  private readonly holders: number[] = [];
  private readonly files = new Map<string, IndexedFile>();
  private characters = 0;

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

  /** How many names there are: all numbers are below. */
  get size(): number {
    return this.byNumber.length;
  }

  /** @param number of a name of this library */
  name(number: number): string {
    return this.byNumber[number] ?? "";
  }

  /** How many files hold the name. */
  holdersOf(number: number): number {
    return this.holders[number] ?? 0;
  }

  words(number: number): readonly string[] {
    return this.wordsByNumber[number] ?? [];
  }

  /** How much it says that a word is part of a name, 0–1. */
  wordRarity(word: string): number {
    const all = this.byNumber.length + 1;
    return Math.log(all / ((this.namesWith.get(word) ?? 0) + 0.5)) / Math.log(all);
  }

  /** How much it says that a name occurs: 0 for what every file holds. */
  rarity(number: number): number {
    return Math.log((this.files.size + 1) / ((this.holders[number] ?? 0) + 0.5));
  }

  /** Takes a file in, or anew; what cannot be taken in is forgotten. */
  async put(path: string, text: string, pauses: Pauses): Promise<void> {
    if (text.length > LONGEST_FILE || text.includes("\0")) {
      this.forget(path);
      return;
    }
    if (this.numbers.size > MOST_NAMES) this.forgetAll();
    const lines = text.split("\n");
    const names: (readonly number[])[] = [];
    const vocabulary = new Set<number>();
    const reader = new ShapeReader(path, lines.length);
    for (const [at, line] of lines.entries()) {
      if (at % SLICE === 0 && !(await pauses.due())) return;
      const isCode = reader.read(at, line) === CODE;
      const numbers = isCode ? namesOfLine(line).map((name) => this.numberOf(name)) : NONE;
      names.push(numbers);
      for (const number of numbers) vocabulary.add(number);
    }
    const units = await unitsOf(lines, reader.shape, pauses);
    if (!units) return;
    this.forget(path);
    this.files.set(path, { path, lines, names, characters: text.length, vocabulary: [...vocabulary], units });
    this.characters += text.length;
    this.count(vocabulary, 1);
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
    this.count(file.vocabulary, -1);
  }

  /** The files are read again where they are wanted. */
  forgetAll(): void {
    this.files.clear();
    this.numbers.clear();
    this.byNumber.length = 0;
    this.wordsByNumber.length = 0;
    this.namesWith.clear();
    this.holders.length = 0;
    this.characters = 0;
  }

  private count(vocabulary: Iterable<number>, one: 1 | -1): void {
    for (const number of vocabulary) this.holders[number] = (this.holders[number] ?? 0) + one;
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const words = wordsOf(name);
    for (const word of words) this.namesWith.set(word, (this.namesWith.get(word) ?? 0) + 1);
    this.numbers.set(name, this.byNumber.length);
    this.wordsByNumber.push(words);
    return this.byNumber.push(name) - 1;
  }
}
