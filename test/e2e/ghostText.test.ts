import { strict as assert } from "node:assert";

import { focusEditor, saves } from "./support/editor";
import { savedText } from "../vscode/hands";
import { useDesk } from "./support/desk";
import { ghostReads } from "./support/ghost";
import { gate } from "./support/gate";
import { ended, fimPrompts, fimRequest } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { pickFromMenu, statusItem } from "./support/status";

describe("ghost text", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  it("is accepted with Tab", async () => {
    const { page, brain } = desk;
    const file = await desk.write("accept.ts", "const total = 12;\n");
    brain.onFim(/const half = $/, "total / 2;");
    await page.keyboard.type("const half = ");
    await ghostReads(page, "total / 2;");
    await page.keyboard.press("Tab");
    await ghostReads(page, "");
    await saves(page, file, "const total = 12;\nconst half = total / 2;");
  });

  it("is dismissed with Escape", async () => {
    const { page, brain } = desk;
    const file = await desk.write("dismiss.ts", "");
    brain.onFim(/const third = $/, "total / 3;");
    await page.keyboard.type("const third = ");
    await ghostReads(page, "total / 3;");
    await page.keyboard.press("Escape");
    await ghostReads(page, "");
    await saves(page, file, "const third = ");
  });

  it("is accepted word by word", async () => {
    const { page, brain } = desk;
    const file = await desk.write("words.ts", "");
    brain.onFim(/const sum = $/, "first + second;");
    await page.keyboard.type("const sum = ");
    await ghostReads(page, "first + second;");
    await page.keyboard.press("Control+ArrowRight");
    await ghostReads(page, " + second;");
    await saves(page, file, "const sum = first");
  });

  it("ends where the block ends", async () => {
    const { page, brain } = desk;
    const file = await desk.write("block.ts", "");
    brain.onFim(/one\(\) \{\n {4}$/, "const answer = 1;\n    return answer;\n}\n\nfunction next() {}\n");
    await page.keyboard.type("function one() {\n");
    await ghostReads(page, "const answer = 1;\n    return answer;");
    await page.keyboard.press("Tab");
    await saves(page, file, "function one() {\n    const answer = 1;\n    return answer;\n}");
  });

  it("does not repeat what follows the cursor", async () => {
    const { page, brain } = desk;
    const file = await desk.write("bracket.ts", "");
    brain.onFim(/print\($/, "receipt)");
    await page.keyboard.type("print(");
    await ghostReads(page, "receipt");
    await page.keyboard.press("Tab");
    await saves(page, file, "print(receipt)");
  });

  it("stands whole behind a bracket that the editor has closed, and takes its place", async () => {
    const { page, brain } = desk;
    const file = await desk.write("closed.ts", "next();\n");
    const body = "\n    const area = a * a;\n    if (area < 0) {\n        return 0;\n    }\n    return area;\n}";
    brain.onFim(/area\(a: number\) \{$/, `${body}\n\nfunction other() {}`);
    await page.keyboard.type("function area(a: number) {");
    await ghostReads(page, body);
    await screenshot(page, "ghost-text-behind-a-closed-bracket");
    await page.keyboard.press("Tab");
    await saves(page, file, `next();\nfunction area(a: number) {${body}`);
  });

  it("stays while one types what it says, and asks nothing more", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("typeIn.ts", "");
    brain.onFim(/const price = $/, "article.price;");
    await page.keyboard.type("const price = ");
    await ghostReads(page, "article.price;");
    await page.keyboard.type("art");
    await ghostReads(page, "icle.price;");
    await page.keyboard.press("Tab");
    await saves(page, file, "const price = article.price;");
    // How much is asked on the way there is a matter of how fast the keys come.
    const asked = fimPrompts(mistral, "price").filter((prompt) => /^const price = [^;]*$/.test(prompt));
    assert.deepEqual(asked, ["const price = "]);
  });

  it("is cancelled over HTTP when one types something else", async () => {
    const { page, brain, mistral } = desk;
    await desk.write("cancel.ts", "");
    const end = gate();
    brain.onFim(/const name = $/, async function* () {
      yield { kind: "text", text: "article" };
      await end.opened;
    });
    brain.onFim(/const name = x$/, ".id;");
    await page.keyboard.type("const name = ");
    const first = await fimRequest(mistral, "const name = ");
    await page.keyboard.type("x");
    assert.equal(await ended(mistral, first), "aborted-by-client");
    await ghostReads(page, ".id;");
    end.open();
  });

  it("comes in the middle of a line when Alt+\\ asks for it, and not unasked", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("explicit.ts", "export const list = [1, 3];");
    brain.onFim(/const list = \[1, $/, "2, ");
    for (const _ of "3];") await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Backspace");
    await page.keyboard.type(" ");
    await savedText(page, file);
    assert.deepEqual(fimPrompts(mistral, "list"), []);
    await page.keyboard.press("Alt+\\");
    await ghostReads(page, "2, ");
    await page.keyboard.press("Tab");
    await saves(page, file, "export const list = [1, 2, 3];");
  });

  it("is turned off and on for a language in the status bar's menu", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("toggle.ts", "");
    brain.onFim(/= $/, "3;");
    await pickFromMenu(page, "Turn ghost text off for typescript");
    await statusItem(page, /Ghost text is off for typescript/).waitFor();
    await focusEditor(page);
    await page.keyboard.type("let off = ");
    await saves(page, file, "let off = ");
    await pickFromMenu(page, "Turn ghost text on for typescript");
    await statusItem(page, /Codestral is ready/).waitFor();
    await focusEditor(page);
    await page.keyboard.type("3;\nlet on = ");
    await ghostReads(page, "3;");
    const whileOff = fimPrompts(mistral, "let").filter((prompt) => !prompt.startsWith("let off = 3"));
    assert.deepEqual(whileOff, []);
  });

  it("tells of a problem in the status bar and nowhere else", async () => {
    const { page, brain, mistral } = desk;
    await desk.write("problem.ts", "");
    brain.onFim(/const b = $/, "2;");
    mistral.mood = { on: "fim", refuse: "unauthorizedDetail" };
    await page.keyboard.type("const a = ");
    await statusItem(page, /refused the API key/).waitFor();
    mistral.mood = {};
    await page.keyboard.type("1;\nconst b = ");
    await ghostReads(page, "2;");
    assert.equal(await page.locator(".notification-toast").count(), 0);
    await statusItem(page, /Codestral is ready/).waitFor();
  });
});
