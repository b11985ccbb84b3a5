import assert from "node:assert/strict";
import { ContextKeeper } from "../../../../src/completion/context/keeper";
import { queryAt } from "../../../../src/completion/context/query";
import { marked } from "../marked";

class Hands {
  time = 0;
  readonly keeper = new ContextKeeper({ now: () => this.time });

  isDue(source: string): boolean {
    return this.keeper.isDue(queryAt(marked(source)));
  }

  keep(source: string): void {
    this.keeper.keep(queryAt(marked(source)), [], "text");
  }
}

const HEAD = "const alpha = beta(gamma);\nconst delta = epsilon(zeta);\n";
const ELSEWHERE = Array.from({ length: 30 }, (_, at) => `function other${at}(thing${at}) {}\n`).join("");

describe("the keeper of context", () => {
  it("wants it for a document that it has none for", () => {
    const hands = new Hands();
    assert.equal(hands.isDue(`${HEAD}█`), true);
    hands.keep(`${HEAD}█`);
    assert.equal(hands.isDue(`${HEAD}█`), false);
    assert.equal(hands.keeper.text(marked("█").document), "text");
    assert.equal(hands.keeper.text("file:///unknown"), "");
  });

  it("lets a person write 19 lines, and not 20, once 24 requests have had it", () => {
    const hands = new Hands();
    const after = (lines: number) => hands.isDue(`${HEAD}${"x();\n".repeat(lines)}█`);
    hands.keep(`${HEAD}█`);
    for (let request = 0; request < 23; request++) hands.keeper.text(marked("█").document);
    assert.equal(after(20), false);
    hands.keeper.text(marked("█").document);
    assert.equal(after(19), false);
    assert.equal(after(20), true);
  });

  it("wants it anew where the cursor is among other names", () => {
    const hands = new Hands();
    hands.keep(`${HEAD}█\n${ELSEWHERE}`);
    assert.equal(hands.isDue(`${ELSEWHERE}█`), true);
  });

  it("does not for a line above that was changed", () => {
    const hands = new Hands();
    hands.keep(`${HEAD}█`);
    assert.equal(hands.isDue(`${HEAD.replace("epsilon", "eta")}█`), false);
  });

  it("wants it anew after a rest of 30 s, counted from the last question", () => {
    const hands = new Hands();
    hands.keep(`${HEAD}█`);
    for (let key = 0; key < 10; key++) {
      hands.time += 29_000;
      assert.equal(hands.isDue(`${HEAD}█`), false);
    }
    hands.time += 30_000;
    assert.equal(hands.isDue(`${HEAD}█`), true);
  });

  it("forgets the documents that were kept longest ago", () => {
    const hands = new Hands();
    for (let at = 0; at < 25; at++) hands.keeper.keep({ ...queryAt(marked("█")), document: `d${at}` }, [], "text");
    assert.equal(hands.keeper.text("d0"), "");
    assert.equal(hands.keeper.text("d24"), "text");
  });
});
