import { strict as assert } from "node:assert";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { toolCall } from "../mistral/brain";
import { publicCatalogue } from "../mistral/models";
import { quickRow, runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { pickModel } from "./support/models";
import { chatRequests } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { useServer } from "./support/useServer";

describe("the chat in trouble", () => {
  const desk = useDesk();
  let chat: Chat;
  beforeEach("begin a conversation", async () => {
    chat = new Chat(desk.page);
    await chat.begin();
  });

  it("keeps a message that was not answered, and tries again", async () => {
    const { brain, mistral } = desk;
    mistral.mood = { on: "chat", refuse: "internal" };
    await chat.askAndWait("Are you there?");
    const alert = chat.answers.getByRole("alert");
    await alert.getByText("has a fault of its own").waitFor();
    mistral.mood = {};
    brain.nextChat("Yes.");
    await alert.getByRole("button", { name: "Try Again" }).click();
    await chat.answers.getByText("Yes.").waitFor();
    await alert.waitFor({ state: "detached" });
    assert.equal(await chat.questions.count(), 1);
  });

  it("stops by itself when every call fails, says why, and goes on by one click with all that was said", async () => {
    const { brain, page } = desk;
    for (let step = 1; step <= 5; step++) brain.nextChat([toolCall("read_file", { path: `nowhere/zebra${step}.ts` })]);
    await chat.askAndWait("Read the zebra.");
    const alert = chat.answers.getByRole("alert");
    await alert.getByText("Every call of the last 5 steps has failed").waitFor();
    await screenshot(page, "fuse");
    brain.nextChat("There is none.");
    await alert.getByRole("button", { name: "Continue" }).click();
    await chat.answers.getByText("There is none.").waitFor();
    await alert.waitFor({ state: "detached" });
    assert.equal(await chat.questions.count(), 1);
    assert.equal(await chat.answers.getByText("Read nowhere/zebra").count(), 5);
  });

  it("says that a server cannot be reached", async () => {
    const { brain, mistral } = desk;
    await useServer(desk, await closedPort());
    await chat.askAndWait("Are you there?");
    const alert = chat.answers.getByRole("alert");
    await alert.getByText("cannot be reached").waitFor();
    await useServer(desk, mistral.url);
    brain.nextChat("Now I am.");
    await alert.getByRole("button", { name: "Try Again" }).click();
    await chat.answers.getByText("Now I am.").waitFor();
  });

  it("offers another model when the chosen one is gone", async () => {
    const { page, brain, mistral } = desk;
    await chat.view.getByRole("button", { name: /^Model/ }).click();
    await pickModel(page, "mistral-small-2603");
    await inUse(page, "mistral-small-2603");
    const { listed } = publicCatalogue();
    const gone = listed.filter(({ id }) => id === "mistral-small-2603");
    mistral.models = { listed: listed.filter((model) => !gone.includes(model)), unlisted: gone };
    await chat.askAndWait("Hello?");
    const alert = chat.answers.getByRole("alert");
    await alert.getByText("The model mistral-small-2603 cannot be used").waitFor();
    await alert.getByRole("button", { name: "Pick a Model" }).click();
    await pickModel(page, "auto");
    await inUse(page, "auto");
    brain.nextChat("Hello!");
    await chat.askAndWait("Hello again?");
    await chat.answers.getByText("Hello!").waitFor();
    assert.equal(chatRequests(mistral).at(-1)?.model, "mistral-medium-3-5");
  });

  it("shows a hostile answer as text", async () => {
    const { page, brain } = desk;
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    const away = await listen();
    brain.nextChat(hostile(away.url));
    const answer = await chat.askAndWait("Be evil");
    await answer.getByText("<script>fetch").waitFor();
    await answer.getByText("The end of evil").waitFor();
    await answer.getByText("⟨U+202E⟩").first().waitFor();
    for (const link of await answer.locator("a").all()) assert.match(String(await link.getAttribute("href")), /^http:/);
    assert.equal(await answer.locator("img, script, iframe, style, form, input, svg[onload]").count(), 0);
    brain.nextChat("Good.");
    await chat.askAndWait("Be good");
    assert.deepEqual({ dialogs, asked: away.asked }, { dialogs: [], asked: [] });
    away.server.close();
  });

  it("gives everything in the view a role and a name", async () => {
    const { brain, mistral } = desk;
    brain.nextChat("| a | b |\n|-|-|\n| 1 | 2 |\n\n```ts\nlet x;\n```\n\n[page](https://example.org)");
    await chat.askAndWait("Show me everything");
    mistral.mood = { on: "chat", refuse: "guardrail" };
    await chat.askAndWait("And an error");
    const tree = await chat.view.locator("body").ariaSnapshot();
    const nameless = tree
      .split("\n")
      .filter((line) => /- (button|textbox|link|img|group|region|article|log):?$/.test(line));
    assert.deepEqual(nameless, [], tree);
    for (const role of ["log", "article", "textbox", "button", "group", "table", "link", "alert"]) {
      assert.match(tree, new RegExp(`- ${role}`));
    }
  });
});

/** Waits until the picker tells that this model is in use. */
async function inUse(page: Page, model: string): Promise<void> {
  await eventually(async () => {
    await runCommand(page, "Codestral: Pick Chat Model");
    const said = await quickRow(page, model).innerText();
    await page.keyboard.press("Escape");
    return said.includes("in use");
  }, true);
}

async function listen(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The address of a server that is not there any more. */
async function closedPort(): Promise<string> {
  const { server, url } = await listen();
  await new Promise((resolve) => server.close(resolve));
  return url;
}

const hostile = (away: string) => `
<script>fetch("${away}/script"); alert(1)</script>
<img src="${away}/html.png" onerror="alert(2)">
<iframe src="${away}/frame"></iframe>
<style>@import "${away}/style.css"; * { background: url("${away}/css.png") }</style>
<svg onload="alert(3)"><use href="${away}/use.svg#x"/></svg>

![a picture](${away}/markdown.png) and ![another](data:image/svg+xml,<svg onload=alert(4)>)

[run me](javascript:alert(5)) [and me](command:workbench.action.terminal.new) [a page](${away}/page)

\`admin\u202E \u2066// check later\u2069 \u2066\`

\`\`\`html
</code></pre><script>alert(6)</script>
\`\`\`

The end of evil
`;
