import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format } from "node:util";
import type { Browser } from "playwright-core";
import { launchBrowser, newContext } from "./browser";
import type { CommandLine } from "./commandLine";
import type { Host } from "./install";
import type { Server } from "./launch";
import { startServer } from "./server";
import { Silence } from "./silence";
import { tail } from "./tail";
import { remoteUri, workbenchUrl } from "./workbench";

/** How a run ended: the exit code, and what to say about it if the suite itself could not. */
interface Verdict {
  readonly code: number;
  readonly reason?: string;
}

/**
 * Runs the suite of `--extensionTestsPath` in the extension host of a headless workbench, and returns the exit code
 * that desktop VS Code would have: 0 passed, 1 failed, and here also 124 for a suite that wrote nothing to
 * `CODESTRAL_TEST_OUTPUT` for `patienceMs`, 130 interrupted.
 */
export async function runExtensionTests(host: Host, line: CommandLine, patienceMs: number): Promise<number> {
  const temp = mkdtempSync(join(tmpdir(), "codestral-vscode-"));
  const output = join(temp, "output");
  const silence = new Silence(patienceMs);
  const copying = tail(output, (bytes) => {
    silence.broken();
    process.stdout.write(bytes);
  });
  const closers: (() => Promise<unknown>)[] = [];
  let serverLog = () => "VS Code's server has not started.";
  const verdict = new Promise<Verdict>((settle) => {
    const silent = `The suite wrote nothing for ${patienceMs / 1000} s.`;
    void silence.tooLong.then(() => settle({ code: 124, reason: `${silent}\n${serverLog()}` }));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => settle({ code: 130 }));
    start(settle).catch((error: unknown) => settle({ code: 1, reason: String(error) }));
  });

  async function start(settle: (verdict: Verdict) => void): Promise<void> {
    const userDataDir = resolve(line.last("user-data-dir") ?? join(temp, "user-data"));
    const extensionsDir = resolve(line.last("extensions-dir") ?? join(temp, "extensions"));
    const server = await startServer({ host, userDataDir, extensionsDir, env: { CODESTRAL_TEST_OUTPUT: output } });
    closers.push(() => server.stop());
    serverLog = () => server.log();
    const died = (code: number) => settle({ code: 1, reason: `VS Code's server ended with ${code}.\n${server.log()}` });
    server.exited.then(died, died);
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    await openSuite(browser, server, line, settle);
  }

  const { code, reason } = await verdict;
  silence.over();
  await Promise.all(closers.map((close) => close()));
  copying.stop();
  if (reason) console.error(reason);
  rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
  return code;
}

async function openSuite(
  browser: Browser,
  server: Server,
  line: CommandLine,
  settle: (verdict: Verdict) => void,
): Promise<void> {
  const page = await (await newContext(browser)).newPage();
  let lastError = "";
  await page.exposeFunction("codeAutomationLog", (level: string, args: unknown[]) => {
    const message = format(...args);
    if (level === "error" && !message.startsWith("Canceled")) lastError = message;
  });
  await page.exposeFunction("codeAutomationExit", async (code: number) => {
    if (code !== 0) return settle({ code, reason: lastError });
    settle(await extensionHostVerdict(server));
  });
  page.on("crash", () => settle({ code: 1, reason: "The window of the workbench crashed." }));
  const paths = ["extensionDevelopmentPath", "extensionTestsPath"].flatMap((option) =>
    line.all(option).map((path): [string, string] => [option, remoteUri(server.url, resolve(path))]),
  );
  const flags: [string, string][] = line.last("disable-extensions") ? [["disableExtensions", "true"]] : [];
  const [folder] = line.paths;
  await page.goto(workbenchUrl(server.url, { folder: folder && resolve(folder), payload: [...paths, ...flags] }));
}

/** The workbench reports code 0 also for an extension host that died, so the server's log decides. */
async function extensionHostVerdict(server: Server): Promise<Verdict> {
  const ended = /Extension Host Process exited with code: (\S+), signal: (\w+)/;
  const match = await new Promise<RegExpExecArray>((resolve) => {
    const look = () => {
      const found = ended.exec(server.log());
      if (found) resolve(found);
    };
    server.onOutput(look);
    look();
  });
  return match[1] === "0" && match[2] === "null" ? { code: 0 } : { code: 1, reason: `${match[0]}.` };
}
