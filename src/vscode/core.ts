import * as vscode from "vscode";
import type * as core from "../core";
import type { Log } from "./log";

/** What asks a model. */
export type CoreModule = typeof core;

/** When a window opens, the editor and its other extensions have more to do than they have time. */
const AFTER_START_MS = 1_000;

/** Loads what asks a model (`dist/core.js`) when it is first needed, but no later than a moment after the start. */
export class Core implements vscode.Disposable {
  private loading: Promise<CoreModule> | undefined;
  private readonly timer = setTimeout(() => void this.load().catch(() => {}), AFTER_START_MS);

  constructor(
    private readonly log: Pick<Log, "error">,
    private readonly read: () => Promise<CoreModule> = () => import("../core"),
  ) {}

  /** Rejects, each time, where the installation is broken; the person is told once. */
  load(): Promise<CoreModule> {
    this.loading ??= this.read().catch((error: unknown) => this.failed(error));
    return this.loading;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private failed(error: unknown): never {
    this.log.error("A part of the extension could not be loaded.", error);
    void vscode.window.showErrorMessage("Codestral: a part of the extension could not be loaded; install it again.");
    throw error;
  }
}
