import * as vscode from "vscode";
import { exists } from "../exists";

/** What the person picked as the tests of a folder. */
export type TestChoice =
  | { readonly kind: "script"; readonly name: string; readonly runner: string }
  | { readonly kind: "task"; readonly name: string; readonly source: string }
  | { readonly kind: "explorer" };

const PICKED = "codestral.tests";
const LOCK_FILES = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
] as const;

/** Remembers, for each folder, which tests to run. */
export class TestChoices {
  constructor(private readonly memory: vscode.Memento) {}

  of(folder: vscode.WorkspaceFolder): TestChoice | undefined {
    return this.memory.get<Record<string, TestChoice>>(PICKED)?.[folder.uri.toString()];
  }

  /** @returns undefined if they chose nothing */
  async pick(folder: vscode.WorkspaceFolder): Promise<TestChoice | undefined> {
    const items = await choices(folder);
    const chosen = await vscode.window.showQuickPick(items, {
      title: "Codestral: Which Tests?",
      placeHolder: "They run when you ask for it, after a change has landed",
    });
    if (chosen) {
      const known = this.memory.get<Record<string, TestChoice>>(PICKED, {});
      await this.memory.update(PICKED, { ...known, [folder.uri.toString()]: chosen.choice });
    }
    return chosen?.choice;
  }
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice: TestChoice;
}

async function choices(folder: vscode.WorkspaceFolder): Promise<ChoiceItem[]> {
  const [scripts, tasks] = await Promise.all([scriptsOf(folder), tasksOf(folder)]);
  const explorer: ChoiceItem = {
    label: "All tests of the Test Explorer",
    description: "their results are shown there only",
    choice: { kind: "explorer" },
  };
  return [...scripts, ...tasks, explorer];
}

async function scriptsOf(folder: vscode.WorkspaceFolder): Promise<ChoiceItem[]> {
  const names = Object.keys((await packageOf(folder)).scripts ?? {});
  const runner = await packageManagerOf(folder);
  return testsFirst(names).map((name) => {
    return { label: name, description: `${runner} run ${name}`, choice: { kind: "script", name, runner } };
  });
}

async function tasksOf(folder: vscode.WorkspaceFolder): Promise<ChoiceItem[]> {
  const tasks = await vscode.tasks.fetchTasks();
  // Scripts are there already, and are read there.
  const own = tasks.filter(({ scope, source }) => source !== "npm" && (typeof scope !== "object" || scope === folder));
  const isTest = (task: vscode.Task) => task.group?.id === vscode.TaskGroup.Test.id;
  return [...own.filter(isTest), ...own.filter((task) => !isTest(task))].map(({ name, source }) => ({
    label: name,
    description: `task (${source})`,
    choice: { kind: "task", name, source },
  }));
}

function testsFirst(names: readonly string[]): string[] {
  const isTest = (name: string) => /test|spec/i.test(name);
  return [...names.filter(isTest), ...names.filter((name) => !isTest(name))];
}

async function packageOf({ uri }: vscode.WorkspaceFolder): Promise<{ readonly scripts?: Record<string, unknown> }> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, "package.json"));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

async function packageManagerOf({ uri }: vscode.WorkspaceFolder): Promise<string> {
  for (const [file, name] of LOCK_FILES) {
    if (await exists(vscode.Uri.joinPath(uri, file))) {
      return name;
    }
  }
  return "npm";
}
