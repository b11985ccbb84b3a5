import { strict as assert } from "node:assert";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text, toolCall } from "../mistral/brain";
import { textOf } from "../mistral/requests";
import { pick, runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { saves } from "./support/editor";
import { eventually } from "./support/eventually";
import { gate } from "./support/gate";
import { notification } from "./support/notifications";
import { pictures } from "./support/pictures";
import { chatRequest, chatRequests, ended } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { drawSideBarTo } from "./support/sideBar";
import { themes, useTheme } from "./support/themes";

describe("the chat", () => {
  const desk = useDesk();
  let chat: Chat;
  beforeEach("begin a conversation", async () => {
    chat = new Chat(desk.page);
    await chat.begin();
  });

  it("renders Markdown while the answer is written", async () => {
    const rest = gate();
    desk.brain.nextChat(async function* () {
      yield text("A **bold** beginning\n\n- and a li");
      await rest.opened;
      yield text("st\n- of two");
    });
    await chat.ask("Say something");
    await chat.answers.locator("strong").getByText("bold").waitFor();
    await chat.stop.waitFor();
    rest.open();
    await chat.ended();
    assert.deepEqual(await chat.answers.getByRole("listitem").allTextContents(), ["and a list", "of two"]);
  });

  it("shows a call of read_file with its argument and its result, and the answer", async () => {
    const { brain, mistral } = desk;
    brain.nextChat([toolCall("read_file", { path: "src/money.ts", start_line: 1, end_line: 2 })]);
    brain.nextChat("It holds **cents**.");
    const answer = await chat.askAndWait("What is in src/money.ts?");
    await answer.getByText("It holds cents.").waitFor();
    const { args, result } = await chat.openToolCall(/^Read src\/money\.ts, lines 1–2, done/);
    await args.getByText('"path": "src/money.ts"').waitFor();
    await result.getByText("export type Cents = number;").waitFor();
    const given = chatRequests(mistral)[1]?.messages.at(-1);
    assert.equal(given?.role, "tool");
    assert.match(textOf(given?.content), /export type Cents = number;$/);
  });

  it("takes several calls in one turn, and several rounds", async () => {
    const { brain, mistral } = desk;
    const read = (path: string) => toolCall("read_file", { path });
    brain.nextChat([text("I look."), read("src/cart.ts"), read("src/stock.ts")]);
    brain.nextChat([text("One more."), read("src/missing.ts")]);
    brain.nextChat("Now I know.");
    const answer = await chat.askAndWait("How does the shop work?");
    for (const call of ["Read src/cart.ts, done", "Read src/stock.ts, done", "Read src/missing.ts, failed"]) {
      await answer.getByRole("button", { name: call }).waitFor();
    }
    await answer.getByText("Now I know.").waitFor();
    const roles = chatRequests(mistral)
      .at(-1)
      ?.messages.map(({ role }) => role);
    assert.deepEqual(roles, ["system", "user", "assistant", "tool", "tool", "assistant", "tool"]);
  });

  it("copies code and inserts it at the cursor", async () => {
    const { page, brain } = desk;
    const file = await desk.write("insert.ts", "// before\n");
    brain.nextChat("Here:\n\n```ts\nconst sum = 1 + 1;\n```\n");
    const answer = await chat.askAndWait("Write a sum");
    const code = answer.getByRole("group", { name: "TypeScript code" });
    await code.getByRole("button", { name: "Copy code" }).click();
    await eventually(() => page.evaluate("navigator.clipboard.readText()"), "const sum = 1 + 1;");
    await code.getByRole("button", { name: "Insert at cursor" }).click();
    await page.locator(".view-line").getByText("const sum").waitFor();
    await saves(page, file, "// before\nconst sum = 1 + 1;");
  });

  it("stops at once, keeps what was said, and goes on after that", async () => {
    const { brain, mistral } = desk;
    brain.nextChat(async function* (_, signal) {
      yield text("The beginning of a long ");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    await chat.ask("Tell me a long story");
    await chat.answers.getByText("The beginning").waitFor();
    await chat.stop.click();
    assert.equal(await ended(mistral, await chatRequest(mistral)), "aborted-by-client");
    await chat.answers.getByText("Stopped.").waitFor();
    brain.nextChat("A short one.");
    const answer = await chat.askAndWait("A short one then");
    await answer.getByText("A short one.").waitFor();
    const [request, next] = chatRequests(mistral).map(({ messages }) => messages);
    assert.deepEqual(next?.slice(0, -2), request);
    assert.equal(next?.at(-2)?.content, "The beginning of a long ");
  });

  it("asks what was sent meanwhile when the answer is there, but for what was taken out or is sent at once", async () => {
    const { brain, page } = desk;
    const rest = gate();
    brain.nextChat(async function* () {
      yield text("The first ");
      await rest.opened;
      yield text("answer.");
    });
    await chat.ask("One");
    await chat.answers.getByText("The first").waitFor();
    const waiting = chat.view.getByRole("region", { name: "Messages that wait" });
    for (const message of ["Two, which is asked with all the words that it has, and they are many", "Three", "Four"]) {
      await chat.message.fill(message);
      await chat.message.press("Enter");
      await waiting.getByText(message).waitFor();
    }
    await pictures(desk, "chat with messages that wait", { sideBar: 250 });
    await waiting.getByRole("listitem", { name: "Three" }).getByRole("button", { name: "Remove" }).press("Enter");
    await waiting.getByText("Three").waitFor({ state: "detached" });
    brain.nextChat("Second answer.").nextChat("Fourth answer.");
    await waiting.getByRole("listitem", { name: "Two" }).getByRole("button", { name: "Edit" }).press("Enter");
    await eventually(
      () => chat.message.inputValue(),
      "Two, which is asked with all the words that it has, and they are many",
    );
    await chat.message.fill("Two");
    await page.keyboard.press("Control+Enter");
    await chat.answers.getByText("Second answer.").waitFor();
    await chat.answers.getByText("Fourth answer.").waitFor();
    const asked = chat.questions.locator(".question-text");
    assert.deepEqual(await asked.allInnerTexts(), ["One", "Two", "Four"]);
    assert.equal(await waiting.count(), 0);
    rest.open();
  });

  it("keeps what is being typed while another view is shown", async () => {
    await chat.message.fill("How do I");
    await runCommand(desk.page, "View: Show Explorer");
    await chat.message.waitFor({ state: "hidden" });
    await runCommand(desk.page, "Codestral: Ask in Chat");
    await chat.message.waitFor();
    assert.equal(await chat.message.inputValue(), "How do I");
  });

  it("starts over with New Chat in the view's title", async () => {
    const { page, brain, mistral } = desk;
    brain.nextChat("First.").nextChat("Second.");
    await chat.askAndWait("One");
    await page.getByRole("button", { name: /New Chat/ }).click();
    await chat.questions.waitFor({ state: "detached" });
    await chat.askAndWait("Two");
    assert.deepEqual(
      chatRequests(mistral)[1]?.messages.map(({ role }) => role),
      ["system", "user"],
    );
  });

  it("asks before it reads outside the workspace, is answered by keys, and takes back what was granted", async () => {
    const { page, brain, mistral } = desk;
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "codestral-outside-")));
    try {
      const notes = join(folder, "notes.md");
      writeFileSync(notes, "Buy milk.\n");
      const read = toolCall("read_file", { path: notes });
      brain.nextChat([text("I look into your notes."), read]).nextChat("You need milk.");
      await chat.ask("What do my notes say?");
      const card = chat.view.getByRole("group", { name: "Question" });
      await card.getByText(notes).waitFor();
      for (const { name, label } of themes.toReversed()) {
        await useTheme(desk, label);
        await screenshot(page, `${name} question`);
      }
      const width = await drawSideBarTo(page, 250);
      await screenshot(page, "narrow question");
      await drawSideBarTo(page, width);
      assert.equal(chatRequests(mistral).length, 1);
      await chat.message.focus();
      for (const _ of ["Never", "Not Now", "For This Workspace"]) await page.keyboard.press("Shift+Tab");
      await card.getByRole("button", { name: "For This Workspace" }).and(chat.view.locator(":focus")).waitFor();
      await page.keyboard.press("Enter");
      await chat.answers.getByText("You need milk.").waitFor();
      await chat.ended();
      await chat.answers.getByText("notes.md comes from outside the workspace and could steer the model").waitFor();
      await chat.message.and(chat.view.locator(":focus")).waitFor();
      assert.match(textOf(chatRequests(mistral)[1]?.messages.at(-1)?.content), /Buy milk\.$/);
      await screenshot(page, "tainted chat");

      await runCommand(page, "Codestral: Chat Permissions…");
      await pick(page, `Read ${notes}`);
      await notification(page, "Nothing is allowed or forbidden for more than once").waitFor();
      await chat.begin();
      const hidden = gate();
      brain
        .nextChat(async function* () {
          await hidden.opened;
          yield read;
        })
        .nextChat("Then without it.");
      await chat.ask("And now?");
      await runCommand(page, "View: Show Explorer");
      await chat.message.waitFor({ state: "hidden" });
      hidden.open();
      const told = notification(page, "The chat waits for you.");
      await told.waitFor();
      await screenshot(page, "question of a hidden chat");
      await told.getByText("Show Question").click();
      await card.getByRole("button", { name: "Not Now" }).press("Enter");
      await chat.answers.getByText("Then without it.").waitFor();
      assert.match(
        textOf(chatRequests(mistral).at(-1)?.messages.at(-1)?.content),
        /because the person did not allow it/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
