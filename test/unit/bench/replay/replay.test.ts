import assert from "node:assert/strict";
import { Debounced } from "../../../bench/replay/baselines";
import type { Corpus } from "../../../bench/replay/corpus";
import { ours } from "../../../bench/replay/ownEngine";
import { type Engine, Person } from "../../../bench/replay/person";
import { replay } from "../../../bench/replay/run";
import { keysOf, type Task } from "../../../bench/replay/task";
import { VirtualClock } from "../../../bench/replay/virtualClock";
import { marked } from "../../completion/marked";

const TEXT = [
  "export function total(items: readonly Item[]): number {",
  "  const prices = items.map((item) => item.price * item.count);",
  "  return prices.reduce((sum, price) => sum + price, 0);",
  "}",
].join("\n");
const TASK: Task = {
  path: "src/total.ts",
  languageId: "typescript",
  before: "interface Item { price: number; count: number }\n\n",
  text: TEXT,
  after: "\n\nexport const VAT = 0.2;\n",
};
const CORPUS: Corpus = {
  files: new Map([[TASK.path, TASK.before + TASK.text + TASK.after]]),
  tasks: [TASK],
  lines: ["const other = await somewhere(else);", "if (elsewhere) {", "return undefined;", "import x from 'y';"],
};
const GAPS = [100, 120, 90, 400, 110];
const server = (right: number) => ({ seed: 1, right, latency: 300, tokenTime: 10 });

describe("the replay", () => {
  it("counts a key for each character but the indentation that an editor writes", () => {
    assert.equal(keysOf("a {\n    b;\n}"), "a {\nb;\n}".length);
  });

  it("comes out the same in every run", async () => {
    const run = async () => replay(CORPUS, GAPS, server(0.4), ours);
    assert.deepEqual(await run(), await run());
  });

  it("saves keys by what is right, and none by what is wrong", async () => {
    const right = await replay(CORPUS, GAPS, server(1), ours);
    assert.ok(right.saved > 0.5, `${right.saved} was saved`);
    assert.equal(right.keys, Math.round((1 - right.saved) * right.characters));
    const wrong = await replay(CORPUS, GAPS, server(0), ours);
    // The bracket of the body is closed by the editor, on a line that one key leads to.
    assert.deepEqual([wrong.keys, wrong.characters], [keysOf(TEXT) - 1, keysOf(TEXT)]);
    assert.ok(wrong.wrongPer1000 > 0);
  });

  it("shows that what is under way is better kept than cut with every key", async () => {
    const run = async (reuses: boolean) =>
      replay(CORPUS, GAPS, server(1), (port, clock) => new Debounced(port, clock, 75, reuses));
    assert.ok((await run(true)).saved > (await run(false)).saved);
  });
});

describe("the person of the replay", () => {
  async function typing(text: string, suggest: Engine["suggest"], gap: number) {
    const clock = new VirtualClock();
    const ends: string[] = [];
    const engine: Engine = { suggest, ended: (_, __, end, accepted) => void ends.push(`${end} ${accepted}`) };
    const snapshotOf = (task: Task, progress: number) => ({ ...marked("█"), prefix: task.text.slice(0, progress) });
    const person = new Person(clock, engine, [gap], snapshotOf, () => undefined);
    await clock.run(person.type({ ...TASK, text }));
    return { ...person.tally, ends, time: clock.now() };
  }
  const saying =
    (rest: string): Engine["suggest"] =>
    async ({ prefix }) =>
      rest.startsWith(prefix) ? { text: rest.slice(prefix.length), replaces: 0 } : undefined;

  it("takes what is right 250 ms after it has appeared, with one key", async () => {
    // The first character at 1,500 ms, the editor's question at 1,550; `Tab` at 1,800, before the second character.
    const { keys, ends, acceptedCharacters, time } = await typing("abcdef", saying("abcdef"), 1_000);
    assert.deepEqual([keys, ends, acceptedCharacters, time], [2, ["whole 5"], 5, 1_800]);
  });

  it("types on while it looks, and does not press a key to save one", async () => {
    assert.equal((await typing("abcdef", saying("abcdef"), 100)).keys, 4);
    assert.deepEqual((await typing("abc", saying("abc"), 200)).ends, ["typedOver 0"]);
  });

  it("looks again on the next line of what it types along, and takes that line alone if the rest is wrong", async () => {
    const { keys, ends } = await typing("ab\ncdefgh", saying("ab\ncdefgh\nwrong"), 1_000);
    assert.deepEqual([keys, ends], [4, ["part 6"]]);
  });

  it("takes nothing that is wrong or goes too far", async () => {
    for (const rest of ["abcxyz", "abcdefgh"]) {
      const { keys, ends, wrong } = await typing("abcdef", saying(rest), 1_000);
      assert.deepEqual([keys, ends.some((end) => end !== "typedOver 0")], [6, false]);
      assert.equal(wrong, 1);
    }
  });
});
