import { strict as assert } from "node:assert";
import { text, toolCall } from "../mistral/brain";
import { quickInput, runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";
import { chatRequest, chatRequests, ended } from "./support/requests";

describe("the chat, when the window is loaded again", () => {
  const desk = useDesk();
  let chat: Chat;
  beforeEach("begin a conversation", async () => {
    chat = new Chat(desk.page);
    await chat.begin();
  });

  const reload = async () => {
    await desk.reload();
    await runCommand(desk.page, "Codestral: Ask in Chat");
  };

  it("is as it was, and goes on", async () => {
    const { brain, mistral } = desk;
    brain.nextChat([toolCall("read_file", { path: "src/money.ts" })]).nextChat("It is about **money**.");
    await chat.askAndWait("What is src/money.ts about?");
    await reload();
    await chat.questions.getByText("What is src/money.ts about?").waitFor();
    await chat.answers.getByRole("button", { name: "Read src/money.ts, done" }).waitFor();
    await chat.answers.locator("strong").getByText("money").waitFor();
    brain.nextChat("Cents.");
    await chat.askAndWait("And what is its unit?");
    await chat.answers.last().getByText("Cents.").waitFor();
    const [, second, third] = chatRequests(mistral).map(({ messages }) => messages);
    assert.deepEqual(third?.slice(0, -2), second);
  });

  for (const { name, label } of themes.filter((theme) => theme.name !== "high contrast")) {
    it(`still has each answer of a question that was asked again, in a ${name} theme`, async () => {
      const { page, brain } = desk;
      await useTheme(desk, label);
      brain.nextChat("Cents, as **whole numbers**.").nextChat("Then it rounds.").nextChat("Another first answer.");
      await chat.askAndWait("What is the unit of money?");
      await chat.askAndWait("And a third of it?");
      await chat.view.getByRole("button", { name: "Ask again" }).first().click();
      await chat.answers.getByText("Another first answer.").waitFor();
      await chat.ended();
      assert.equal(await chat.questions.count(), 1);
      const picker = chat.view.getByRole("group", { name: "Answers to this question" });
      await picker.getByText("2 of 2").waitFor();
      await picker.getByRole("button", { name: "Previous answer" }).focus();
      await page.keyboard.press("Enter");
      await picker.getByText("1 of 2").waitFor();
      await chat.answers.getByText("Then it rounds.").waitFor();
      await screenshot(page, `${name} chat with two answers`);
      await reload();
      await chat.answers.getByText("Then it rounds.").waitFor();
      await picker.getByRole("button", { name: "Next answer" }).click();
      await chat.answers.getByText("Another first answer.").waitFor();
    });
  }

  it("is found in the list of chats by what was said, and is opened, renamed and pinned by keys", async () => {
    const { page, brain } = desk;
    const rows = page.locator(".quick-input-list .monaco-list-row");
    const row = (text: string) => rows.filter({ hasText: text });
    const press = (...keys: string[]) =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
    brain.nextChat("It is about `kumquats`, which are fruit.").nextChat("Of flour, water and salt.");
    await chat.askAndWait("What is src/money.ts about?");
    await chat.begin();
    await chat.askAndWait("How is bread made?");
    for (const { name, label } of themes) {
      await useTheme(desk, label);
      await runCommand(page, "Codestral: Chats…");
      await row("How is bread made?").filter({ hasText: "open" }).waitFor();
      await screenshot(page, `${name} list of chats`);
      await press("Escape");
      await quickInput(page).waitFor({ state: "hidden" });
    }
    await useTheme(desk, themes[0].label);

    await runCommand(page, "Codestral: Chats…");
    await quickInput(page).fill("kumq");
    await row("What is src/money.ts about?").filter({ hasText: "It is about" }).and(page.locator(".focused")).waitFor();
    await screenshot(page, "list of chats, searched");
    await press("Enter");
    await chat.answers.getByText("kumquats").waitFor();

    await runCommand(page, "Codestral: Chats…");
    await quickInput(page).fill("flour");
    // What was found has come when it is shown; until then the first row is chosen anew.
    await row("How is bread made?").filter({ hasText: "Of flour" }).and(page.locator(".focused")).waitFor();
    await press("ArrowDown");
    await row("Rename, pin, export or delete").and(page.locator(".focused")).waitFor();
    await press("Enter");
    await row("Rename, pin, export or delete").waitFor({ state: "detached" });
    await row("How is bread made?").and(page.locator(".focused")).waitFor();
    await press("Enter");
    await row("Rename…").and(page.locator(".focused")).waitFor();
    await press("Enter");
    await page.getByText("What the chat is called").waitFor();
    await quickInput(page).fill("Baking");
    await press("Enter");
    await quickInput(page).fill("");
    await row("Baking").waitFor();
    await press("Escape");
    await reload();
    await chat.answers.getByText("kumquats").waitFor();
    await runCommand(page, "Codestral: Chats…");
    await row("Baking").hover();
    await row("Baking").getByRole("button", { name: "Pin" }).click();
    await row("Baking").getByRole("button", { name: "Unpin" }).waitFor();
    await screenshot(page, "list of chats, pinned");
    await row("Baking").click();
    await chat.answers.getByText("Of flour, water and salt.").waitFor();
  });

  it("marks an answer that was cut off", async () => {
    const { brain, mistral } = desk;
    brain.nextChat(async function* (_, signal) {
      yield text("The beginning of a long ");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    await chat.ask("Tell me a long story");
    await chat.answers.getByText("The beginning").waitFor();
    await reload();
    assert.equal(await ended(mistral, await chatRequest(mistral)), "aborted-by-client");
    await chat.answers.getByText("The answer was interrupted.").waitFor();
    await chat.answers.getByText("The beginning of a long").waitFor();
    brain.nextChat("A short one.");
    await chat.askAndWait("A short one then");
    await chat.answers.last().getByText("A short one.").waitFor();
  });
});
