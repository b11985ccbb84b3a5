import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { pick, runCommand } from "../vscode/hands";
import { comes } from "./support/comes";
import { useDesk } from "./support/desk";
import { accept, bar, edit, review } from "./support/edits";
import { eventually } from "./support/eventually";
import { notification } from "./support/notifications";
import { screenshot } from "./support/screenshot";

const before = "export function isEmpty(list: string[]) {\n  return list.length === 0 ? true : false;\n}\n";
const after = before.replace(" ? true : false", "");

describe("edits, when the window is loaded again", () => {
  const desk = useDesk();

  async function propose(name: string): Promise<string> {
    const file = await desk.write(name, before);
    await desk.page.keyboard.press("Control+Home");
    desk.brain.nextChat(edit(after));
    await runCommand(desk.page, "Codestral: Simplify");
    await review(desk.page, `Simplify: ${name}`).waitFor();
    return file;
  }

  it("are still there to be decided, and are asked for again", async () => {
    const { page, brain } = desk;
    const file = await propose("waits.ts");
    await desk.reload();
    // VS Code brings back the tabs that it had noted down by then.
    if (!(await comes(review(page, "Simplify: waits.ts")))) {
      await runCommand(page, "Codestral: Reopen Proposed Edit…");
      await review(page, "Simplify: waits.ts").waitFor();
    }
    await bar(page, "Made it better.").waitFor();
    await screenshot(page, "review after a reload");
    const again = "export const isEmpty = (list: string[]) => list.length === 0;\n";
    brain.nextChat(edit(again, "Said in one line."));
    await runCommand(page, "Codestral: Propose Edit Again");
    await bar(page, "Said in one line.").waitFor();
    await accept(page, "waits.ts");
    await eventually(() => readFileSync(file, "utf8"), again);
  });

  it("are taken back from the list of changes", async () => {
    const { page } = desk;
    const file = await propose("written.ts");
    await accept(page, "written.ts");
    await eventually(() => readFileSync(file, "utf8"), after);
    await desk.reload();
    await runCommand(page, "Codestral: Changes");
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await screenshot(page, "list of changes");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "written.ts" }).click();
    await pick(page, "Take Back");
    await notification(page, "Taken back: src/written.ts").waitFor();
    assert.equal(readFileSync(file, "utf8"), before);
  });
});
