import { type ChangeSet, type FileChange, hashOf, type Snapshot } from "../../../../src/edits/changeSet";
import type { Files, Found, FoundFile, Step } from "../../../../src/edits/write/port";

/** A file of an editor that exists in memory alone. */
export interface MemoryFile {
  readonly text: string;
  /** What its disk has; undefined for a new document. */
  readonly saved: string | undefined;
  readonly hindrance?: string;
  readonly encoding?: string;
}

/** How a step goes wrong. `late`: it is done, and said to have failed. `silent`: nothing is done, and nothing said. */
export type Fault = "early" | "half" | "late" | "silent";

/** An editor with its disk, as far as the writer can tell, whose steps fail as a test wants. */
export class MemoryFiles implements Files {
  readonly all = new Map<string, MemoryFile>();
  readonly refused = new Map<string, string>();
  readonly done: Step[] = [];
  saves = true;
  /** Asked before each step. */
  fault: (step: Step, at: number) => Fault | undefined = () => undefined;

  constructor(files: Readonly<Record<string, string | MemoryFile>> = {}) {
    for (const [uri, file] of Object.entries(files)) {
      this.all.set(uri, typeof file === "string" ? { text: file, saved: file } : file);
    }
  }

  async look(uri: string): Promise<Found> {
    const file = this.all.get(uri);
    return file ? foundOf(file) : { kind: "nothing" };
  }

  refusedWrite(uri: string): string | undefined {
    return this.refused.get(uri);
  }

  nameOf(uri: string): string {
    return uri;
  }

  savesAgain(): boolean {
    return this.saves;
  }

  async run(step: Step): Promise<void> {
    const fault = this.fault(step, this.done.length);
    this.done.push(step);
    if (fault === "silent") return;
    if (fault === "early") throw new Error("Refused.");
    this.perform(step, fault === "half");
    if (fault !== undefined) throw new Error("Refused.");
  }

  /** Everything that a person or a program could tell apart. */
  state(): Record<string, MemoryFile> {
    return Object.fromEntries([...this.all].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  private perform(step: Step, isHalf: boolean): void {
    switch (step.kind) {
      case "create":
        if (this.all.has(step.uri)) throw new Error("It exists.");
        this.all.set(step.uri, {
          text: step.text,
          saved: step.text,
          ...(step.encoding === undefined || step.encoding === "utf8" ? {} : { encoding: step.encoding }),
        });
        return;
      case "rename":
        if (this.all.has(step.to)) throw new Error("It exists.");
        this.all.set(step.to, this.at(step.uri));
        this.all.delete(step.uri);
        return;
      case "texts":
        for (const { uri, from, to } of isHalf ? step.texts.slice(0, 1) : step.texts) {
          if (this.at(uri).text !== from) throw new Error("It has changed.");
          this.all.set(uri, { ...this.at(uri), text: to });
        }
        return;
      case "save": {
        const file = this.at(step.uri);
        this.all.set(step.uri, { ...file, saved: file.text });
        return;
      }
      case "delete":
        this.at(step.uri);
        this.all.delete(step.uri);
    }
  }

  private at(uri: string): MemoryFile {
    const file = this.all.get(uri);
    if (!file) throw new Error(`There is no ${uri}.`);
    return file;
  }
}

function foundOf({ text, saved, hindrance, encoding }: MemoryFile): FoundFile {
  return {
    ...{ kind: "file", saved, hindrance, isOnDisk: saved !== undefined },
    snapshot: snapshot(text, text !== saved, encoding),
  };
}

export function snapshot(text: string, isDirty = false, encoding = "utf8"): Snapshot {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return { text, hash: hashOf(text), version: undefined, eol, encoding, isDirty };
}

export function setOf(...files: FileChange[]): ChangeSet {
  const origin = { kind: "refactoring", id: "simplify", target: files[0]?.uri ?? "" } as const;
  return { id: "1", origin, title: "Simplify", summary: "Shorter.", files };
}

export const edit = (uri: string, before: string, after: string): FileChange => ({
  ...{ kind: "edit", uri, after },
  before: snapshot(before),
});
export const create = (uri: string, after: string): FileChange => ({ kind: "create", uri, after });
export const rename = (uri: string, to: string, before: string, after = before): FileChange => ({
  ...{ kind: "rename", uri, to, after },
  before: snapshot(before),
});
export const remove = (uri: string, before: string): FileChange => ({ kind: "delete", uri, before: snapshot(before) });
