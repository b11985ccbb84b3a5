import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runMocha } from "../run/mocha";

/** VS Code's extension host calls this to run the suite that it was told to run. */
export async function run(): Promise<void> {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => join(__dirname, name))
    .sort();
  const { CODESTRAL_TEST_OUTPUT: output, CODESTRAL_TEST_COUNTS: counts } = process.env;
  const { failed } = await runMocha({ files, timeout: 30_000, output, counts });
  if (failed > 0) throw new Error(`${failed} tests failed.`);
}
