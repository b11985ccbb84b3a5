import * as vscode from "vscode";
import { type HandedCommand, registerCommands } from "./commands";
import type { Feature, MenuEntry } from "./feature";
import type { Log } from "./log";

/** Starts features, each of which may fail without the others, and joins what they hand over. */
export class Features implements vscode.Disposable {
  private readonly owned: vscode.Disposable[] = [];
  private readonly commands: HandedCommand[] = [];
  private readonly menus: (() => readonly MenuEntry[])[] = [];

  constructor(private readonly log: Pick<Log, "error">) {}

  /** One that cannot start is reported, once; its commands say so. */
  start<T extends vscode.Disposable>(feature: Feature<T>, run: () => T): T | undefined {
    const { name, commands = {}, menu } = feature;
    const started = this.attempt(name, run);
    if (started && menu) {
      this.menus.push(() => menu(started));
    }
    for (const [command, does] of Object.entries(commands)) {
      const handed = started ? (...args: unknown[]) => does(started, ...args) : () => report(name);
      this.commands.push({ name: command, run: handed });
    }
    return started;
  }

  /** Call it once, when all have started. A command that the editor refuses does not take the others along. */
  registerCommands(): void {
    const { disposable, errors } = registerCommands(this.commands);
    this.owned.push(disposable);
    for (const error of errors) {
      this.log.error("The commands could not start.", error);
    }
    if (errors.length > 0) {
      report("The commands");
    }
  }

  /** What the started ones have in the menu now, in the order in which they were started. */
  menu(): readonly MenuEntry[] {
    return this.menus.flatMap((menu) => menu());
  }

  dispose(): void {
    for (const disposable of this.owned.splice(0)) {
      disposable.dispose();
    }
  }

  private attempt<T extends vscode.Disposable>(name: string, run: () => T): T | undefined {
    try {
      const started = run();
      this.owned.push(started);
      return started;
    } catch (error) {
      this.failed({ name }, error);
      return undefined;
    }
  }

  /** Of a feature that goes on with its start later, and could not. */
  failed({ name }: Pick<Feature<never>, "name">, error: unknown): void {
    this.log.error(`${name} could not start.`, error);
    report(name);
  }
}

function report(name: string): void {
  void vscode.window.showErrorMessage(`Codestral: ${name} could not start. The log says why.`);
}
