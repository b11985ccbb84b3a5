import assert from "node:assert/strict";
import { windowKey } from "../../../../src/vscode/chat/windowKey";

/** What VS Code keeps for a window. */
function memento() {
  const kept = new Map<string, string>();
  return {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: string) => void kept.set(key, value),
  };
}

describe("the key of a window without a folder", () => {
  it("is its own, stays when it is loaded again, and is new once", async () => {
    const [one, other] = [memento(), memento()];
    let news = 0;
    const keyOf = (state: typeof one) => windowKey(state, () => news++);
    const [first, again, another] = [await keyOf(one), await keyOf(one), await keyOf(other)];
    assert.equal(first, again);
    assert.notEqual(first, another);
    assert.notEqual(first, "");
    assert.equal(news, 2);
  });
});
