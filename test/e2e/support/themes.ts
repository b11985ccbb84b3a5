import { pick, quickInput, runCommand } from "../../vscode/hands";
import type { Desk } from "./desk";

/** One of each kind; the first is the one that a new window has. */
export const themes = [
  { name: "light", label: "Light 2026", type: "vs" },
  { name: "dark", label: "Dark Modern", type: "vs-dark" },
  { name: "high contrast", label: "Dark High Contrast", type: "hc-black" },
] as const;

const TRY_MS = 5_000;

/** Picks a theme from the list, and waits until the window has it. A list that loses the focus closes: it is opened again. */
export async function useTheme({ page }: Desk, label: string, type = typeOf(label)): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const timeout = TRY_MS * attempt;
    await runCommand(page, "Preferences: Color Theme");
    try {
      await quickInput(page).fill(label, { timeout });
      await pick(page, label, timeout);
      return await page.locator(`.monaco-workbench.${type}`).waitFor({ timeout });
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

function typeOf(label: string): string {
  const theme = themes.find((each) => each.label === label);
  if (!theme) throw new Error(`${label} is none of the themes; say of which type it is.`);
  return theme.type;
}
