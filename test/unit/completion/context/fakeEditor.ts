import type { ContextPort, Definition, Edit, Problem } from "../../../../src/completion/context/port";
import type { Snapshot } from "../../../../src/completion/snapshot";
import { CURSOR } from "../marked";

/** An editor that holds a few files. What is said of it is what it answers. */
export class FakeEditor implements ContextPort {
  readonly open = new Map<string, { text: string; version: number }>();
  readonly read: string[] = [];
  definitionsKnown: readonly Definition[] | "never" = [];
  editsMade: readonly Edit[] = [];
  problemsKnown: readonly Problem[] = [];
  copied: string | undefined;

  constructor(public onDisk: Readonly<Record<string, string>> = {}) {}

  /** Opens a document, or changes it. @returns the place of the cursor mark in it */
  show(path: string, marked: string): Snapshot {
    const [prefix = "", suffix = ""] = marked.split(CURSOR);
    this.open.set(path, { text: prefix + suffix, version: (this.open.get(path)?.version ?? 0) + 1 });
    return {
      document: `file:///${path}`,
      path,
      languageId: "typescript",
      indentation: "  ",
      prefix: prefix.slice(-8_000),
      suffix: suffix.slice(0, 3_000),
      explicit: false,
    };
  }

  openDocuments() {
    return [...this.open].map(([path, { text, version }]) => ({ path, version, text: () => text }));
  }

  recentFiles() {
    return [];
  }

  async files() {
    return Object.keys(this.onDisk);
  }

  async readText(path: string) {
    this.read.push(path);
    return this.onDisk[path];
  }

  definitions(): Promise<readonly Definition[]> {
    return this.definitionsKnown === "never" ? new Promise(() => {}) : Promise.resolve(this.definitionsKnown);
  }

  edits() {
    return this.editsMade;
  }

  problems() {
    return this.problemsKnown;
  }

  async clipboard() {
    return this.copied;
  }
}
