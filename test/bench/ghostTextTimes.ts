import type { Page } from "playwright-core";
import { ghostText } from "../vscode/hands";

interface Clock {
  readonly benchTimes: number[];
}

/**
 * Presses Enter so many times and takes the time until ghost text is in the page, by the page's own clock. At the start
 * of a line our extension asks without waiting for a pause in typing.
 */
export async function ghostTextTimes(page: Page, keys: number): Promise<number[]> {
  await page.bringToFront();
  await page.evaluate(installClock);
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press("Escape");
    await ghostText(page).waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => Reflect.get(globalThis, "benchTimes").length > count, key, {
      timeout: 10_000,
    });
  }
  return page.evaluate(() => (globalThis as unknown as Clock).benchTimes);
}

/** Runs in the page: from the key to the first change of the page that shows ghost text. */
function installClock(): void {
  const page = globalThis as unknown as {
    benchTimes: number[];
    benchClock?: boolean;
    addEventListener(type: string, listener: (event: { key: string }) => void, capture: boolean): void;
    document: { body: object; querySelector(selector: string): unknown };
    MutationObserver: new (changed: () => void) => { observe(node: object, options: object): void };
  };
  page.benchTimes = [];
  if (page.benchClock) return;
  page.benchClock = true;
  let down: number | undefined;
  page.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Enter") down = performance.now();
    },
    true,
  );
  new page.MutationObserver(() => {
    if (down === undefined || !page.document.querySelector(".ghost-text-decoration")) return;
    page.benchTimes.push(performance.now() - down);
    down = undefined;
  }).observe(page.document.body, { childList: true, subtree: true, characterData: true });
}
