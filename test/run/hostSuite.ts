// The host suite in one VS Code. Arguments: `newest` or `oldest`, and `desktop` to download the desktop VS Code.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { built, root } from "../vscode/paths";
import { recipes } from "../vscode/recipes";

const version = process.argv[2] === "oldest" ? "oldest" : "newest";
const desktop = process.argv[3] === "desktop";
const temp = mkdtempSync(join(tmpdir(), "codestral-host-suite-"));
const workspace = join(temp, "workspace");
cpSync(join(root, "test", "fixtures", "workspace"), workspace, { recursive: true });

try {
  const suite = {
    extensionDevelopmentPath: root,
    extensionTestsPath: join(built, "host", "index.js"),
    launchArgs: [
      workspace,
      `--user-data-dir=${join(temp, "user-data")}`,
      `--extensions-dir=${join(temp, "extensions")}`,
    ],
    extensionTestsEnv: {
      CODESTRAL_VSCODE: version,
      CODESTRAL_BUILT: built,
      CODESTRAL_EXPECTED_VSCODE: recipes[version].vscode,
      // A key in the person's own environment must not reach the tests.
      MISTRAL_API_KEY: undefined,
    },
  };
  const editor = desktop
    ? { version: recipes[version].vscode }
    : { vscodeExecutablePath: join(root, "test", "vscode", "code") };
  process.exitCode = await runTests({ ...suite, ...editor });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = (error instanceof TestRunFailedError && error.code) || 1;
} finally {
  rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
}
