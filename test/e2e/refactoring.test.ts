import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ChatRequest, textOf } from "../mistral/requests";
import { answerInput, runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { accept, discard, edit, review } from "./support/edits";
import { openPath, saves } from "./support/editor";
import { notification } from "./support/notifications";
import { chatRequest, chatRequests, ended } from "./support/requests";

const clumsy = `export function isEmpty(list: readonly unknown[]): boolean {
  if (list.length === 0) {
    return true;
  } else {
    return false;
  }
}
`;
const simple = `export function isEmpty(list: readonly unknown[]): boolean {
  return list.length === 0;
}
`;
const other = `
export function first(list: readonly unknown[]): unknown {
  return list[0];
}
`;

describe("a refactoring", () => {
  const desk = useDesk();
  const question = () => lastMessage(chatRequests(desk.mistral)[0]);

  it("is reviewed, accepted in the editor's title, and taken back by one undo", async () => {
    const { page, brain } = desk;
    const file = await desk.write("accept.ts", clumsy + other);
    await page.keyboard.press("Control+Home");
    brain.nextChat(edit(simple));
    await runCommand(page, "Codestral: Simplify");
    await review(page, "Simplify: accept.ts").waitFor();
    assert.equal(readFileSync(file, "utf8"), clumsy + other);
    await accept(page, "accept.ts");
    await saves(page, file, simple + other);
    await page.keyboard.press("Control+z");
    await saves(page, file, clumsy + other);
    assert.match(question(), /<target>\nexport function isEmpty[^]*false;\n {2}\}\n\}\n<\/target>/);
  });

  it("leaves the text when it is discarded", async () => {
    const { page, brain } = desk;
    const file = await desk.write("discard.ts", clumsy);
    brain.nextChat(edit(simple));
    await runCommand(page, "Codestral: Simplify");
    await discard(page, "discard.ts");
    await saves(page, file, clumsy);
  });

  it("asks what to do for Refactor…", async () => {
    const { page, brain } = desk;
    const file = await desk.write("ask.ts", clumsy);
    brain.nextChat(edit(clumsy.replace("isEmpty", "hasNone")));
    await runCommand(page, "Codestral: Refactor…");
    await answerInput(page, "Call it hasNone");
    await accept(page, "ask.ts");
    await saves(page, file, clumsy.replace("isEmpty", "hasNone"));
    assert.match(question(), /<instruction>\nCall it hasNone\n<\/instruction>/);
  });

  it("is offered by the lightbulb on a selection", async () => {
    const { page, brain } = desk;
    const file = await desk.write("lightbulb.ts", clumsy);
    await page.keyboard.press("Control+a");
    await page.locator(".lightBulbWidget").waitFor();
    await page.keyboard.press("Control+.");
    brain.nextChat(edit(simple));
    await page.locator(".action-widget").getByText("Codestral: Simplify").click();
    await accept(page, "lightbulb.ts");
    await saves(page, file, simple);
  });

  it("fixes the problem under the cursor", async () => {
    const { page, brain } = desk;
    const file = await desk.write("wrongType.ts", 'export const count: number = "three";');
    await page.locator(".squiggly-error").waitFor();
    await page.keyboard.press("Control+ArrowLeft");
    await page.keyboard.press("F8");
    brain.nextChat(edit("export const count: number = 3;"));
    await page.keyboard.press("Escape");
    await runCommand(page, "Codestral: Fix");
    await accept(page, "wrongType.ts");
    await saves(page, file, "export const count: number = 3;");
    assert.match(question(), /Type 'string' is not assignable to type 'number'/);
  });

  it("adds a file of tests when it is accepted, not before", async () => {
    const { page, brain, folder } = desk;
    await desk.write("tested.ts", simple);
    const path = join(folder, "test", "tested.test.ts");
    const content = 'import { isEmpty } from "../src/tested";\n';
    brain.nextChat(JSON.stringify({ summary: "Wrote tests.", path: "test/tested.test.ts", content }));
    await runCommand(page, "Codestral: Write Tests");
    await review(page, "Write Tests: tested.test.ts").waitFor();
    assert.equal(existsSync(path), false);
    await accept(page, "tested.test.ts");
    assert.equal(readFileSync(path, "utf8"), content);
  });

  it("explains code in the chat", async () => {
    const { page, brain } = desk;
    await desk.write("explain.ts", clumsy);
    brain.nextChat("It tells whether a list is **empty**.");
    await runCommand(page, "Codestral: Explain");
    const chat = new Chat(page);
    await chat.questions.getByText("list.length === 0").waitFor();
    await chat.answers.getByText("It tells whether a list is empty.").waitFor();
  });

  it("never overwrites a document that has changed meanwhile", async () => {
    const { page, brain } = desk;
    const file = await desk.write("stale.ts", clumsy);
    brain.nextChat(edit(simple));
    await runCommand(page, "Codestral: Simplify");
    await review(page, "Simplify").waitFor();
    await openPath(page, file);
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// mine");
    await runCommand(page, "Codestral: Accept Proposed Edit");
    await notification(page, "stale.ts has changed since the edit was proposed").waitFor();
    await saves(page, file, `${clumsy}// mine`);
  });

  it("can be cancelled while the model writes it", async () => {
    const { page, brain, mistral } = desk;
    await desk.write("cancelled.ts", clumsy);
    brain.nextChat(async function* (_, signal) {
      yield { kind: "text", text: '{"summary": "I am' };
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    await runCommand(page, "Codestral: Simplify");
    await notification(page, "Codestral: Simplify").getByRole("button", { name: "Cancel" }).click();
    assert.equal(await ended(mistral, await chatRequest(mistral)), "aborted-by-client");
    await notification(page, "Codestral: Simplify").waitFor({ state: "detached" });
  });

  it("says what went wrong, and tries again", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("again.ts", clumsy);
    mistral.mood = { on: "chat", refuse: "internal" };
    await runCommand(page, "Codestral: Simplify");
    const problem = notification(page, "has a fault of its own (500); try again in a moment");
    await problem.waitFor();
    mistral.mood = {};
    brain.nextChat(edit(simple));
    await problem.getByRole("button", { name: "Try Again" }).click();
    await accept(page, "again.ts");
    await saves(page, file, simple);
  });
});

function lastMessage(request: ChatRequest | undefined): string {
  return textOf(request?.messages.at(-1)?.content);
}
