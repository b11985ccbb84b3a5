import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pick, quickInput, runCommand } from "../vscode/hands";
import { useDesk } from "./support/desk";
import { accept, bar, edit, review } from "./support/edits";
import { eventually } from "./support/eventually";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";

const before = "export function twice(count: number): number {\n  return count + count;\n}\n";
const broken = before.replace("count + count", "2 * cuont");
const mended = before.replace("count + count", "2 * count");

/** Each leaves its pictures in `.state/e2e/`, for a person to look at. */
describe("the proof of an edit that has landed", () => {
  const desk = useDesk();

  async function land(name: string, after: string): Promise<string> {
    const { page, brain } = desk;
    const file = await desk.write(name, before);
    await page.keyboard.press("Control+Home");
    brain.nextChat(edit(after));
    await runCommand(page, "Codestral: Simplify");
    await review(page, `Simplify: ${name}`).waitFor();
    await accept(page, name);
    return file;
  }

  it("says that nothing is wrong, counts the tests that were picked, and takes the edit back", async () => {
    const { page, folder } = desk;
    const scripts = { test: `node -e "console.log('TAP version 13\\nok 1 - a\\nok 2 - b\\n1..2')"` };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "sample", private: true, scripts }));
    const file = await land("clean.ts", mended);
    await bar(page, "Simplify: no new problems").waitFor();
    await bar(page, "Run Tests").click();
    await pick(page, "test");
    await bar(page, "no new problems · 2 tests passed").waitFor();
    await screenshot(page, "proof with tests");
    await bar(page, "Take Back").click();
    // It is saved again, as it was saved before.
    await eventually(() => readFileSync(file, "utf8"), before);
    await bar(page, "no new problems").waitFor({ state: "detached" });
  });

  for (const { name, label, type } of themes) {
    it(`names a new problem and has it mended, in a ${name} theme`, async () => {
      const { page, brain } = desk;
      await useTheme(desk, label);
      const file = await land(`${type}-broken.ts`, broken);
      await bar(page, "Simplify: 1 new problem").waitFor();
      await screenshot(page, `${name} proof with a new problem`);
      brain.nextChat(edit(mended));
      await bar(page, "Repair").click();
      await review(page, `Fix: ${type}-broken.ts`).waitFor();
      await accept(page, `${type}-broken.ts`);
      await bar(page, "Fix: no new problems, 1 gone").waitFor();
      await screenshot(page, `${name} proof of a repair`);
      await eventually(() => readFileSync(file, "utf8"), mended);
      await page.keyboard.press("Escape");
      await quickInput(page).waitFor({ state: "hidden" });
    });
  }
});
