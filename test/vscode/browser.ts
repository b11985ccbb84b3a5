import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "./chromium";

const flags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** A headless Chromium. Whoever launches it closes it: it ends on no signal, only with this process. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, headless: true, args: flags, ...signals });
}

/** A browser profile of its own, in which the workbench may use the clipboard. */
export async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  // Whoever opens a page has a watchdog; a window on a busy machine takes as long as it takes.
  context.setDefaultNavigationTimeout(0);
  return context;
}
