import { seededRandom } from "../../mistral/random";
import { ghostTextFrom, unasked } from "../completion/ghostText";
import { longFile } from "./longFile";
import { setting } from "./report";
import { serve } from "./tasks";

/** Milliseconds for each key. */
export interface OwnTimes {
  /** From the call of the provider to the request. */
  readonly before: readonly number[];
  /** From the last byte that is needed to the provider's answer. */
  readonly after: readonly number[];
}

export async function run(): Promise<void> {
  const random = seededRandom(Number(setting("SEED")));
  await serve({ ownTimes: (keys) => ownTimes(random, Number(keys)) });
}

/** Types into the document at places all over it, and asks the provider after each key, as the editor does. */
async function ownTimes(random: () => number, keys: number): Promise<OwnTimes> {
  const editor = await longFile();
  const { document } = editor;
  const ghostText = ghostTextFrom({ url: setting("SERVER"), key: setting("KEY"), waits: false });
  const wire = watchFetch();
  const times = { before: [] as number[], after: [] as number[] };
  try {
    for (let key = 0; key < keys; key++) {
      const { range } = document.lineAt(Math.floor(random() * document.lineCount));
      await editor.edit((edit) => edit.insert(range.end, "x"));
      const position = range.end.translate(0, 1);
      const called = performance.now();
      const items = await ghostText.items(document, position, unasked);
      const returned = performance.now();
      if (items.length === 0) throw new Error(`There was no suggestion in line ${position.line}.`);
      times.before.push(wire.sentAt - called);
      times.after.push(returned - wire.lastByteAt);
    }
  } finally {
    wire.restore();
    ghostText.dispose();
  }
  return times;
}

/** Takes the time at the editor's own `fetch`: when it gets a request, and when it hands out bytes. */
function watchFetch() {
  const { fetch } = globalThis;
  const wire = {
    sentAt: Number.NaN,
    lastByteAt: Number.NaN,
    restore: () => {
      globalThis.fetch = fetch;
    },
  };
  globalThis.fetch = async (input, init) => {
    wire.sentAt = performance.now();
    const response = await fetch(input, init);
    const clock = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        wire.lastByteAt = performance.now();
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(clock), response);
  };
  return wire;
}
