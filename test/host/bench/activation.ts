import { extension } from "../support/extension";
import { report } from "./report";

interface Mark {
  readonly name: string;
  readonly startTime: number;
}

/** Reads how long the editor took to load the extension's code and to activate it. */
export async function run(): Promise<void> {
  await extension().activate();
  await report(between("LoadExtensionCode") + between("ActivateExtension"));
}

/** The time between the editor's two marks of a step. */
function between(step: string): number {
  const { MonacoPerformanceMarks: performanceMarks } = globalThis as unknown as {
    MonacoPerformanceMarks: { getMarks(): readonly Mark[] };
  };
  const marks = performanceMarks.getMarks();
  const at = (edge: "will" | "did") =>
    marks.find(({ name }) => name === `code/extHost/${edge}${step}/${extension().id}`)?.startTime ?? Number.NaN;
  return at("did") - at("will");
}
