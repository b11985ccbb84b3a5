import { wholeText } from "../../mistral/brain";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import type { RecordedRequest } from "../../mistral/recorder";
import { defaultKey, startMistralServer } from "../../mistral/server";
import { openWorkbench } from "../../vscode/workbench";
import { withEditor } from "../editor";

export interface Connections {
  /** That the server saw opened. */
  readonly all: number;
  /** Opened for a request that came after a finished one. */
  readonly afterFinished: number;
  /**
   * No request came by them: undici 7.29 connects anew for a request that has just been cancelled, and closes that
   * connection at once where it is the only one to this server. Older ones keep it for the next request.
   */
  readonly unused: number;
}

/** Words of an answer; a suggestion of two lines. */
const WORDS = 30;

/** Has VS Code's extension host make 100 completions, 60 of which are cancelled, and counts what they open. */
export async function connections(seed: number): Promise<Connections> {
  const brain = new ScriptedBrain().onFim(/./, words);
  const server = await startMistralServer({ brain, mood: { firstTokenMs: 10, betweenTokensMs: 2 } });
  const env = {
    CODESTRAL_BENCH_SERVER: server.url,
    CODESTRAL_BENCH_KEY: defaultKey,
    CODESTRAL_BENCH_SEED: String(seed),
  };
  try {
    return await withEditor(
      { module: "connections", env },
      async ({ server: editor, context, reports, folder, probe }) => {
        const before = server.connections;
        const page = await openWorkbench(context, editor, { folder, extension: probe });
        const report = await reports.next();
        if (report !== "done") throw new Error(String(report));
        await page.close();
        const all = server.connections - before;
        const used = new Set(server.requests.map(({ connection }) => connection)).size;
        return { all, afterFinished: afterFinished(server.requests), unused: all - used };
      },
    );
  } finally {
    await server.close();
  }
}

function afterFinished(requests: readonly RecordedRequest[]): number {
  return requests.filter(({ connection }, at) => {
    const before = requests[at - 1];
    return before?.closed === "completed" && connection !== before.connection;
  }).length;
}

async function* words() {
  for (let word = 0; word < WORDS; word++) yield wholeText("word ");
}
