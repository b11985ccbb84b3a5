import { pick, quickInput, runCommand } from "../../vscode/hands";
import type { Desk } from "./desk";

/** One of each kind; the first is the one that a new window has. */
export const themes = [
  { name: "light", label: "Light 2026", type: "vs" },
  { name: "dark", label: "Dark Modern", type: "vs-dark" },
  { name: "high contrast", label: "Dark High Contrast", type: "hc-black" },
] as const;

/** Picks a theme from the list, and waits until the window has it. */
export async function useTheme({ page }: Desk, label: string, type = typeOf(label)): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  await quickInput(page).fill(label);
  await pick(page, label);
  await page.locator(`.monaco-workbench.${type}`).waitFor();
}

function typeOf(label: string): string {
  const theme = themes.find((each) => each.label === label);
  if (!theme) throw new Error(`${label} is none of the themes; say of which type it is.`);
  return theme.type;
}
