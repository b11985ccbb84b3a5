import assert from "node:assert/strict";
import { Core } from "../../src/vscode/core";
import { disposesAfterEachTest } from "./support/disposing";
import { readerForEachTest } from "./support/messages";

describe("a part of the extension that cannot be loaded", () => {
  const reader = readerForEachTest();
  const own = disposesAfterEachTest();

  it("is told once, and logged once, however often it is needed", async () => {
    const broken = new Error("Cannot find module './core.js'");
    const logged: unknown[] = [];
    const read = async () => {
      throw broken;
    };
    const core = own(new Core({ error: (_message, error) => logged.push(error) }, read));
    await assert.rejects(core.load(), broken);
    await assert.rejects(core.load(), broken);
    await reader().next(/^Codestral: a part of the extension could not be loaded; install it again\.$/);
    assert.deepEqual(reader().messages, []);
    assert.deepEqual(logged, [broken]);
  });
});
