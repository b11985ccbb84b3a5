import { strict as assert } from "node:assert";
import { textOf } from "../mistral/requests";
import { runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { countsDown } from "./support/countdown";
import { useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { accept, edit } from "./support/edits";
import { notification } from "./support/notifications";
import { chatRequests } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { drawSideBarTo } from "./support/sideBar";
import { statusItem } from "./support/status";
import { themes, useTheme } from "./support/themes";

const clumsy = "export function isEmpty(list: string[]) {\n  return list.length === 0 ? true : false;\n}\n";
const simple = "export function isEmpty(list: string[]) {\n  return list.length === 0;\n}\n";

describe("a chat that waits for a limit", () => {
  const desk = useDesk();
  let chat: Chat;
  beforeEach("begin a conversation", async () => {
    chat = new Chat(desk.page);
    await chat.begin();
  });
  const timer = () => chat.answers.last().getByRole("timer");

  it("counts the seconds down where the answer will come, and then it comes", async () => {
    const { page, brain, mistral } = desk;
    mistral.nextMood({ on: "chat", storm: 1, retryAfter: 15 });
    brain.nextChat("Here I am.");
    await chat.ask("Are you there?");
    await chat.answers.getByText(/^The rate limit is reached; going on in \d+ s \(attempt 2 of 4\)$/).waitFor();
    await statusItem(page, /The chat waits for a rate limit and goes on in/).waitFor();
    await countsDown(timer());
    await chat.answers.getByText("Here I am.").waitFor();
    assert.equal(await timer().count(), 0);
    await statusItem(page, /Codestral is ready/).waitFor();
    assert.equal(chatRequests(mistral).length, 2);
  });

  it("stops at once, and asks no more", async () => {
    const { brain, mistral } = desk;
    mistral.nextMood({ on: "chat", storm: 1, retryAfter: 8 });
    await chat.ask("Are you there?");
    await timer().waitFor();
    await chat.stop.click();
    await chat.answers.getByText("Stopped.").waitFor();
    await chat.ended();
    assert.equal(await timer().count(), 0);
    // What is asked next goes out when the limit ends; the question that was stopped would have, too.
    brain.nextChat("Now I am.");
    await chat.askAndWait("And now?");
    await chat.answers.getByText("Now I am.").waitFor();
    const asked = chatRequests(mistral).map(({ messages }) => textOf(messages.at(-1)?.content).includes("And now?"));
    assert.deepEqual(asked, [false, true]);
  });

  it("goes on counting when its view was away", async () => {
    const { page, brain, mistral } = desk;
    mistral.nextMood({ on: "chat", storm: 1, retryAfter: 10 });
    brain.nextChat("Still here.");
    await chat.ask("Are you there?");
    await timer()
      .getByText(/^\d+ s$/)
      .waitFor();
    const before = await timer().innerText();
    await runCommand(page, "View: Show Explorer");
    await runCommand(page, "Codestral: Ask in Chat");
    const left = async () => Number.parseInt((await timer().allInnerTexts())[0] ?? "0", 10);
    await eventually(async () => (await left()) < Number.parseInt(before, 10), true);
    await chat.answers.getByText("Still here.").waitFor();
  });

  it("is of one piece in each theme, and in a narrow side bar", async () => {
    const { page, brain, mistral } = desk;
    mistral.nextMood({ on: "chat", storm: 1, retryAfter: 600 });
    brain.nextChat("Late.");
    await chat.ask("Are you there?");
    await timer().waitFor();
    for (const { name, label } of themes) {
      await useTheme(desk, label);
      await screenshot(page, `chat waits ${name}`);
    }
    await useTheme(desk, themes[0].label);
    await drawSideBarTo(page, 200);
    await screenshot(page, "chat waits narrow");
    await drawSideBarTo(page, 300);
    await chat.stop.click();
    await chat.answers.getByText("Stopped.").waitFor();
  });
});

describe("a refactoring that waits for a limit", () => {
  const desk = useDesk();

  it("says how long, and goes on", async () => {
    const { page, brain, mistral } = desk;
    await desk.write("waits.ts", clumsy);
    mistral.nextMood({ on: "chat", storm: 1, retryAfter: 15 });
    brain.nextChat(edit(simple));
    await runCommand(page, "Codestral: Simplify");
    const progress = notification(page, "Codestral: Simplify");
    await countsDown(progress.getByText(/The rate limit is reached; going on in \d+\ss/));
    await screenshot(page, "refactoring waits");
    await accept(page, "waits.ts");
    assert.equal(chatRequests(mistral).length, 2);
  });

  it("is cancelled at once, and asks no more", async () => {
    const { page, brain, mistral } = desk;
    await desk.write("waitsNot.ts", clumsy);
    mistral.nextMood({ on: "chat", storm: 1, retryAfter: 8 });
    await runCommand(page, "Codestral: Simplify");
    const progress = notification(page, "Codestral: Simplify");
    await progress.getByText("going on in").waitFor();
    await progress.getByRole("button", { name: "Cancel" }).click();
    await progress.waitFor({ state: "detached" });
    brain.nextChat(edit(simple));
    await runCommand(page, "Codestral: Simplify");
    await accept(page, "waitsNot.ts");
    assert.equal(chatRequests(mistral).length, 2);
  });
});
