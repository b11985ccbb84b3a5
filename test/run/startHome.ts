import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../vscode/paths";

/** What is kept between runs of `npm start`; git ignores it. */
export const stateFolder = join(root, ".state");

/** What one run must tell the next. */
export interface Memory {
  /** The workbench's port: a browser keeps secrets for an address, so it stays the same. */
  readonly port?: number;
  /** The demo server that `codestral.server` was set to by us, not by the person. */
  readonly demoServer?: string;
}

/** The folder of one editor: its profile, its extensions, and what it remembers. */
export class Home {
  readonly vsix: string;
  readonly userData: string;
  readonly extensions: string;
  readonly #memory: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.vsix = join(folder, "codestral-companion.vsix");
    this.userData = join(folder, "user-data");
    this.extensions = join(folder, "extensions");
    this.#memory = join(folder, "memory.json");
  }

  get memory(): Memory {
    return existsSync(this.#memory) ? (JSON.parse(readFileSync(this.#memory, "utf8")) as Memory) : {};
  }

  remember(change: Memory): void {
    writeFileSync(this.#memory, `${JSON.stringify({ ...this.memory, ...change }, null, 2)}\n`);
  }
}

/** Copies the sample workspace, unless a copy is there: a person's edits stay from run to run. */
export function sampleIn(folder: string): string {
  const copy = join(folder, "sample");
  if (!existsSync(copy)) cpSync(join(root, "test", "fixtures", "sample"), copy, { recursive: true });
  return copy;
}
