import assert from "node:assert/strict";
import type { Offered } from "../../../../src/completion/learning/offer";
import type { Outcome } from "../../../../src/completion/learning/outcome";
import { OutcomeTracker } from "../../../../src/completion/learning/tracker";
import { VirtualClock } from "./virtualClock";

const FILE = "file:///a.ts";

/** One document at a tracker, and what is heard of it. */
class Scene {
  readonly clock = new VirtualClock();
  readonly outcomes: Outcome[] = [];
  readonly remains: [id: string, check: number, share: number][] = [];
  readonly tracker: OutcomeTracker;
  text: string;
  isOpen = true;
  private count = 0;

  constructor(text = "") {
    this.text = text;
    this.tracker = new OutcomeTracker(
      {
        read: (_document, { start, end }) => (this.isOpen ? this.text.slice(start, end) : undefined),
        ended: (outcome) => this.outcomes.push(outcome),
        remains: (...one) => this.remains.push(one),
      },
      this.clock,
    );
  }

  /** Ghost text at the end, or before what it is to replace. */
  show(text: string, about: Partial<Offered> = {}): string {
    this.count++;
    return this.tracker.shown({
      id: `s${this.count}`,
      at: 1_000,
      languageId: "typescript",
      kind: "line",
      source: "asked",
      characters: text.length,
      lines: text.split("\n").length,
      document: FILE,
      offset: this.text.length - (about.replaces ?? 0),
      text,
      replaces: 0,
      ...about,
    });
  }

  edit(offset: number, removed: number, inserted: string): void {
    this.text = this.text.slice(0, offset) + inserted + this.text.slice(offset + removed);
    this.tracker.edited(FILE, [{ offset, removed, inserted }]);
  }

  write(...pieces: readonly string[]): void {
    for (const piece of pieces) this.edit(this.text.length, 0, piece);
  }

  /** What has become of what was shown. */
  get ends(): string[] {
    return this.outcomes.map(({ id, end, accepted }) => `${id} ${end} ${accepted}`);
  }
}

