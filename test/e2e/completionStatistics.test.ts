import { strict as assert } from "node:assert";
import type { Page } from "playwright-core";
import { pick, quickInput, runCommand, webview } from "../vscode/hands";
import { useDesk } from "./support/desk";
import { focusEditor, saves } from "./support/editor";
import { eventually } from "./support/eventually";
import { ghostReads } from "./support/ghost";
import { fimPrompts } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { pickFromMenu, statusItem } from "./support/status";

describe("ghost text, and what is known of it", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  describe("the statistics of ghost text", () => {
    it("count what was shown and accepted, and are deleted by the link on their page", async () => {
      const { page, brain } = desk;
      await forget(page);
      const file = await desk.write("counted.ts", "");
      brain.onFim(/const half = $/, "total / 2;");
      await page.keyboard.type("const half = ");
      await ghostReads(page, "total / 2;");
      await page.keyboard.press("Tab");
      await ghostReads(page, "");
      await saves(page, file, "const half = total / 2;");
      await runCommand(page, "Codestral: Show Completion Statistics");
      const view = webview(page);
      await view.getByRole("heading", { name: "Completion statistics" }).waitFor();
      await view.getByText("nothing of them is sent anywhere").waitFor();
      const row = view.getByRole("row", { name: /^typescript/ });
      await eventually(
        async () => (await row.first().innerText()).split(/\s+/).slice(0, 3),
        ["typescript", "1", "100"],
      );
      await screenshot(page, "completion statistics");
      await view.getByRole("radio", { name: "7 days" }).press("Space");
      await view.getByRole("region", { name: "The last 7 days" }).waitFor();
      await view.getByRole("link", { name: "Delete these statistics" }).press("Enter");
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await view.getByText("No suggestion has been shown yet").waitFor();
    });

    async function forget(page: Page): Promise<void> {
      await runCommand(page, "Codestral: Remove Completion Statistics");
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
  });

  describe("a snooze", () => {
    it("keeps ghost text quiet until it is ended, unless it is asked for", async () => {
      const { page, brain, mistral } = desk;
      const file = await desk.write("snooze.ts", "");
      brain.onFim(/= $/, "3;");
      await pickFromMenu(page, "Snooze ghost text…");
      await pick(page, "15 minutes");
      await statusItem(page, /Ghost text is snoozed for 15 more minutes/).waitFor();
      await focusEditor(page);
      await page.keyboard.type("let quiet = ");
      await saves(page, file, "let quiet = ");
      assert.deepEqual(fimPrompts(mistral, "quiet"), []);
      await page.keyboard.press("Alt+\\");
      await ghostReads(page, "3;");
      await page.keyboard.press("Escape");
      await statusItem(page).click();
      await quickInput(page).waitFor();
      await screenshot(page, "snoozed menu");
      await pick(page, "End snooze");
      await statusItem(page, /Codestral is ready/).waitFor();
      await focusEditor(page);
      await page.keyboard.type("1;\nlet loud = ");
      await ghostReads(page, "3;");
    });
  });
});
