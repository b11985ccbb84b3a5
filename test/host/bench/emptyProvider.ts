import * as vscode from "vscode";
import type { Provided } from "./ownCode";
import { OwnTime } from "./ownTime";
import { serve } from "./tasks";
import { Typist } from "./typist";

/** Types in a window with a provider that does nothing, timed as our code is: what the clock itself takes is in both. */
export async function run(): Promise<void> {
  const own = new OwnTime();
  own.start();
  const provided = new vscode.EventEmitter<Provided>();
  vscode.languages.registerInlineCompletionItemProvider(
    { pattern: "**/*.ts" },
    {
      provideInlineCompletionItems: (document) => {
        const { version } = document;
        queueMicrotask(() => provided.fire({ document, version }));
        return own.run("provideInlineCompletionItems", () => []);
      },
    },
  );
  const long = new Typist("long.ts", own, provided.event);
  await serve({ long: (keys) => long.type(Number(keys)) });
}
