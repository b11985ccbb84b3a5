import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import type { Frame as PageFrame } from "playwright-core";
import { text } from "../mistral/brain";
import { ScriptedBrain } from "../mistral/brains/scripted";
import { startMistralServer } from "../mistral/server";
import { newContext } from "../vscode/browser";
import { runCommand } from "../vscode/hands";
import { openWorkbench } from "../vscode/workbench";
import type { LongChat } from "../host/bench/longChat";
import type { Benchmark, Figures } from "./benchmark";
import { longAnswer, tokensOf } from "./chat/answer";
import { type Frame, shownAt, takeFrames, watchFrames } from "./chat/frames";
import { historyOf } from "./chat/historyFile";
import { type Editor, withEditor } from "./editor";
import { Half } from "./half";
import { QUIET } from "./longFile";
import { percentile, rounded } from "./statistics";

const KEY = "bench-key";
const CHARACTERS = 50_000;
const TOKENS_A_SECOND = 200;
/** The control draws the end of the answer only: it could not keep up with all of it. */
const NAIVE_TOKENS = 1_000;
const MESSAGES = 10_000;
/** Of each answer. */
const DELTAS = 300;
const LAST = "That was the last of it.";

/**
 * The chat's page in the real workbench: how long its frames take while a long answer is written, beside those of a page
 * that draws everything again for each token; and how long a long chat takes to be there when its window has been opened
 * again. A frame is measured from its beginning until the main thread has run, laid out and painted what belongs to it.
 */
export const chat: Benchmark = {
  name: "chat",
  async run({ seed }) {
    const answer = longAnswer(CHARACTERS, seed);
    const brain = new ScriptedBrain().onChat(
      () => true,
      () => streamed(answer),
    );
    const mistral = await startMistralServer({ brain, key: KEY });
    const env = { MISTRAL_API_KEY: KEY };
    const machineSettings = { "codestral.server": mistral.url };
    try {
      return await withEditor({ module: "chat", env, settings: QUIET, machineSettings }, async (editor) => [
        { ...(await streaming(editor, answer)), ...(await opening(editor, answer)) },
      ]);
    } finally {
      await mistral.close();
    }
  },
};

/** By the clock: a machine that is late has all that is due at once, as from a server. */
async function* streamed(answer: string) {
  const tokens = tokensOf(answer);
  const begun = performance.now();
  for (let sent = 0; sent < tokens.length; ) {
    const due = Math.ceil(((performance.now() - begun) * TOKENS_A_SECOND) / 1_000);
    for (; sent < Math.min(due, tokens.length); sent++) yield text(tokens[sent] ?? "");
    await delay(1_000 / TOKENS_A_SECOND);
  }
  yield text(`\n\n${LAST}`);
}

async function openChat({ server, context, reports, folder, probe }: Editor) {
  const page = await openWorkbench(context, server, { folder, extension: probe });
  const half = await Half.from(reports);
  await page.locator(".statusbar-item").filter({ hasText: "Codestral" }).waitFor();
  return { page, half };
}

async function streaming(editor: Editor, answer: string): Promise<Figures> {
  const { page, half } = await openChat(editor);
  try {
    await runCommand(page, "Codestral: New Chat");
    const frame = await chatFrame(page);
    await frame.getByRole("heading", { name: "Ask about your code" }).waitFor();
    await frame.evaluate(watchFrames);
    await half.ask("watch");
    const box = frame.getByRole("textbox", { name: "Message" });
    await box.fill("Tell me all.");
    await box.press("Enter");
    await frame.getByText(LAST).waitFor({ timeout: 0 });
    const frames = await frame.evaluate(takeFrames);
    const hostBlock = Number(await half.ask("longestBlock"));
    const naive = await naiveFrames(frame, answer);
    const work = frames.map((one) => one.work);
    const naiveWork = naive.map((one) => one.work);
    return {
      frameP99: {
        label: "frame while an answer is written, p99 (ms)",
        value: rounded(percentile(work, 0.99)),
        aim: "≤ 16.7",
      },
      frameMax: { label: "the longest (ms)", value: rounded(Math.max(...work)) },
      frames: { label: "frames", value: frames.length },
      intervalP99: {
        label: "from frame to frame, p99 (ms)",
        value: rounded(
          percentile(
            frames.map((one) => one.interval),
            0.99,
          ),
        ),
      },
      naiveFrameP99: {
        label: `one parse per token, its last ${NAIVE_TOKENS}: frame p99 (ms)`,
        value: rounded(percentile(naiveWork, 0.99)),
      },
      naiveFrames: { label: "frames of it", value: naive.length },
      streamHostBlockMs: {
        label: "longest block of the extension host meanwhile (ms)",
        value: rounded(hostBlock),
        aim: "≤ 50",
      },
    };
  } finally {
    await page.close();
  }
}