describe("the outcome of a suggestion", () => {
  it("is whole when its text is written at once, and tells what it was", () => {
    const scene = new Scene("x = ");
    scene.show("total;", { kind: "statement", source: "cached" });
    scene.write("total;");
    assert.deepEqual(scene.outcomes, [
      {
        id: "s1",
        at: 1_000,
        languageId: "typescript",
        kind: "statement",
        source: "cached",
        characters: 6,
        lines: 1,
        end: "whole",
        accepted: 6,
        remains: [undefined, undefined, undefined],
      },
    ]);
  });

  it("is counted once when the editor says so too", () => {
    const scene = new Scene();
    const id = scene.show("total;");
    scene.write("total;");
    scene.tracker.accepted(id, "total;");
    assert.deepEqual(scene.ends, ["s1 whole 6"]);
  });

  it("is whole when the rest of what was typed is accepted", () => {
    const scene = new Scene();
    scene.show("total;");
    scene.write("t", "o");
    const id = scene.show("tal;", { source: "typed" });
    scene.write("tal;");
    assert.deepEqual([id, scene.ends], ["s1", ["s1 whole 4"]]);
  });

  it("is whole when its last character is accepted, which a key might have written as well", () => {
    const scene = new Scene();
    const id = scene.show(";");
    scene.write(";");
    assert.deepEqual(scene.ends, []);
    scene.tracker.accepted(id, ";");
    assert.deepEqual(scene.ends, ["s1 whole 1"]);
  });

  it("is whole when it takes the place of what stands behind the cursor", () => {
    const scene = new Scene("call()");
    scene.show("one, two)", { replaces: 1 });
    scene.edit(5, 1, "one, two)");
    assert.deepEqual([scene.text, scene.ends], ["call(one, two)", ["s1 whole 9"]]);
  });

  it("is whole when the editor writes only that part of it which does not stand there yet", async () => {
    const scene = new Scene("call()");
    const id = scene.show("one, two)", { replaces: 1 });
    scene.edit(5, 0, "one, two");
    scene.tracker.accepted(id, "one, two)");
    assert.deepEqual(scene.ends, ["s1 whole 9"]);
    await scene.clock.advance(30_000);
    assert.deepEqual(scene.remains, [["s1", 0, 1]]);
  });

  it("is whole when one of several alternatives is accepted", async () => {
    const scene = new Scene("x = ");
    const id = scene.show("first();");
    scene.write("second();");
    scene.tracker.accepted(id, "second();");
    assert.deepEqual(scene.ends, ["s1 whole 9"]);
    await scene.clock.advance(30_000);
    assert.deepEqual(scene.remains, [["s1", 0, 1]]);
  });

  it("is a part when words of it are accepted and something else is typed", () => {
    const scene = new Scene();
    scene.show("first + second;");
    scene.write("first", " + ");
    assert.equal(scene.show("second;", { source: "typed" }), "s1");
    scene.write("x");
    scene.show(".y");
    assert.deepEqual(scene.ends, ["s1 part 8"]);
  });

  it("is whole when it is accepted word by word to its end", () => {
    const scene = new Scene();
    scene.show("first + second;");
    scene.write("first", " + ", "second;");
    assert.deepEqual(scene.ends, ["s1 whole 15"]);
  });

  it("is typed over when something else is written in its place", () => {
    const scene = new Scene();
    scene.show("total;");
    scene.write("t", "x");
    scene.show("y");
    assert.deepEqual(scene.ends, ["s1 typedOver 0"]);
  });

  it("is dismissed when another one is shown elsewhere, and nothing was written", () => {
    const scene = new Scene("a\nb");
    scene.show("total;", { offset: 1 });
    scene.show("other;");
    scene.tracker.left();
    assert.deepEqual(scene.ends, ["s1 dismissed 0", "s2 dismissed 0"]);
  });

  it("is dismissed, not accepted, when all of it was typed", () => {
    const scene = new Scene();
    scene.show("a;");
    scene.write("a", ";");
    scene.tracker.left();
    assert.deepEqual(scene.ends, ["s1 dismissed 0"]);
  });

  it("is one outcome while it is shown again, typed into, deleted back into and grows", () => {
    const scene = new Scene();
    scene.show("total");
    assert.equal(scene.show("total"), "s1");
    scene.write("t");
    assert.equal(scene.show("otal;\nnext();"), "s1");
    scene.edit(0, 1, "");
    assert.equal(scene.show("total;\nnext();"), "s1");
    scene.write("total;\nnext();");
    assert.deepEqual(scene.ends, ["s1 whole 14"]);
  });

  for (const [what, text, written] of [
    ["a pair of brackets", "f(a)", ["f", "()"]],
    ["a pair of brackets that the suggestion has too", "f();", ["f", "()"]],
    ["a line end with its indentation", "{\n  a", ["{", "\n  "]],
  ] as const) {
    it(`takes ${what} for a key`, () => {
      const scene = new Scene();
      scene.show(text);
      scene.write(...written);
      scene.tracker.left();
      assert.deepEqual(scene.ends, ["s1 dismissed 0"]);
    });
  }

  it("goes on behind a bracket that the editor closed", () => {
    const scene = new Scene();
    scene.show("f(ab)");
    scene.write("f", "()");
    assert.equal(scene.show("ab)", { offset: 2, replaces: 1 }), "s1");
    scene.edit(2, 1, "ab)");
    assert.deepEqual([scene.text, scene.ends], ["f(ab)", ["s1 whole 3"]]);
  });

  it("is whole when it is accepted over a bracket that the editor closed", () => {
    const scene = new Scene();
    scene.show("f(ab);");
    scene.write("f", "()");
    scene.edit(2, 1, "ab);");
    assert.deepEqual([scene.text, scene.ends], ["f(ab);", ["s1 whole 4"]]);
  });

  it("is another one behind a suggestion that was typed out", () => {
    const scene = new Scene();
    scene.show("a;");
    scene.write("a", ";");
    assert.equal(scene.show("b;"), "s2");
    assert.deepEqual(scene.ends, ["s1 dismissed 0"]);
  });

  it("is another one when the same is shown where it was typed over", () => {
    const scene = new Scene();
    scene.show("total;");
    scene.write("x");
    assert.equal(scene.show("total;", { offset: 0 }), "s2");
    assert.deepEqual(scene.ends, ["s1 typedOver 0"]);
  });

  it("follows its place when text before it changes", () => {
    const scene = new Scene("x\n");
    scene.show("total;");
    scene.edit(0, 1, "longer");
    scene.write("total;");
    assert.deepEqual([scene.text, scene.ends], ["longer\ntotal;", ["s1 whole 6"]]);
  });

  it("is not touched by changes of other documents", () => {
    const scene = new Scene();
    scene.show("total;");
    scene.tracker.edited("file:///b.ts", [{ offset: 0, removed: 0, inserted: "x" }]);
    scene.write("total;");
    assert.deepEqual(scene.ends, ["s1 whole 6"]);
  });

  it("is known when its document is closed", () => {
    const scene = new Scene();
    scene.show("total;");
    scene.tracker.closed(FILE);
    assert.deepEqual(scene.ends, ["s1 dismissed 0"]);
  });
});

