import assert from "node:assert/strict";
import * as vscode from "vscode";
import { disposesAfterEachTest } from "../support/disposing";
import { openFile } from "../support/files";
import { mistralForTheSuite } from "../support/mistral";
import { ghostTextFrom } from "./ghostText";

const METHODS = ["group", "groupCollapsed", "groupEnd", "log", "info", "debug", "warn", "error", "dir"];

// A file of its own: the SDK looks at the environment once, and the code here is a copy that has not looked yet.
describe("MISTRAL_DEBUG in the environment", () => {
  const mistral = mistralForTheSuite();
  const own = disposesAfterEachTest();
  const originals = METHODS.map((name) => [name, Reflect.get(console, name)] as const);
  const printed: unknown[] = [];
  before(() => {
    process.env.MISTRAL_DEBUG = "1";
    for (const name of METHODS) Reflect.set(console, name, (...words: unknown[]) => printed.push(words));
  });
  after(() => {
    delete process.env.MISTRAL_DEBUG;
    for (const [name, original] of originals) Reflect.set(console, name, original);
  });

  it("has no request printed, and no key", async () => {
    mistral().brain.nextFim("42;");
    const document = await openFile("debug.ts", "const a = ");
    const items = await own(ghostTextFrom(mistral().server)).items(document, new vscode.Position(0, 10));
    assert.equal(items[0]?.insertText, "42;");
    assert.deepEqual(printed, []);
  });
});