async function opening(editor: Editor, answer: string): Promise<Figures> {
  const path = historyOf(join(editor.folder, "user-data"));
  const begun = performance.now();
  await writeElsewhere(editor, { path, messages: MESSAGES, deltas: tokensOf(answer).slice(0, DELTAS) });
  console.error(
    `${MESSAGES} messages of ${DELTAS} deltas written in ${rounded((performance.now() - begun) / 1_000)} s`,
  );
  // A profile of its own has no memory of the chat's view, which would be there before anything is measured.
  const browser = editor.context.browser();
  if (!browser) throw new Error("The editor's windows have no browser.");
  const { page, half } = await openChat({ ...editor, context: await newContext(browser) });
  try {
    const heapBefore = await page.evaluate<number>("performance.memory.usedJSHeapSize");
    await half.ask("watch");
    await runCommand(page, "Codestral: Ask in Chat");
    const frame = await chatFrame(page);
    const openMs = await frame.evaluate(shownAt);
    await frame.getByText(`Question ${MESSAGES / 2 - 1}?`).waitFor({ timeout: 0 });
    const heap = await frame.evaluate<number>("performance.memory.usedJSHeapSize");
    const hostBlock = Number(await half.ask("longestBlock"));
    return {
      openMs: {
        label: `a chat of ${MESSAGES} messages is there, from its page's beginning (ms)`,
        value: rounded(openMs),
        aim: "≤ 200",
      },
      hostBlockMs: {
        label: "longest block of the extension host meanwhile (ms)",
        value: rounded(hostBlock),
        aim: "≤ 50",
      },
      heapMB: { label: "heap of the window with it (MB)", value: rounded(heap / 2 ** 20) },
      heapBeforeMB: { label: "and before it was opened (MB)", value: rounded(heapBefore / 2 ** 20) },
      historyMB: { label: "the history on the disk (MB)", value: rounded(statSync(path).size / 2 ** 20) },
    };
  } finally {
    await page.close();
  }
}

/** By a window of another folder: Node 20 has no SQLite, an extension host has. */
async function writeElsewhere(editor: Editor, chat: LongChat): Promise<void> {
  const { page, half } = await openChat({ ...editor, folder: tmpdir() });
  await half.ask("write", chat);
  await page.close();
}

/** The frame of the chat's page, as soon as its own scripts run. */
async function chatFrame(page: Awaited<ReturnType<typeof openWorkbench>>): Promise<PageFrame> {
  const handle = await page
    .frameLocator("iframe.webview.ready")
    .locator("iframe#active-frame")
    .elementHandle({ timeout: 0 });
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error("The chat has no page.");
  await frame.locator("#root").waitFor({ state: "attached" });
  return frame;
}

async function naiveFrames(frame: PageFrame, answer: string): Promise<Frame[]> {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { drawNaively } from "./test/bench/chat/naive.ts";',
      resolveDir: process.cwd(),
      loader: "ts",
    },
    ...{ bundle: true, write: false, format: "iife", globalName: "codestralNaive", target: "chrome130" },
  });
  const tokens = tokensOf(answer);
  const before = tokens.slice(0, -NAIVE_TOKENS).join("");
  const last = JSON.stringify(tokens.slice(-NAIVE_TOKENS));
  await frame.evaluate(`${outputFiles[0]?.text ?? ""}; globalThis.codestralNaive = codestralNaive`);
  await frame.evaluate(watchFrames);
  await frame.evaluate(`codestralNaive.drawNaively(${JSON.stringify(before)}, ${last}, ${TOKENS_A_SECOND})`);
  return frame.evaluate(takeFrames);
}
