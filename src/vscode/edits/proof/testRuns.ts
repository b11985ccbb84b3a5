import { stat } from "node:fs/promises";
import * as vscode from "vscode";
import type { ProvenTests } from "../../../edits/proof/card";
import { testResult } from "../../../edits/proof/testResult";
import type { TestChoice } from "./testChoice";
import { TestTerminal } from "./testTerminal";

/** What test runners call their JUnit reports. */
const REPORTS = "**/{*junit*,TEST-*,test-results*,test-report*}.xml";
const FOREIGN = "**/{node_modules,.venv,venv,vendor}/**";
const MOST_REPORTS = 50;

/** How the tests of a choice are called in a sentence. */
export function nameOf(choice: TestChoice): string {
  switch (choice.kind) {
    case "script":
      return choice.name === "test" ? `${choice.runner} test` : `${choice.runner} run ${choice.name}`;
    case "task":
      return `the task ${choice.name}`;
    case "explorer":
      return "the Test Explorer";
  }
}

/** Runs what the person picked. Ends at once when `signal` is aborted, and what was started is ended too. */
export async function runTests(
  choice: TestChoice,
  folder: vscode.WorkspaceFolder,
  signal: AbortSignal,
): Promise<ProvenTests> {
  switch (choice.kind) {
    case "script":
      return runScript(choice, folder, signal);
    case "task":
      return runTask(choice, folder, signal);
    case "explorer":
      await vscode.commands.executeCommand("testing.runAll");
      return { kind: "elsewhere", sentence: "the tests ran in the Test Explorer" };
  }
}

async function runScript(
  choice: Extract<TestChoice, { kind: "script" }>,
  folder: vscode.WorkspaceFolder,
  signal: AbortSignal,
): Promise<ProvenTests> {
  if (folder.uri.scheme !== "file") {
    return { kind: "elsewhere", sentence: "tests can only be run in a folder on a disk" };
  }
  const pty = new TestTerminal(choice.runner, ["run", choice.name], folder.uri.fsPath);
  const terminal = vscode.window.createTerminal({ name: `Codestral: ${nameOf(choice)}`, pty, isTransient: true });
  const began = Date.now();
  const stop = () => pty.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    terminal.show(true);
    const { exitCode, output } = await pty.ended;
    const reports = await reportsSince(folder, began);
    return { kind: "ended", name: nameOf(choice), result: testResult({ exitCode, output, reports }) };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function runTask(
  choice: Extract<TestChoice, { kind: "task" }>,
  folder: vscode.WorkspaceFolder,
  signal: AbortSignal,
): Promise<ProvenTests> {
  const tasks = await vscode.tasks.fetchTasks();
  const task = tasks.find(({ name, source }) => name === choice.name && source === choice.source);
  if (!task) {
    return { kind: "elsewhere", sentence: `there is no task ${choice.name} any more` };
  }
  const began = Date.now();
  const execution = await vscode.tasks.executeTask(task);
  const exitCode = await endOf(execution, signal);
  if (exitCode === undefined) {
    return { kind: "elsewhere", sentence: `${nameOf(choice)} ended without an exit code` };
  }
  const reports = await reportsSince(folder, began);
  return { kind: "ended", name: nameOf(choice), result: testResult({ exitCode, output: "", reports }) };
}

/** Undefined for a task that was ended, or that has no process. */
async function endOf(execution: vscode.TaskExecution, signal: AbortSignal): Promise<number | undefined> {
  const subscriptions: vscode.Disposable[] = [];
  const stop = () => execution.terminate();
  try {
    return await new Promise<number | undefined>((resolve) => {
      subscriptions.push(
        vscode.tasks.onDidEndTaskProcess((event) => {
          if (event.execution === execution) {
            resolve(event.exitCode);
          }
        }),
        // It comes behind the end of the process, where there is one.
        vscode.tasks.onDidEndTask((event) => {
          if (event.execution === execution) {
            resolve(undefined);
          }
        }),
      );
      signal.addEventListener("abort", stop, { once: true });
    });
  } finally {
    signal.removeEventListener("abort", stop);
    for (const subscription of subscriptions) {
      subscription.dispose();
    }
  }
}

/** The reports that were written since, each as its text. */
async function reportsSince(folder: vscode.WorkspaceFolder, began: number): Promise<string[]> {
  if (folder.uri.scheme !== "file") {
    return [];
  }
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, REPORTS), FOREIGN, MOST_REPORTS);
  const read = await Promise.all(
    found.map(async (uri) => {
      try {
        // File systems keep the time of a change in steps of up to two seconds.
        const isNew = (await stat(uri.fsPath)).mtimeMs >= began - 2_000;
        return isNew ? [new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))] : [];
      } catch {
        return [];
      }
    }),
  );
  return read.flat();
}
