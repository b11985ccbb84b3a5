import type { ChangeSet } from "../changeSet";
import { examine, type Planned } from "./examine";
import type { Files, Step, TextStep } from "./port";
import { type FileState, markOf, stateOf } from "./states";
import { stepsOf } from "./steps";
import type { Obstacle, Outcome, Writer } from "./writer";

/** The files of an earlier entry that a change-set takes back: its own file at `position` takes back that entry's. */
export interface TakesBack {
  readonly entry: number;
  /** For each file of the change-set, the position of the file of `entry`. */
  readonly positions: readonly number[];
}

/** Where it is noted down what is about to be written, before it is. */
export interface WriteAhead {
  /** @returns the entry; undefined if it could not be kept */
  begin(set: ChangeSet, planned: readonly Planned[], takesBack: TakesBack | undefined): Promise<number | undefined>;
  /** What became of each planned file, in their order. */
  end(entry: number, states: readonly FileState[]): void;
}

/** Writes change-sets through a port; whatever fails in between, what was done is taken back. */
export class ChangeWriter implements Writer {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: Files,
    private readonly journal: WriteAhead,
  ) {}

  async check(set: ChangeSet): Promise<readonly Obstacle[]> {
    return (await examine(set, this.files)).obstacles;
  }

  write(set: ChangeSet, takesBack?: TakesBack): Promise<Outcome> {
    const writing = this.last.then(() => this.writeNow(set, takesBack));
    this.last = writing.catch(() => undefined);
    return writing;
  }

  private async writeNow(set: ChangeSet, takesBack: TakesBack | undefined): Promise<Outcome> {
    const { obstacles, planned } = await examine(set, this.files);
    if (obstacles.length > 0) {
      return { kind: "refused", obstacles };
    }
    if (planned.length === 0) {
      return { kind: "written", entry: undefined };
    }
    const entry = await this.journal.begin(set, planned, takesBack);
    const steps = stepsOf(planned, this.files.savesAgain());
    for (const [at, step] of steps.entries()) {
      const reason = await this.attempt(step);
      if (reason !== undefined) {
        await this.undo(steps.slice(0, at + 1));
        return { kind: "refused", obstacles: [await this.failed(planned, entry, step, reason)] };
      }
    }
    this.end(
      entry,
      planned.map(() => "written"),
    );
    return { kind: "written", entry };
  }

  /** @returns why it was not done */
  private async attempt(step: Step): Promise<string | undefined> {
    try {
      await this.files.run(step);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return (await this.isDone(step)) ? undefined : "";
  }

  private async isDone(step: Step): Promise<boolean> {
    switch (step.kind) {
      case "create":
        return (await this.files.look(step.uri)).kind === "file";
      case "rename":
        return (await this.files.look(step.to)).kind === "file" && this.isGone(step.uri);
      case "texts":
        return (await Promise.all(step.texts.map(({ uri, to }) => this.stands(to, uri)))).every(Boolean);
      case "save":
        return true;
      case "delete":
        return this.isGone(step.uri);
    }
  }

  /** Takes back what was done of these steps, as far as the files say that it was done. */
  private async undo(steps: readonly Step[]): Promise<void> {
    for (const step of steps.toReversed()) {
      try {
        await this.undoOne(step);
      } catch {
        // What is left is told from the files themselves, when the rest is taken back.
      }
    }
  }

  private async undoOne(step: Step): Promise<void> {
    switch (step.kind) {
      case "create":
        if (await this.stands(step.text, step.uri)) {
          await this.files.run({ ...step, kind: "delete", encoding: step.encoding ?? "utf8" });
        }
        return;
      case "rename":
        if ((await this.isGone(step.uri)) && !(await this.isGone(step.to))) {
          await this.files.run({ ...step, uri: step.to, to: step.uri });
        }
        return;
      case "texts":
        return this.undoTexts(step.texts);
      case "save":
        // Comes after the texts, which are the same for all.
        return;
      case "delete":
        if (await this.isGone(step.uri)) {
          await this.files.run({ ...step, kind: "create" });
        }
    }
  }

  private async undoTexts(texts: readonly TextStep[]): Promise<void> {
    const written: TextStep[] = [];
    for (const step of texts) {
      if (await this.stands(step.to, step.uri)) {
        written.push(step);
      }
    }
    if (written.length === 0) {
      return;
    }
    const inverse = written.map((step) => ({ ...step, from: step.to, to: step.from }));
    await this.files.run({ kind: "texts", texts: inverse });
    for (const { uri } of written.filter(({ saves }) => saves)) {
      // Where it cannot be saved now it could not be before, and the disk has the old text still.
      await this.files.run({ kind: "save", uri }).catch(() => undefined);
    }
  }

  private async failed(
    planned: readonly Planned[],
    entry: number | undefined,
    step: Step,
    reason: string,
  ): Promise<Obstacle> {
    const states = await Promise.all(planned.map(({ change }) => stateOf(markOf(change), this.files)));
    this.end(entry, states);
    const left = planned.filter((_, at) => states[at] !== "untouched").map(({ change }) => this.nameOf(change.uri));
    const end =
      left.length === 0
        ? "nothing was written."
        : `${left.join(", ")} could not be put back. “Codestral: Changes” has what was there.`;
    const why = reason === "" ? "" : ` (${reason.replace(/\.$/, "")})`;
    const uri = step.kind === "texts" ? (step.texts[0]?.uri ?? "") : step.uri;
    return { uri, sentence: `${this.whatFailed(step)}${why}; ${end}`, stale: false };
  }

  private whatFailed(step: Step): string {
    switch (step.kind) {
      case "texts":
        return `VS Code did not accept the edit of ${step.texts.map(({ uri }) => this.nameOf(uri)).join(", ")}`;
      case "save":
        return `${this.nameOf(step.uri)} could not be saved`;
      case "create":
        return `${this.nameOf(step.uri)} could not be created`;
      case "rename":
        return `${this.nameOf(step.uri)} could not be renamed`;
      case "delete":
        return `${this.nameOf(step.uri)} could not be deleted`;
    }
  }

  private nameOf(uri: string): string {
    return this.files.nameOf(uri);
  }

  private end(entry: number | undefined, states: readonly FileState[]): void {
    if (entry !== undefined) {
      this.journal.end(entry, states);
    }
  }

  private async isGone(uri: string): Promise<boolean> {
    return (await this.files.look(uri)).kind === "nothing";
  }

  private async stands(text: string, uri: string): Promise<boolean> {
    const found = await this.files.look(uri);
    return found.kind === "file" && (found.snapshot.text === text || found.saved === text);
  }
}
