import { strict as assert } from "node:assert";
import { text, toolCall } from "../mistral/brain";
import { runCommand } from "../vscode/hands";
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
