import { strict as assert } from "node:assert";
import type { Locator } from "playwright-core";
import { toolCall } from "../mistral/brain";
import { runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { bar, discard, edit, review } from "./support/edits";
import { eventually } from "./support/eventually";
import { ghostReads } from "./support/ghost";
import { screenshot } from "./support/screenshot";
import { drawSideBarTo } from "./support/sideBar";
import { openStatusMenu } from "./support/status";
import { themes, useTheme } from "./support/themes";

const answer = `The **total** is the sum of its lines, see \`totalOf\`:

\`\`\`ts
export function totalOf(lines: readonly Line[]): Cents {
  return sum(lines.map(subtotal)); // in cents
}
\`\`\`

- A line's total is its count times its price.
- There is no discount yet.
`;
const wordy = "export function isEmpty(list: string[]) {\n    return list.length === 0 ? true : false;\n}\n";
const terse = "export function isEmpty(list: string[]) {\n    return list.length === 0;\n}\n";

/** Each leaves its pictures in `.state/e2e/`, for a person to look at. */
describe("the looks", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  for (const { name, label, type } of themes) {
    it(`are of one piece in a ${name} theme`, async () => {
      const { page, brain } = desk;
      await useTheme(desk, label);
      const chat = new Chat(page);
      await chat.begin();
      brain.nextChat([toolCall("read_file", { path: "src/cart.ts", start_line: 1, end_line: 20 })]).nextChat(answer);
      await chat.askAndWait("How is the total made?");
      await desk.write(`${type}.ts`, wordy);
      brain.onFim(/sum\(\) \{\n {4}$/, "return lines.reduce((sum, line) => sum + line, 0);");
      await page.keyboard.type("function sum() {\n");
      await ghostReads(page, "return lines.reduce((sum, line) => sum + line, 0);");
      const inEditor = await colorOf(page.locator(".monaco-editor.focused .view-line span"), "function");
      await eventually(() => colorOf(chat.answers.locator("code span"), "function"), inEditor);
      await screenshot(page, `${name} chat and ghost text`);
      await desk.write(`${type}-review.ts`, wordy);
      brain.nextChat(edit(terse, "Removed a ternary that says nothing."));
      await runCommand(page, "Codestral: Simplify");
      await review(page, "Simplify").waitFor();
      await bar(page, "Removed a ternary that says nothing.").waitFor();
      await screenshot(page, `${name} review`);
      await discard(page, `${type}-review.ts`);
      await openStatusMenu(page);
      await screenshot(page, `${name} menu`);
      await page.keyboard.press("Escape");
      await runCommand(page, "Codestral: Set API Key");
      await page.getByText("The key for 127.0.0.1").waitFor();
      await screenshot(page, `${name} key box`);
      await page.keyboard.press("Escape");
    });
  }

  it("need no more room than a narrow side bar has", async () => {
    const { page, brain } = desk;
    const chat = new Chat(page);
    await chat.begin();
    const reads = toolCall("read_file", { path: "src/a-very-long-name-that-nobody-would-give-to-a-file.ts" });
    brain
      .nextChat([reads])
      .nextChat(`${answer}\n| a table | that is | wide |\n|-|-|-|\n| \`${"x".repeat(80)}\` | 2 | 3 |`);
    await chat.askAndWait(`What about ${"x".repeat(120)}?`);
    await drawSideBarTo(page, 200);
    const view = chat.view.locator("html");
    await eventually(async () => (await widthOf(view)) < 210, true);
    await screenshot(page, "narrow side bar");
    assert.equal(await view.evaluate<number, { scrollWidth: number }>((html) => html.scrollWidth), await widthOf(view));
    await drawSideBarTo(page, 300);
  });
});

function widthOf(element: Locator): Promise<number> {
  return element.evaluate<number, { clientWidth: number }>(({ clientWidth }) => clientWidth);
}

function colorOf(tokens: Locator, word: string): Promise<string> {
  return tokens.getByText(word, { exact: true }).first().evaluate("(element) => getComputedStyle(element).color");
}
