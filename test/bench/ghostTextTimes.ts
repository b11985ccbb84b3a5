import { ghostText } from "../vscode/hands";
import { patiently, type Window } from "./patience";

/**
 * Presses Enter so many times and takes the time until ghost text is in the page. At the start of a line our extension
 * asks without waiting for a pause in typing.
 */
export async function ghostTextTimes(window: Window, keys: number): Promise<number[]> {
  await startClock(window);
  const times: number[] = [];
  for (let key = 0; key < keys; key++) {
    await dismiss(window);
    times.push(await timeOf(window, "Enter"));
  }
  return times;
}

/** From now on the page takes the time from each key to ghost text. */
export async function startClock({ page }: Window): Promise<void> {
  await page.bringToFront();
  await page.evaluate(installClock);
}

/** Takes ghost text away, if there is any. */
export async function dismiss(window: Window): Promise<void> {
  await window.page.keyboard.press("Escape");
  const gone = ghostText(window.page).waitFor({ state: "detached", timeout: 0 });
  await patiently(window, "The end of ghost text", gone);
}

/** Presses a key. @returns milliseconds until the page shows ghost text that it did not show before, by its own clock */
export async function timeOf(window: Window, key: string): Promise<number> {
  await window.page.keyboard.press(key);
  return patiently(window, `Ghost text behind ${key}`, window.page.evaluate(timeOfLastKey));
}

/** What is used of the page's own things; the tests are compiled without the DOM's types. */
interface ClockedPage {
  /** Milliseconds from the last key to ghost text, once it is there. */
  benchTime?: Promise<number>;
  addEventListener(type: string, listener: (event: { key: string }) => void, capture: boolean): void;
  document: { body: object; querySelector(selector: string): { readonly textContent: string } | null };
  MutationObserver: new (changed: () => void) => { observe(node: object, options: object): void };
}

async function timeOfLastKey(): Promise<number> {
  return (globalThis as unknown as ClockedPage).benchTime ?? Number.NaN;
}

/** Runs in the page: from the key to the first change of the page that shows other ghost text than before the key. */
function installClock(): void {
  const page = globalThis as unknown as ClockedPage;
  if (page.benchTime) return;
  page.benchTime = Promise.resolve(Number.NaN);
  const shown = () => page.document.querySelector(".ghost-text-decoration")?.textContent ?? "";
  let end: (() => void) | undefined;
  page.addEventListener(
    "keydown",
    ({ key }) => {
      if (key !== "Enter" && key.length > 1) {
        end = undefined;
        return;
      }
      const begin = { at: performance.now(), shown: shown() };
      page.benchTime = new Promise((resolve) => {
        end = () => {
          if (["", begin.shown].includes(shown())) return;
          resolve(performance.now() - begin.at);
          end = undefined;
        };
      });
    },
    true,
  );
  new page.MutationObserver(() => end?.()).observe(page.document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}
