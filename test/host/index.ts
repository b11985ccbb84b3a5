import { appendFileSync } from "node:fs";
import { readOrder } from "../run/order";
import { work } from "../run/worker";
import { cleanState } from "./support/clean";

/** VS Code's extension host calls this: a worker that does what the order in the environment says. */
export async function run(): Promise<void> {
  const { CODESTRAL_TEST_OUTPUT: output } = process.env;
  // `test/vscode/code` ends a VS Code that writes nothing for long.
  const hears = () => output && appendFileSync(output, ".");
  await work(readOrder(), { rootHooks: cleanState, hears });
}
