import type { Page } from "playwright-core";
import { pick, quickInput, runCommand } from "../../vscode/hands";

/** One of each kind; the first is the one that a new window has. */
export const themes = [
  { name: "light", label: "Light 2026", type: "vs" },
  { name: "dark", label: "Dark Modern", type: "vs-dark" },
  { name: "high contrast", label: "Dark High Contrast", type: "hc-black" },
] as const;

export async function useTheme(page: Page, label: string): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  await quickInput(page).fill(label);
  await pick(page, label);
}
