import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReviewTimes } from "../../host/bench/review50";
import { installHost } from "../../vscode/install";
import { built, root } from "../../vscode/paths";
import { startGroup } from "../../vscode/processGroup";
import { recipes } from "../../vscode/recipes";
import { median } from "../statistics";

/** In milliseconds, in the newest VS Code: the medians of five rounds, after one that warms up. */
export interface Review50 {
  /** Until the review's tab is there, with its bar and its list of files. */
  readonly tab: number;
  /** Until the first of its differences is drawn. */
  readonly drawn: number;
  /** The same for as many files of memory without a review. */
  readonly plain: number;
}

export async function review50(): Promise<Review50> {
  const temp = mkdtempSync(join(tmpdir(), "codestral-bench-review-"));
  const [workspace, result] = [join(temp, "workspace"), join(temp, "times.json")];
  try {
    mkdirSync(workspace);
    const args = [
      workspace,
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${join(built, "host", "bench", "review50.js")}`,
      `--user-data-dir=${join(temp, "user-data")}`,
      `--extensions-dir=${join(temp, "extensions")}`,
    ];
    const env = {
      ...process.env,
      CODESTRAL_VSCODE: "newest",
      CODESTRAL_BUILT: built,
      CODESTRAL_EXPECTED_VSCODE: recipes.newest.vscode,
      CODESTRAL_BENCH_RESULT: result,
      MISTRAL_API_KEY: undefined,
    };
    await installHost("newest");
    const editor = startGroup(join(root, "test", "vscode", "code"), args, { env });
    const exitCode = await editor.exited;
    if (exitCode !== 0) throw new Error(`VS Code ended with exit code ${exitCode}.\n${editor.log()}`);
    const times = JSON.parse(readFileSync(result, "utf8")) as ReviewTimes;
    const of = (key: keyof ReviewTimes) => median(times[key].slice(1));
    return { tab: of("tab"), drawn: of("drawn"), plain: of("plain") };
  } finally {
    rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
  }
}
