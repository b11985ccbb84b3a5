import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { nodeWithSqlite } from "../run/suites";
import { built } from "../vscode/paths";
import type { Benchmark, Figures } from "./benchmark";
import { type Connections, connections } from "./gateway/connections";
import { type Limited, limitedFigures } from "./gateway/limited";
import type { Measured } from "./gateway/program";
import { percentile, rounded } from "./statistics";

/** The answers of 150 long streams are the most that the program writes in minutes; it is not waited for longer. */
const LONGEST_MS = 170_000;

/**
 * What lies between a feature and the API: what it costs, what it leaves open, and whether it keeps to the limits.
 *
 * Times and limits are measured on VS Code's Node; connections in VS Code's extension host, whose `fetch` is not Node's.
 * The limited requests go over real HTTP, while the minutes pass on a virtual clock that the server and the gate share.
 */
export const gateway: Benchmark = {
  name: "gateway",
  async run({ seed }) {
    const program = join(built, "bench", "gateway", "program.mjs");
    const { stdout } = await promisify(execFile)(await nodeWithSqlite(), [program, String(seed)], {
      timeout: LONGEST_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    const measured = JSON.parse(stdout) as Measured;
    return [{ ...costs(measured), ...opened(await connections(seed)), ...limits(measured.runs) }];
  },
};

function costs({ fim, stream, cancels, perModelWaits, lost }: Measured): Figures {
  return {
    perModelWaitP50: {
      label: "ghost text: asked → sent while the chat is at its model's limit, p50 (ms)",
      value: Math.round(percentile(perModelWaits, 0.5)),
      aim: "0",
    },
    secondKeyFailures: {
      label: "asks lost with one of two servers down, after the first, of 240",
      value: Object.values(lost).reduce((sum, one) => sum + Math.max(0, one - 1), 0),
      aim: "0",
    },
    fimRatio: {
      label: `FIM answer: ${rounded(fim.ours)} ms, of raw fetch's ${rounded(fim.raw)} ms`,
      value: rounded(fim.ratio),
    },
    streamRatio: {
      label: `500 events: ${rounded(stream.ours)} ms, of raw fetch's ${rounded(stream.raw)} ms`,
      value: rounded(stream.ratio),
    },
    cancelP99: { label: "abort → connection closed, p99 of 300 (ms)", value: rounded(percentile(cancels, 0.99)) },
  };
}

function opened({ all, afterFinished, unused }: Connections): Figures {
  return {
    connectionsPer100: { label: "connections for 100 completions, 60 of them cut", value: all },
    connectionsAfterFinished: { label: "of them, opened after one that had finished", value: afterFinished, aim: "0" },
    connectionsUnused: { label: "of them, opened by the editor for none, after a cut", value: unused },
  };
}

function limits(runs: Measured["runs"]): Figures {
  const { headers, ...others } = runs;
  const group = (limited: Limited) => limitedFigures(limited);
  return {
    ...group(headers),
    ...Object.fromEntries(Object.entries(others).map(([name, limited]) => [name, group(limited)])),
  };
}
