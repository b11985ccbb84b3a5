import { strict as assert } from "node:assert";
import { text, toolCall } from "../mistral/brain";
import { runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
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
