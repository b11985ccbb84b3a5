import type { Page } from "playwright-core";
import { ghostText } from "../vscode/hands";

/**
 * Presses Enter so many times and takes the time until ghost text is in the page. At the start of a line our extension
 * asks without waiting for a pause in typing.
 */
export async function ghostTextTimes(page: Page, keys: number): Promise<number[]> {
  await startClock(page);
  const times: number[] = [];
  for (let key = 0; key < keys; key++) {
    await dismiss(page);
    times.push(await timeOf(page, "Enter"));
  }
  return times;
}

/** From now on the page takes the time from each key to ghost text. */
export async function startClock(page: Page): Promise<void> {
  await page.bringToFront();
  await page.evaluate(installClock);
}

/** Takes ghost text away, if there is any. */
export async function dismiss(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await ghostText(page).waitFor({ state: "detached" });
}

/** Presses a key. @returns milliseconds until the page shows ghost text that it did not show before, by its own clock */
export async function timeOf(page: Page, key: string): Promise<number> {
  const count = (await timesIn(page)).length;
  await page.keyboard.press(key);
  await page.waitForFunction((known) => Reflect.get(globalThis, "benchTimes").length > known, count, {
    timeout: 10_000,
  });
  return (await timesIn(page)).at(-1) ?? Number.NaN;
}

function timesIn(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { readonly benchTimes: number[] }).benchTimes);
}

/** Runs in the page: from the key to the first change of the page that shows other ghost text than before the key. */
function installClock(): void {
  const page = globalThis as unknown as {
    benchTimes?: number[];
    addEventListener(type: string, listener: (event: { key: string }) => void, capture: boolean): void;
    document: { body: object; querySelector(selector: string): { readonly textContent: string } | null };
    MutationObserver: new (changed: () => void) => { observe(node: object, options: object): void };
  };
  if (page.benchTimes) return;
  page.benchTimes = [];
  const times = page.benchTimes;
  const shown = () => page.document.querySelector(".ghost-text-decoration")?.textContent ?? "";
  let down: { readonly at: number; readonly shown: string } | undefined;
  page.addEventListener(
    "keydown",
    ({ key }) => {
      down = key === "Enter" || key.length === 1 ? { at: performance.now(), shown: shown() } : undefined;
    },
    true,
  );
  new page.MutationObserver(() => {
    if (down === undefined || ["", down.shown].includes(shown())) return;
    times.push(performance.now() - down.at);
    down = undefined;
  }).observe(page.document.body, { childList: true, subtree: true, characterData: true });
}
