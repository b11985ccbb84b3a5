import * as vscode from "vscode";

/** A command of a feature's list. Its name is without `codestral.` */
export interface HandedCommand {
  readonly name: string;
  readonly run: (...args: unknown[]) => unknown;
}

/** Registers the features' lists as one. @returns also why the editor has refused some of them */
export function registerCommands(commands: readonly HandedCommand[]): {
  readonly disposable: vscode.Disposable;
  readonly errors: readonly unknown[];
} {
  const registered: vscode.Disposable[] = [];
  const errors: unknown[] = [];
  for (const { name, run } of commands) {
    try {
      registered.push(vscode.commands.registerCommand(`codestral.${name}`, run));
    } catch (error) {
      errors.push(error);
    }
  }
  return { disposable: vscode.Disposable.from(...registered), errors };
}
