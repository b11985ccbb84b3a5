import type { Page } from "playwright-core";

interface Watched {
  ghosts?: string[];
}

/** From now on every ghost text that the page shows is kept, also one that is there for a moment only. */
export async function watchGhost(page: Page): Promise<void> {
  await page.evaluate(watchInPage);
}

/** What the page has shown since, one after the other; "" is none. */
export function seenGhosts(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as Watched).ghosts ?? []);
}

/** Runs in the page. A change of the page is one that a person might see. */
function watchInPage(): void {
  const page = globalThis as unknown as Watched & {
    document: { body: object; querySelectorAll(selector: string): Iterable<{ readonly textContent: string }> };
    MutationObserver: new (changed: () => void) => { observe(node: object, options: object): void };
  };
  const isWatched = page.ghosts !== undefined;
  const ghosts: string[] = [];
  page.ghosts = ghosts;
  const look = () => {
    const now = [...page.document.querySelectorAll(".ghost-text-decoration")].map(({ textContent }) => textContent);
    const text = now
      .join("")
      .replace(/\u00a0/g, " ")
      .replace(/[\u200b\u200c]/g, "");
    const all = page.ghosts ?? ghosts;
    if (text !== all.at(-1)) all.push(text);
  };
  look();
  if (isWatched) return;
  new page.MutationObserver(look).observe(page.document.body, { childList: true, subtree: true, characterData: true });
}
