import Module from "node:module";
import * as vscode from "vscode";
import { cpuTime } from "../support/blocks";
import { report } from "./report";

/** What it took the editor to have the installed extension at work. */
export interface Activated {
  /** Milliseconds of loading and activating, by the editor's marks. */
  readonly ms: number;
  /** Milliseconds of the thread's CPU meanwhile. */
  readonly cpu: number;
}

interface Mark {
  readonly name: string;
  readonly startTime: number;
}

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
interface Loaded {
  activate(...args: unknown[]): unknown;
}

/** One of them is installed. */
const EXTENSIONS = ["codestral-companion.codestral-companion", "codestral-companion.control"];

/** Reads how long the editor took to load the installed extension's code and to activate it, once it has. */
export async function run(): Promise<void> {
  const installed = EXTENSIONS.map((id) => vscode.extensions.getExtension(id)).find((each) => each !== undefined);
  if (!installed || installed.isActive) {
    await report({ failed: "The extension is not there, or was active before the benchmark." });
    return;
  }
  onActivated(installed, (cpu) => void told(installed.id, cpu).then(report));
}

/** Takes the CPU time of loading the extension and of its `activate`. */
function onActivated({ extensionPath }: vscode.Extension<unknown>, activated: (cpu: number) => void): void {
  const load = Reflect.get(Module, "_load") as Load;
  const watched: Load = function (this: unknown, request, parent, isMain) {
    if (!request.startsWith(extensionPath)) return load.call(this, request, parent, isMain);
    Reflect.set(Module, "_load", load);
    const before = cpuTime();
    const loaded = load.call(this, request, parent, isMain) as Loaded;
    const loading = cpuTime() - before;
    const activate: Loaded["activate"] = (...args) => {
      const begun = cpuTime();
      const result = loaded.activate(...args);
      activated(loading + cpuTime() - begun);
      return result;
    };
    return { ...loaded, activate };
  };
  Reflect.set(Module, "_load", watched);
}

/** The editor sets its last mark when `activate` has returned, and what that returned has settled. */
async function told(id: string, cpu: number): Promise<Activated> {
  const steps = ["LoadExtensionCode", "ActivateExtension"];
  for (;;) {
    const ms = steps.map((step) => between(step, id)).reduce((sum, each) => sum + each, 0);
    if (!Number.isNaN(ms)) return { ms, cpu };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The time between the editor's two marks of a step. */
function between(step: string, id: string): number {
  const { MonacoPerformanceMarks: performanceMarks } = globalThis as unknown as {
    MonacoPerformanceMarks: { getMarks(): readonly Mark[] };
  };
  const marks = performanceMarks.getMarks();
  const at = (edge: "will" | "did") =>
    marks.find(({ name }) => name === `code/extHost/${edge}${step}/${id}`)?.startTime ?? Number.NaN;
  return at("did") - at("will");
}
