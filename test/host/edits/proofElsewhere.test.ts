import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { TestChoices } from "../../../src/vscode/edits/proof/testChoice";
import { runTests } from "../../../src/vscode/edits/proof/testRuns";
import { folder, writeFile } from "../support/files";

const never = new AbortController().signal;

/** A task that runs a program of Node's. */
function task(label: string, program: string, group: "test" | "build") {
  return { ...{ label, type: "process", command: process.execPath, group }, args: ["-e", program] };
}

describe("tests that are run by VS Code", () => {
  const workspace = () => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    return first;
  };
  before("write the folder's tasks", async () => {
    const report = JSON.stringify('<testsuite><testcase name="one"/><testcase name="two"/></testsuite>');
    const tasks = [
      task("build", "", "build"),
      task("all well", `require("node:fs").writeFileSync("junit.xml", ${report})`, "test"),
      task("one fails", "process.exitCode = 3", "test"),
    ].map((one) => ({ ...one, options: { env: { ELECTRON_RUN_AS_NODE: "1" } } }));
    writeFile(".vscode/tasks.json", JSON.stringify({ version: "2.0.0", tasks }));
    // VS Code reads them when it hears of the file.
    for (let known = 0; known < tasks.length; ) {
      known = (await vscode.tasks.fetchTasks()).filter(({ source }) => source === "Workspace").length;
    }
  });
  after("forget the tasks", () => {
    for (const path of [".vscode", "junit.xml"]) rmSync(join(folder(), path), { recursive: true, force: true });
  });

  it("are offered with the tests first, and the choice is remembered for the folder", async () => {
    const kept = new Map<string, unknown>();
    const memory = {
      keys: () => [...kept.keys()],
      get: (key: string, otherwise?: unknown) => kept.get(key) ?? otherwise,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    } as vscode.Memento;
    const original = vscode.window.showQuickPick;
    let offered: readonly string[] = [];
    Reflect.set(vscode.window, "showQuickPick", async (items: readonly vscode.QuickPickItem[]) => {
      offered = items.map(({ label }) => label);
      return items.find(({ label }) => label === "one fails");
    });
    try {
      const choice = await new TestChoices(memory).pick(workspace());
      const tasks = ["all well", "one fails", "build"];
      assert.deepEqual(
        offered.filter((label) => tasks.includes(label)),
        tasks,
      );
      assert.deepEqual(choice, { kind: "task", name: "one fails", source: "Workspace" });
      assert.deepEqual(new TestChoices(memory).of(workspace()), choice);
    } finally {
      Reflect.set(vscode.window, "showQuickPick", original);
    }
  });

  it("are believed by the exit code of a task", async () => {
    const tests = await runTests({ kind: "task", name: "one fails", source: "Workspace" }, workspace(), never);
    assert.ok(tests.kind === "ended");
    assert.deepEqual([tests.result.ok, tests.result.counts], [false, undefined]);
  });

  it("are counted from the report that a task writes", async () => {
    const tests = await runTests({ kind: "task", name: "all well", source: "Workspace" }, workspace(), never);
    assert.ok(tests.kind === "ended");
    assert.deepEqual([tests.result.ok, tests.result.counts], [true, { passed: 2, failed: 0 }]);
  });

  it("say so when their task is gone", async () => {
    assert.deepEqual(await runTests({ kind: "task", name: "gone", source: "Workspace" }, workspace(), never), {
      kind: "elsewhere",
      sentence: "there is no task gone any more",
    });
  });

  it("run in the Test Explorer, which tells what came of them", async () => {
    const controller = vscode.tests.createTestController("codestral-host", "Host");
    const item = controller.createTestItem("one", "one");
    controller.items.add(item);
    const ran: string[] = [];
    controller.createRunProfile(
      "Run",
      vscode.TestRunProfileKind.Run,
      (request) => {
        const run = controller.createTestRun(request);
        ran.push("one");
        run.passed(item);
        run.end();
      },
      true,
    );
    try {
      // VS Code runs the tests that it knows by then.
      while (ran.length === 0) {
        assert.equal((await runTests({ kind: "explorer" }, workspace(), never)).kind, "elsewhere");
      }
    } finally {
      controller.dispose();
    }
  });
});