describe("what was accepted", () => {
  it("is looked at after 30 seconds, 2 minutes and 5 minutes, where it stands then", async () => {
    const scene = new Scene("a\n");
    scene.show("const sum = one;");
    scene.write("const sum = one;");
    await scene.clock.advance(29_999);
    assert.deepEqual(scene.remains, []);
    scene.edit(0, 1, "something longer");
    await scene.clock.advance(1);
    assert.deepEqual(scene.remains, [["s1", 0, 1]]);
    scene.edit(scene.text.length - 4, 3, "two");
    await scene.clock.advance(90_000);
    assert.deepEqual(scene.remains.slice(1), [["s1", 1, 10 / 13]]);
    scene.edit(0, scene.text.length, "");
    await scene.clock.advance(180_000);
    assert.deepEqual(scene.remains.slice(2), [["s1", 2, 0]]);
    assert.equal(scene.clock.timers, 0);
  });

  it("is looked at from the moment on when a part was accepted", async () => {
    const scene = new Scene();
    scene.show("first + second;");
    scene.write("first");
    scene.tracker.left();
    await scene.clock.advance(300_000);
    assert.deepEqual(
      scene.remains.map(([, , share]) => share),
      [1, 1, 1],
    );
  });

  it("is not looked at when nothing was accepted", () => {
    const scene = new Scene();
    scene.show("total;");
    scene.tracker.left();
    assert.equal(scene.clock.timers, 0);
  });

  for (const [what, close] of [
    ["closed", (scene: Scene) => scene.tracker.closed(FILE)],
    ["gone unnoticed", (scene: Scene) => (scene.isOpen = false)],
  ] as const) {
    it(`stays unknown when its document is ${what}`, async () => {
      const scene = new Scene();
      scene.show("total;");
      scene.write("total;");
      await scene.clock.advance(30_000);
      close(scene);
      await scene.clock.advance(300_000);
      assert.deepEqual(scene.remains, [["s1", 0, 1]]);
      assert.equal(scene.clock.timers, 0);
    });
  }

  it("is looked at for the last 50 only, and with one timer", async () => {
    const scene = new Scene();
    for (let at = 0; at < 60; at++) {
      scene.show(`line${at};\n`);
      scene.write(`line${at};\n`);
    }
    assert.equal(scene.clock.timers, 1);
    await scene.clock.advance(30_000);
    assert.deepEqual(
      scene.remains.map(([id]) => id),
      Array.from({ length: 50 }, (_none, at) => `s${at + 11}`),
    );
  });

  it("leaves no timer behind", async () => {
    const scene = new Scene();
    scene.show("total;");
    scene.write("total;");
    scene.tracker.dispose();
    await scene.clock.advance(300_000);
    assert.deepEqual([scene.remains, scene.clock.timers], [[], 0]);
  });
});
