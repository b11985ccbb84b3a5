import { parseCommandLine } from "./commandLine";
import { manageExtensions } from "./extensions";
import { runExtensionTests } from "./extensionTests";
import { installHost } from "./install";

const management = ["install-extension", "uninstall-extension", "list-extensions"];

/**
 * What `test/vscode/code` runs: the command line of desktop VS Code, as far as tests use it.
 * `CODESTRAL_VSCODE` chooses `newest` (or nothing) or `oldest`; `CODESTRAL_VSCODE_PATIENCE` says for how many
 * milliseconds a suite may write nothing before it is ended.
 */
export async function main(args: readonly string[]): Promise<number> {
  const line = parseCommandLine(args);
  const host = await installHost(process.env.CODESTRAL_VSCODE === "oldest" ? "oldest" : "newest");
  if (line.last("version")) {
    console.log(`${host.vscode}\n${"0".repeat(40)}\n${process.arch}`);
    return 0;
  }
  if (management.some((option) => line.last(option))) return manageExtensions(host, args);
  if (line.last("extensionTestsPath")) {
    return runExtensionTests(host, line, Number(process.env.CODESTRAL_VSCODE_PATIENCE ?? 240_000));
  }
  throw new Error("This stands in for the desktop `code` in tests only: give it --extensionTestsPath.");
}
