import { appendFileSync } from "node:fs";
import { readOrder } from "../run/order";
import { work } from "../run/worker";

/** VS Code's extension host calls this: a worker that does what the order in the environment says. */
export async function run(): Promise<void> {
  const { CODESTRAL_TEST_OUTPUT: output } = process.env;
  await work(readOrder(), () => {
    // `test/vscode/code` ends a VS Code that writes nothing for long.
    if (output) appendFileSync(output, ".");
  });
}
