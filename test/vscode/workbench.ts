import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";

export interface WorkbenchOptions {
  /** Absolute path of the folder (or `.code-workspace` file) to open; none opens an empty window. */
  readonly folder?: string;
  /** Absolute path of an extension under development (needs `startServer`). */
  readonly extension?: string;
  /** More of what the address may tell the workbench, such as `["openFile", "vscode-remote://…"]`. */
  readonly payload?: readonly (readonly [string, string])[];
}

/** The address under which a server shows a workbench. */
export function workbenchUrl(server: string, options: WorkbenchOptions = {}): string {
  const payload: (readonly [string, string])[] = [
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
    ...(options.payload ?? []),
  ];
  if (options.extension) payload.push(["extensionDevelopmentPath", remoteUri(server, options.extension)]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  const { folder } = options;
  if (!folder) query.set("ew", "true");
  else query.set(folder.endsWith(".code-workspace") ? "workspace" : "folder", folder);
  return `${server}/?${query.toString()}`;
}

/** How the workbench names a file of the machine that its server runs on. */
export function remoteUri(server: string, path: string): string {
  return `vscode-remote://${new URL(server).host}${pathToFileURL(path).pathname}`;
}

/** Opens a window and waits until it is ready for a person's hands. */
export async function openWorkbench(
  context: BrowserContext,
  server: string,
  options: WorkbenchOptions = {},
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(workbenchUrl(server, options));
  await workbenchReady(page);
  return page;
}

/** Loads the window again, as `Developer: Reload Window` does. */
export async function reloadWorkbench(page: Page): Promise<void> {
  await page.reload();
  await workbenchReady(page);
}

/** Waits until the window stands and listens. */
export async function workbenchReady(page: Page): Promise<void> {
  await page.waitForFunction(
    (mark) => {
      const { MonacoPerformanceMarks: marks } = globalThis as {
        MonacoPerformanceMarks?: { getMarks(): { name: string }[] };
      };
      return marks?.getMarks().some(({ name }) => name === mark);
    },
    "code/didStartWorkbench",
    { timeout: 120_000 },
  );
  await page.locator(".statusbar-item").first().waitFor();
}
