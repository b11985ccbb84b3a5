// A suite in plain Node. Arguments: its folder below the build, and how many milliseconds one test may take.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { built } from "../vscode/paths";
import { runMocha } from "./mocha";

const [suite = "", timeout] = process.argv.slice(2);
const folder = join(built, suite);
const files = (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [])
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => join(folder, name))
  .sort();
try {
  const { failed } = await runMocha({ files, timeout: Number(timeout), counts: process.env.CODESTRAL_TEST_COUNTS });
  process.exit(failed > 0 ? 1 : 0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
