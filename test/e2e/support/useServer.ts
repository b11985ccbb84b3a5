import { quickInput, runCommand } from "../../vscode/hands";
import { changeSettings, settingsFile } from "../../vscode/profile";
import type { Desk } from "./desk";
import { PATIENCE_MS } from "./patience";

/** Names another server in the machine's settings, and waits until the extension has heard of it. */
export async function useServer({ page, vscode }: Desk, url: string): Promise<void> {
  changeSettings(settingsFile(vscode.userDataDir, "Machine"), { "codestral.server": url });
  const deadline = Date.now() + PATIENCE_MS;
  for (let named = ""; !named.includes(new URL(url).host); ) {
    if (Date.now() > deadline) throw new Error(`The extension still talks to another server: ${named}`);
    await runCommand(page, "Codestral: Set API Key");
    // The palette, which stands there a moment longer, has a message too.
    named = await page.locator(".quick-input-message").filter({ hasText: "The key for" }).innerText();
    await page.keyboard.press("Escape");
    await quickInput(page).waitFor({ state: "hidden" });
  }
}
