import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hang } from "../unit/mistral/support/scripts";
import { text } from "../mistral/brain";
import { answerInput, runCommand } from "../vscode/hands";
import { reloadWorkbench } from "../vscode/workbench";
import { Chat } from "./support/chat";
import { type Desk, useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { notification } from "./support/notifications";
import { chatRequests } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { drawSideBarTo } from "./support/sideBar";
import { statusItem } from "./support/status";
import { themes, useTheme } from "./support/themes";
import { useServer } from "./support/useServer";

const right = "right-key-3141592653589793";

/** Leaves pictures in each theme and in a narrow side bar. */
async function pictures(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  for (const theme of themes.slice(0, 2)) {
    await useTheme(desk, theme.label);
    await screenshot(page, `${name} ${theme.name}`);
  }
  await useTheme(desk, themes[0].label);
  await drawSideBarTo(page, 200);
  await screenshot(page, `${name} narrow`);
  await drawSideBarTo(page, 300);
}

/** Whether the words have come as far as the disk; VS Code itself writes down a view's state once a minute. */
function isKept({ vscode }: Desk, words: string): boolean {
  const folder = join(vscode.userDataDir, "User", "globalStorage");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /history\.db/.test(name))
    .some((name) => readFileSync(join(folder, name)).includes(words));
}

describe("a new user who begins", () => {
  const desk = useDesk("none");
  beforeEach(() => {
    desk.mistral.keys = [right];
  });

  it("is told where a key is made and what it costs, and is asked about what is there", async () => {
    const { page, folder, mistral } = desk;
    rmSync(join(folder, "package.json"), { force: true });
    await useServer(desk, "https://api.mistral.ai");
    try {
      await page.reload();
      await statusItem(page, /Set an API key/).waitFor();
      const chat = new Chat(page);
      await chat.begin();
      const card = chat.view.getByRole("status");
      await card.getByText("billed by tokens").waitFor();
      await card.getByRole("link", { name: "Make a key at console.mistral.ai" }).waitFor();
      await chat.view.getByRole("group", { name: "Examples" }).getByRole("button").first().waitFor();
      assert.equal(await chat.view.getByRole("button", { name: /package\.json/ }).count(), 0);
      await pictures(desk, "first start");
      await runCommand(page, "Codestral: Set API Key");
      const box = page.locator(".quick-input-message");
      await box
        .getByRole("button", { name: "Make one at console.mistral.ai" })
        .or(box.getByText("Make one at"))
        .first()
        .waitFor();
      await screenshot(page, "first start key box");
      await page.keyboard.press("Escape");
    } finally {
      await useServer(desk, mistral.url);
    }
  });

  it("sees every sign of a refused key end when the server accepts it, and asks again with one click", async () => {
    const { page, brain, mistral } = desk;
    const chat = new Chat(page);
    await chat.begin();
    await chat.view.getByRole("status").getByRole("button", { name: "Set API Key" }).click();
    await answerInput(page, right);
    await notification(page, "accepted the key").waitFor();
    await chat.view.getByRole("button", { name: "Model: mistral-medium-3-5" }).waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
    mistral.keys = ["another"];
    await chat.askAndWait("Hello?");
    const alert = chat.answers.getByRole("alert");
    await alert.getByRole("button", { name: "Try Again" }).waitFor();
    await alert.getByRole("button", { name: "Manage API Keys" }).waitFor();
    await statusItem(page, /refused the API key/).waitFor();
    await pictures(desk, "key refused");
    mistral.keys = [right];
    // The very same key once more, as it was the server that was wrong.
    await runCommand(page, "Codestral: Set API Key");
    await answerInput(page, right);
    await notification(page, "accepted the key").waitFor();
    await statusItem(page, /Codestral is ready/).waitFor();
    await alert.waitFor({ state: "detached" });
    assert.equal(await chat.view.getByRole("button", { name: "Manage API Keys" }).count(), 0);
    await runCommand(page, "Notifications: Clear All Notifications");
    await pictures(desk, "key accepted after all");
    brain.nextChat("Hello!");
    await chat.answers.getByRole("button", { name: "Try Again" }).click();
    await chat.answers.getByText("Hello!").waitFor();
    assert.equal(await chat.questions.count(), 1);
  });
});

describe("a new user with a key", () => {
  const desk = useDesk();

  describe("a new user whose server falls silent", () => {
    it("says for how long, and asks again", async () => {
      const { page, brain, mistral } = desk;
      const chat = new Chat(page);
      await chat.begin();
      brain.nextChat(async function* (request, cancelled) {
        yield text("The first half of an answer,");
        yield* hang(request, cancelled);
      });
      await chat.ask("Are you there?");
      await chat.answers.getByText("The server has said nothing for").waitFor();
      await chat.answers.getByRole("timer").waitFor();
      await pictures(desk, "silent server");
      brain.nextChat("The whole of it.");
      await chat.answers.getByRole("button", { name: "Try Again" }).click();
      await chat.answers.getByText("The whole of it.").waitFor();
      assert.equal(chatRequests(mistral).length, 2);
    });
  });

  describe("a new user who loads the window again", () => {
    it("has the last words of the draft, what was on the screen, and its model", async () => {
      const { page, brain } = desk;
      const chat = new Chat(page);
      await chat.begin();
      brain.nextChat("An answer that stays.");
      await chat.askAndWait("Will you stay?");
      await chat.message.fill("half a th");
      await chat.message.pressSequentially("ought");
      await eventually(() => isKept(desk, "half a thought"), true);
      await reloadWorkbench(page);
      await chat.answers.getByText("An answer that stays.").waitFor();
      assert.equal(await chat.message.inputValue(), "half a thought");
      await chat.view.getByRole("button", { name: "Model: mistral-medium-3-5" }).waitFor();
    });

    it("knows its model before anything is asked", async () => {
      const { page } = desk;
      const chat = new Chat(page);
      await chat.begin();
      await reloadWorkbench(page);
      await chat.view.getByRole("heading", { name: "Ask about your code" }).waitFor();
      await chat.view.getByRole("button", { name: "Model: mistral-medium-3-5" }).waitFor();
      assert.equal(await chat.view.getByText("not chosen yet").count(), 0);
    });
  });
});
