import type { Locator } from "playwright-core";
import { answerInput, runCommand } from "../vscode/hands";
import { useDesk } from "./support/desk";
import { accept, bar, edit, review } from "./support/edits";
import { focusedEditor, openPath, saves } from "./support/editor";
import { eventually } from "./support/eventually";
import { notification } from "./support/notifications";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";

const before = `export function price(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum = sum + 2;
  }
  console.log("counted");
  console.log("summed");
  console.log("rounded");
  if (sum > 10) {
    return 10;
  } else {
    return sum;
  }
}
`;
const first = before.replace("sum = sum + 2", "sum += 2");
const better = first.replace(
  "  if (sum > 10) {\n    return 10;\n  } else {\n    return sum;\n  }\n",
  "  return Math.min(sum, 10);\n",
);
const summary = "Said the sum and the limit in one line each.";

/** That of `count` elements which stands highest on the screen: in the page they may have another order. */
async function topmost(all: Locator, count: number): Promise<Locator> {
  await eventually(() => all.count(), count);
  const tops = await all.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top));
  return all.nth(tops.indexOf(Math.min(...tops)));
}

/** Each leaves its pictures in `.state/e2e/`, for a person to look at. */
describe("a review", () => {
  after(() => useTheme(desk, "Light 2026"));
  const desk = useDesk();

  async function propose(name: string): Promise<string> {
    const file = await desk.write(name, before);
    await desk.page.keyboard.press("Control+Home");
    desk.brain.nextChat(edit(better, summary));
    await runCommand(desk.page, "Codestral: Simplify");
    await review(desk.page, `Simplify: ${name}`).waitFor();
    await bar(desk.page, summary).waitFor();
    return file;
  }

  for (const { name, label, type } of themes) {
    it(`says what the change does and names its buttons, in a ${name} theme`, async () => {
      const { page } = desk;
      await useTheme(desk, label);
      await propose(`${type}-price.ts`);
      for (const word of ["Accept", "Discard", "Refine"]) await bar(page, word).first().waitFor();
      await notification(page, "Codestral: Simplify").waitFor({ state: "detached" });
      await screenshot(page, `${name} review of one file`);
      await bar(page, /Discard/).click();
      await bar(page, summary).waitFor({ state: "detached" });
    });
  }

  it("writes one change by key and takes another one out, and one undo takes the written one back", async () => {
    const { page } = desk;
    await useTheme(desk, "Light 2026");
    const file = await propose("hunks.ts");
    await page.keyboard.press("Shift+Alt+Enter");
    await bar(page, "+1 −5").waitFor();
    await screenshot(page, "review with one change accepted");
    await page.keyboard.press("Shift+Alt+Backspace");
    await focusedEditor(page, "hunks.ts");
    await saves(page, file, first);
    await page.keyboard.press("Control+z");
    await saves(page, file, before);
  });

  it("takes what the person types into the proposal", async () => {
    const { page } = desk;
    const file = await propose("typed.ts");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// mine");
    await screenshot(page, "review with an edited proposal");
    await accept(page, "typed.ts");
    await saves(page, file, `${better}// mine`);
  });

  it("takes a change back with the editor's own arrow", async () => {
    const { page } = desk;
    const file = await propose("arrow.ts");
    await page.locator(".monaco-editor.modified-in-monaco-diff-editor .view-line").first().hover();
    const arrow = await topmost(page.locator(".gutterItem"), 2);
    await arrow.hover();
    await arrow.getByRole("button", { name: /Revert/ }).click();
    await bar(page, "+1 −5").waitFor();
    await accept(page, "arrow.ts");
    await saves(page, file, better.replace("sum += 2", "sum = sum + 2"));
  });

  it("stands beside another one of the same file, which is refined from it", async () => {
    const { page, brain } = desk;
    const file = await propose("two.ts");
    brain.nextChat(edit(first, "Only the sum."));
    await bar(page, "Refine").click();
    await answerInput(page, "Only the sum, please");
    await bar(page, "Only the sum.").waitFor();
    await bar(page, "2 proposals for this file").waitFor();
    await screenshot(page, "two reviews of a file");
    await accept(page, "two.ts");
    await saves(page, file, first);
    await bar(page, "two.ts has changed since the edit was proposed: Propose Again").waitFor();
  });

  it("says at once that its file has changed", async () => {
    const { page } = desk;
    const file = await propose("stale.ts");
    await openPath(page, file);
    await page.keyboard.press("Control+End");
    await page.keyboard.type("x");
    await bar(page, "stale.ts has changed since the edit was proposed").waitFor();
    await screenshot(page, "stale review");
    await page.keyboard.press("Control+z");
    await eventually(() => bar(page, "stale.ts has changed").count(), 0);
  });

  it("is put aside when it is closed, which is said, and opens again", async () => {
    const { page } = desk;
    await propose("aside.ts");
    await page.keyboard.press("Control+w");
    await bar(page, "Simplify: aside.ts was put aside: Open Again").waitFor();
    await screenshot(page, "review put aside");
    await runCommand(page, "Codestral: Reopen Proposed Edit…");
    await review(page, "Simplify: aside.ts").waitFor();
    await accept(page, "aside.ts");
  });

  it("has its buttons in a narrow window, too", async () => {
    const { page } = desk;
    await propose("narrow.ts");
    const size = page.viewportSize();
    await page.setViewportSize({ width: 640, height: 700 });
    await screenshot(page, "review in a narrow window");
    await bar(page, /Discard/).click();
    if (size) await page.setViewportSize(size);
  });
});
