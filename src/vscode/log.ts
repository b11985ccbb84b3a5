import * as vscode from "vscode";
import type { Feature } from "./feature";

/** The output channel. Nothing that a person typed, no file's text and no key goes in. */
export class Log implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel("Codestral Companion", { log: true });

  info(message: string): void {
    this.channel.info(message);
  }

  warn(message: string): void {
    this.channel.warn(message);
  }

  error(message: string, error: unknown): void {
    this.channel.error(`${message} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}

export const LOG: Feature<Log> = {
  name: "The log",
  commands: { showLog: (log) => log.show() },
  menu: () => [{ group: "help", order: 2, label: "$(output) Show log", does: "showLog" }],
};
