import type { Page } from "playwright-core";
import { runCommand } from "../../vscode/hands";
import { statusItem } from "./status";

/** Removes the one stored key by hand, as the person confirms it. */
export async function removeKey(page: Page): Promise<void> {
  await runCommand(page, "Codestral: Remove API Key");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await statusItem(page, /Set an API key/).waitFor();
}
