import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../vscode/paths";

/** Keeps a picture of the window in `.state/e2e/`. @returns its path */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(root, ".state", "e2e");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\w-]+/g, "-").toLowerCase()}.png`);
  await page.screenshot({ path, animations: "disabled" });
  return path;
}
