import type { Locator } from "playwright-core";

/** Whether something comes into sight within a moment, for whoever tries again if it does not. */
export async function comes(place: Locator): Promise<boolean> {
  try {
    await place.waitFor({ timeout: 1_000 });
    return true;
  } catch {
    return false;
  }
}
