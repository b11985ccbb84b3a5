import assert from "node:assert/strict";
import { type Done, Fuse, MAX_STEPS } from "../../../src/chat/fuse";

const done = (name: string, args: string, content: string, ok = true): Done => ({
  call: { id: "Aaaaaaaaa", name, arguments: args },
  ok,
  content,
});

/** How many of these steps are taken before the fuse blows, and what it says then. */
function taken(steps: Iterable<readonly Done[]>, { limit = 0, each = undefined as number | undefined } = {}) {
  const fuse = new Fuse(limit);
  let count = 0;
  for (const step of steps) {
    fuse.paid(each);
    fuse.stepped(step);
    count++;
    const why = fuse.blown();
    if (why !== undefined) return { count, why };
  }
  return { count };
}

const times = (count: number, step: (at: number) => readonly Done[]) =>
  Array.from({ length: count }, (_, at) => step(at));
const read = (path: string, content = `the text of ${path}`) => done("read_file", JSON.stringify({ path }), content);

describe("the fuse of a turn", () => {
  it("stops thousands of steps whose calls all fail within five", () => {
    const trace = times(3_673, (at) => [
      done("read_file", `{"path":"no${at}.ts"}`, `Error: no${at}.ts does not exist.`, false),
      done("nothing", "{}", "Error: There is no tool nothing.", false),
    ]);
    const { count, why } = taken(trace);
    assert.equal(count, 5);
    assert.match(why ?? "", /^Every call of the last 5 steps has failed/);
  });

  it("lets a model fail four times in a row and find its way then, again and again", () => {
    const trace = times(40, (at) =>
      at % 5 === 4 ? [read(`${at}.ts`)] : [done("read_file", `{"path":"no${at}"}`, "Error: no", false)],
    );
    assert.equal(taken(trace).why, undefined);
  });

  it("does not count a step in which one of several calls failed", () => {
    const trace = times(40, (at) => [read(`${at}.ts`), done("read_file", `{"path":"no${at}"}`, "Error: no", false)]);
    assert.equal(taken(trace).why, undefined);
  });

  it("stops the same call that is made again and again, however its arguments are written", () => {
    const forms = [
      '{"path":"a","start_line":1}',
      '{ "start_line": 1, "path": "a" }',
      '{"path":"a","start_line":1,"b":null}',
    ];
    const { count, why } = taken(times(100, (at) => [done("read_file", forms[at % 3] ?? "", "the same")]));
    assert.equal(count, 6);
    assert.match(why ?? "", /nothing new/);
  });

  it("stops a round of calls that begins anew", () => {
    assert.equal(taken(times(100, (at) => [read(`${at % 7}.ts`)])).count, 12);
  });

  it("stops failures and repetitions by turns", () => {
    const trace = times(100, (at) => [
      at % 2 ? read("a.ts") : done("read_file", `{"path":"no${at}"}`, "Error: no", false),
    ]);
    assert.equal(taken(trace).count, 7);
  });

  it("takes the same call for another one when its result is another, and after a change", () => {
    assert.equal(taken(times(40, (at) => [done("run_tests", "{}", `${at} tests failed`)])).why, undefined);
    const trace = times(40, (at) => [
      at % 2 ? done("run_tests", "{}", "1 test failed") : done("edit", `{"attempt":${at}}`, "Done."),
    ]);
    assert.equal(taken(trace).why, undefined);
  });

  it("takes arguments that are no JSON as they are", () => {
    assert.equal(taken(times(9, () => [done("echo", '{"text":', "Error: not JSON", false)])).count, 5);
  });

  it(`lets a healthy answer take ${MAX_STEPS} steps, and asks then`, () => {
    const { count, why } = taken(times(1_000, (at) => [read(`${at}.ts`)]));
    assert.equal(count, MAX_STEPS);
    assert.match(why ?? "", new RegExp(`${MAX_STEPS} steps`));
  });

  it("asks when the answer has cost what one may, and says both figures", () => {
    const { count, why } = taken(
      times(20, (at) => [read(`${at}.ts`)]),
      { limit: 0.5, each: 0.13 },
    );
    assert.equal(count, 4);
    assert.match(why ?? "", /about \$0\.52; .* \$0\.50 \(codestral\.chat\.answerBudget\)/);
  });

  for (const [name, budget] of [
    ["there is no limit", { limit: 0, each: 1_000 }],
    ["no price is known", { limit: 0.01 }],
    ["it stays below", { limit: 1, each: 0.01 }],
  ] as const) {
    it(`does not ask for money's sake when ${name}`, () => {
      assert.equal(
        taken(
          times(20, (at) => [read(`${at}.ts`)]),
          budget,
        ).why,
        undefined,
      );
    });
  }
});
