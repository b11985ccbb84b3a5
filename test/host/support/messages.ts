import * as vscode from "vscode";
import { until } from "./waiting";

/** A message as a person reads it. */
export interface Message {
  readonly severity: (typeof SEVERITIES)[number];
  readonly sentence: string;
  readonly buttons: readonly string[];
  /** @param button undefined to close it */
  click(button: string | undefined): void;
}

const SEVERITIES = ["Information", "Warning", "Error"] as const;

/**
 * Stands in for the person who reads messages and clicks their buttons, which the editor offers no way to do from
 * here. A message that no test clicks stays open for ever.
 */
export function readerForEachTest(): () => Reader {
  let reader: Reader | undefined;
  beforeEach(() => {
    reader = new Reader();
  });
  afterEach(function () {
    reader?.dispose();
    const error = this.currentTest?.err;
    if (error) error.stack += `\nMessages that nobody read: ${JSON.stringify(reader?.messages)}`;
  });
  return () => {
    if (reader === undefined) throw new Error("only inside a test");
    return reader;
  };
}

export class Reader {
  readonly messages: Message[] = [];
  private readonly came = new vscode.EventEmitter<void>();
  private readonly originals = SEVERITIES.map((severity) => [severity, Reflect.get(vscode.window, nameOf(severity))]);

  constructor() {
    for (const severity of SEVERITIES) {
      Reflect.set(vscode.window, nameOf(severity), (sentence: string, ...items: readonly unknown[]) => {
        const buttons = items.filter((item) => typeof item === "string");
        return new Promise((resolve) => {
          this.messages.push({ severity, sentence, buttons, click: resolve });
          this.came.fire();
        });
      });
    }
  }

  /** The first message that fits, shown already or from now on; no test sees it twice. */
  async next(fits: RegExp): Promise<Message> {
    return until(this.came.event, () => {
      const at = this.messages.findIndex(({ sentence }) => fits.test(sentence));
      return at === -1 ? undefined : this.messages.splice(at, 1)[0];
    });
  }

  /** Waits for what is under way, and fails with the sentence of a warning or an error that comes instead. */
  async unlessItComplains<T>(underWay: PromiseLike<T>): Promise<T> {
    const complaint = until(this.came.event, () => this.messages.find(({ severity }) => severity !== "Information"));
    const failed = complaint.then(({ sentence }) => Promise.reject(new Error(`The extension said: ${sentence}`)));
    return Promise.race([underWay, failed]);
  }

  dispose(): void {
    for (const [severity, original] of this.originals) Reflect.set(vscode.window, nameOf(severity), original);
    this.came.dispose();
  }
}

function nameOf(severity: string): string {
  return `show${severity}Message`;
}
