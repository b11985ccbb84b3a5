import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Features } from "../../src/vscode/features";
import { disposesAfterEachTest } from "./support/disposing";
import { readerForEachTest } from "./support/messages";

describe("features", () => {
  const own = disposesAfterEachTest();
  const reader = readerForEachTest();

  const run = (name: string) => vscode.commands.executeCommand(`codestral.${name}`);

  function begin() {
    const logged: string[] = [];
    const features = own(new Features({ error: (message, error) => logged.push(`${message} ${String(error)}`) }));
    return { features, logged };
  }

  it("start without one that cannot, whose commands say so, and which has nothing in the menu", async () => {
    const { features, logged } = begin();
    const menu = () => [{ group: "help" as const, label: "Help" }];
    const whole = { name: "The whole one", commands: { testWhole: ({ answer }: { answer: number }) => answer }, menu };
    const broken = { name: "The broken one", commands: { testBroken: () => assert.fail("It runs.") }, menu };
    features.start(broken, () => {
      throw new Error("It is broken.");
    });
    features.start(whole, () => ({ answer: 42, dispose: () => {} }));
    features.registerCommands();
    await reader().next(/^Codestral: The broken one could not start\. The log says why\.$/);
    assert.deepEqual(logged, ["The broken one could not start. Error: It is broken."]);
    assert.equal(await run("testWhole"), 42);
    await run("testBroken");
    await reader().next(/^Codestral: The broken one could not start\. The log says why\.$/);
    assert.deepEqual(reader().messages, []);
    assert.equal(features.menu().length, 1);
  });

  it("lose no command to one that the editor refuses", async () => {
    own(vscode.commands.registerCommand("codestral.testTaken", () => "theirs"));
    const { features, logged } = begin();
    const commands = { testTaken: () => "ours", testFree: () => "ours" };
    features.start({ name: "One", commands }, () => ({ dispose: () => {} }));
    features.registerCommands();
    await reader().next(/^Codestral: The commands could not start\. The log says why\.$/);
    assert.equal(logged.length, 1);
    assert.equal(await run("testTaken"), "theirs");
    assert.equal(await run("testFree"), "ours");
  });

  it("end with what they were joined in", async () => {
    const { features } = begin();
    let isGone = false;
    features.start({ name: "One", commands: { testGone: () => {} } }, () => ({ dispose: () => (isGone = true) }));
    features.registerCommands();
    features.dispose();
    assert.ok(isGone);
    await assert.rejects(Promise.resolve(run("testGone")), /testGone/);
  });
});
