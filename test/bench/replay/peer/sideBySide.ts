import { fork } from "node:child_process";
import { join } from "node:path";
import { canInstallHost, installHost } from "../../../vscode/install";
import { built } from "../../../vscode/paths";
import type { Corpus } from "../corpus";
import type { OracleOptions } from "../oracle";
import { keysOf, type Task } from "../task";
import { installChatLib } from "./install";
import type { SideBySide, Typing } from "./typing";

/** Longer pauses are cut to this, in milliseconds. */
const LONGEST_GAP = 2_000;

/**
 * Types the corpus's shortest task with Copilot's open engine and with ours, one after the other, in real time with the
 * same gaps and against the same oracle. Pauses of more than 2 s are cut to that: nothing happens in them.
 *
 * What both have in common: the editor's 50 ms before it calls, the person, the oracle, no other open file, no language
 * server. What differs: Copilot's engine writes its own prompt, from the whole document and with its own idea of recent
 * edits, where ours may read the rest of the corpus; it waits and keeps requests as it sees fit, and asks ahead when an
 * item is shown. It runs without experiments, with which the product may set other waits. Its prompts are counted in the
 * order in which ours are sent: suffix, context, prefix.
 */
export async function sideBySide(
  corpus: Corpus,
  gaps: readonly number[],
  server: Omit<OracleOptions, "elsewhere">,
): Promise<SideBySide> {
  const node = await nodeOfHost();
  const typing: Typing = {
    folder: await installChatLib(),
    corpus: { lines: corpus.lines, tasks: [shortest(corpus.tasks)] },
    files: [...corpus.files],
    gaps: gaps.map((gap) => Math.min(gap, LONGEST_GAP)),
    server,
  };
  return answerOf(node, typing);
}

/** The engine needs Node 22.14, and ours runs on VS Code's. */
async function nodeOfHost(): Promise<string> {
  if (canInstallHost) return (await installHost("newest")).node;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 14)) return process.execPath;
  throw new Error(`Copilot's engine needs Node 22.14 or newer, and this is Node ${process.versions.node}.`);
}

function answerOf(node: string, typing: Typing): Promise<SideBySide> {
  const program = join(built, "bench", "replay", "peer", "typist.mjs");
  const child = fork(program, { execPath: node, stdio: ["ignore", 2, 2, "ipc"] });
  return new Promise((resolve, reject) => {
    child.on("message", (answer: SideBySide) => resolve(answer));
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`Typing side by side ended early (exit code ${code}).`)));
    child.send(typing);
  });
}

/** One that is typed to its end: in a part of one, an answer that is right goes on beyond what is to be typed. */
function shortest([first, ...others]: readonly Task[]): Task {
  if (!first) throw new Error("There is nothing to type.");
  return others.reduce((least, task) => (keysOf(task.text) < keysOf(least.text) ? task : least), first);
}
