import { CURE_LABELS } from "../../../src/mistral/errors";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import type { FromWebview, ToWebview } from "../../../src/chat/protocol";
import { findChromium } from "../../vscode/chromium";

type Sent<T extends FromWebview["type"]> = Extract<FromWebview, { type: T }>;

/** The chat's page in a real browser, under the policy that VS Code's page has, with the test as its host. */
export interface Face {
  readonly page: Page;
  /** What the page tried to fetch from anywhere but its own host, and what broke its policy. */
  readonly offences: readonly string[];
  readonly say: (...messages: readonly ToWebview[]) => Promise<void>;
  /** Everything of this kind that the page has sent. */
  readonly sent: <T extends FromWebview["type"]>(type: T) => readonly Sent<T>[];
  /** The next message of this kind, or the first that no one has asked for. */
  readonly next: <T extends FromWebview["type"]>(type: T) => Promise<Sent<T>>;
  /** Waits until an expression is true in the page, whose policy lets Playwright's own waiting evaluate none. */
  readonly until: (expression: string) => Promise<void>;
  readonly reload: () => Promise<void>;
}

/** Opens a new page for each test of the suite; the browser stays. */
export function faceForEachTest(): () => Face {
  let browser: Browser;
  let server: Server;
  let face: Face;

  before(async function () {
    this.timeout(120_000);
    const files = await bundle();
    server = createServer(({ url }, response) => {
      const [type, content] = files.get(url ?? "") ?? ["text/plain", ""];
      response.setHeader("content-type", `${type}; charset=utf-8`).end(content);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
    browser = await chromium.launch({ executablePath: await findChromium(), args });
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(async () => {
    const { port } = server.address() as AddressInfo;
    face = await openFace(await browser.newPage(), `http://127.0.0.1:${port}/`);
  });

  afterEach(() => face.page.close());

  return () => face;
}

async function openFace(page: Page, address: string): Promise<Face> {
  const posted: FromWebview[] = [];
  const asked = new Set<FromWebview>();
  const waiting = new Set<() => void>();
  const offences: string[] = [];

  await page.exposeFunction("postToHost", (message: FromWebview) => {
    posted.push(message);
    for (const look of waiting) look();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) offences.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") offences.push(message.text());
  });
  page.on("pageerror", (error) => offences.push(error.message));
  page.on("dialog", (dialog) => {
    offences.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });

  const begun = async () => {
    await face.next("ready");
    await face.say({ type: "labels", cures: CURE_LABELS });
  };
  const face: Face = {
    page,
    offences,
    say: (...messages) => page.evaluate(`for (const m of ${JSON.stringify(messages)}) postMessage(m, "*")`),
    sent: (type) => posted.filter((message): message is Sent<typeof type> => message.type === type),
    next: (type) =>
      new Promise((resolve) => {
        const look = () => {
          const found = face.sent(type).find((message) => !asked.has(message));
          if (!found) return;
          asked.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    until: async (expression) => {
      while (!(await page.evaluate(expression))) await page.evaluate("new Promise(requestAnimationFrame)");
    },
    reload: async () => {
      await page.reload();
      await begun();
    },
  };
  await page.goto(address);
  await begun();
  return face;
}

async function bundle(): Promise<Map<string, [type: string, content: string]>> {
  const { outputFiles } = await build({
    entryPoints: ["src/webview/main.tsx"],
    bundle: true,
    write: false,
    outdir: "/",
    entryNames: "webview",
    target: "chrome130",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".svg": "text" },
  });
  const content = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return new Map([
    ["/", ["text/html", html]],
    ["/webview.js", ["text/javascript", content(".js")]],
    ["/webview.css", ["text/css", content(".css")]],
    ["/host.js", ["text/javascript", hostScript]],
    ["/favicon.ico", ["image/x-icon", ""]],
  ]);
}

const policy = "default-src 'none'; style-src 'self' 'nonce-abc'; font-src 'self'; script-src 'nonce-abc'";

const html = `<!DOCTYPE html>
<html>
  <head>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="webview.css">
    <script nonce="abc" src="host.js"></script>
  </head>
  <body class="vscode-dark"><div id="root"></div><script nonce="abc" src="webview.js"></script></body>
</html>`;

/** VS Code's side of the page; its state outlives a reload. */
const hostScript = `
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => void postToHost(message),
  getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
  setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
});`;
