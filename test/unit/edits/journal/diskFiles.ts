import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files, Found, Step } from "../../../../src/edits/write/port";
import { snapshot } from "../write/memoryFiles";

/** Files of a folder, addressed by their names, and written without an editor. */
export class DiskFiles implements Files {
  /**
   * @param tick called before and after each thing that is done to a file
   * @param torn called while a file has only half of its text; without it, files are written aside and put in their place
   */
  constructor(
    private readonly folder: string,
    private readonly tick: () => void = () => {},
    private readonly torn?: () => void,
  ) {}

  async look(uri: string): Promise<Found> {
    const path = this.at(uri);
    if (!existsSync(path)) return { kind: "nothing" };
    const text = readFileSync(path, "utf8");
    return { kind: "file", snapshot: snapshot(text), saved: text, isOnDisk: true, hindrance: undefined };
  }

  refusedWrite(): undefined {
    return undefined;
  }

  nameOf(uri: string): string {
    return uri;
  }

  savesAgain(): boolean {
    return true;
  }

  async run(step: Step): Promise<void> {
    this.tick();
    switch (step.kind) {
      case "create":
        this.write(step.uri, step.text);
        break;
      case "rename":
        renameSync(this.at(step.uri), this.at(step.to));
        break;
      case "texts":
        for (const { uri, to } of step.texts) {
          this.write(uri, to);
          this.tick();
        }
        break;
      case "save":
        break;
      case "delete":
        rmSync(this.at(step.uri));
    }
    this.tick();
  }

  /** Every file with its text. */
  all(): Map<string, string> {
    return new Map(
      readdirSync(this.folder)
        .toSorted()
        .map((name) => [name, readFileSync(this.at(name), "utf8")]),
    );
  }

  private write(uri: string, text: string): void {
    const path = this.at(uri);
    if (this.torn) {
      writeFileSync(path, text.slice(0, text.length / 2));
      this.torn();
      writeFileSync(path, text);
      return;
    }
    const aside = `${this.folder}-aside`;
    writeFileSync(aside, text);
    renameSync(aside, path);
  }

  private at(uri: string): string {
    return join(this.folder, uri);
  }
}
