import { strict as assert } from "node:assert";
import type { Page } from "playwright-core";
import { bareCatalogue, type Catalogue, modelCard, publicCatalogue } from "../mistral/models";
import { quickInput, quickRow, runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { eventually } from "./support/eventually";
import { ghostReads } from "./support/ghost";
import { pickModel } from "./support/models";
import { notification } from "./support/notifications";
import { chatRequests } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";

const DAY = 24 * 60 * 60_000;

/** A model that is retired in so many days. */
function ending(id: string, days: number, replacement: string) {
  const card = modelCard(id, [], 32_768, { completion_chat: true, completion_fim: true, function_calling: true });
  const deprecation = new Date(Date.now() + days * DAY).toISOString();
  return { ...card, deprecation, deprecation_replacement_model: replacement };
}

const withAlso = (...also: Catalogue["listed"]): Catalogue => ({
  listed: [...also, ...publicCatalogue().listed],
  unlisted: [],
});

describe("the models", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  async function openPicker(kind: "Chat" | "Completion"): Promise<void> {
    await runCommand(desk.page, `Codestral: Pick ${kind} Model`);
    await quickInput(desk.page).waitFor();
  }

  /** Asks the server for its models, by the button in the picker's title. */
  async function listAgain(): Promise<void> {
    await desk.page.locator(".quick-input-widget:visible").getByLabel("Ask the Server Again").press("Enter");
  }

  for (const { name, label } of themes) {
    it(`are picked by what they can do and cost, in a ${name} theme`, async () => {
      const { page, mistral } = desk;
      mistral.models = withAlso(ending("codestral-2501", 20, "codestral-2508"));
      await useTheme(desk, label);
      await openPicker("Chat");
      await listAgain();
      const medium = quickRow(page, "mistral-medium-3-5");
      for (const said of ["tools", "vision", "reasoning", "256k", "about $1.50 / $7.50"]) {
        await eventually(async () => (await medium.innerText()).includes(said), true);
      }
      assert.match(String(await quickInput(page).getAttribute("placeholder")), /million tokens in \/ out, of 2026-08/);
      await eventually(async () => (await quickRow(page, "auto").innerText()).includes("in use"), true);
      await screenshot(page, `${name} chat models`);
      await page.keyboard.press("Escape");
      await openPicker("Completion");
      const ends = /retires \d{4}-\d\d-\d\d, then codestral-2508/;
      await eventually(async () => ends.test(await quickRow(page, "codestral-2501").innerText()), true);
      assert.equal(await quickRow(page, "mistral-medium-3-5").count(), 0);
      await screenshot(page, `${name} completion models`);
      await page.keyboard.press("Escape");
      await useTheme(desk, "Light 2026");
    });
  }

  it("are picked in a narrow window", async () => {
    const { page, mistral } = desk;
    mistral.models = withAlso(ending("codestral-2501", 20, "codestral-2508"));
    const size = page.viewportSize();
    assert.ok(size);
    await page.setViewportSize({ width: 480, height: size.height });
    try {
      await openPicker("Chat");
      await listAgain();
      await quickRow(page, "codestral-2501").waitFor();
      await screenshot(page, "narrow chat models");
    } finally {
      await page.keyboard.press("Escape");
      await page.setViewportSize(size);
    }
  });

  it("are picked from an own server's list, and from an older list while it is away", async () => {
    const { page, mistral } = desk;
    mistral.models = bareCatalogue(["qwen3-coder"]);
    await openPicker("Chat");
    await listAgain();
    await quickRow(page, "qwen3-coder").getByText("no price known").waitFor();
    await screenshot(page, "own server models");
    mistral.mood = { on: "models", refuse: "unavailable" };
    await listAgain();
    await page.getByText(/This list is of .*has a fault of its own \(503\)/).waitFor();
    await screenshot(page, "older list of models");
    await page.keyboard.press("Escape");
  });

  it("that are picked answer at once, in the chat and in the editor", async () => {
    const { page, brain, mistral } = desk;
    const chat = new Chat(page);
    await chat.begin();
    await chat.message.fill("Who are you?");
    brain.nextChat("I am small.");
    await openPicker("Chat");
    await listAgain();
    await pickModel(page, "mistral-small-2603");
    await chat.send.click();
    await chat.answers.getByText("I am small.").waitFor();
    assert.equal(chatRequests(mistral).at(-1)?.model, "mistral-small-2603");
    await openPicker("Completion");
    await listAgain();
    await pickModel(page, "codestral-2508");
    await desk.write("picked.ts", "");
    brain.onFim(/const picked = $/, "1;");
    await page.keyboard.type("const picked = ");
    await ghostReads(page, "1;");
    const asked = mistral.requests.filter(({ path }) => path === "/v1/fim/completions").at(-1)?.body;
    assert.equal((asked as { model: string }).model, "codestral-2508");
  });

  it("that are retired are replaced, and the person is told", async () => {
    const { page, brain, mistral } = desk;
    mistral.models = withAlso(ending("codestral-2501", 20, "codestral-2508"));
    const chat = new Chat(page);
    await chat.begin();
    await openPicker("Chat");
    await listAgain();
    await pickModel(page, "codestral-2501");
    brain.nextChat("Still here.");
    await chat.askAndWait("Are you there?");
    await chat.answers.getByText("Still here.").waitFor();
    const announced = notification(page, "codestral-2501, which answers in the chat, retires on");
    await announced.waitFor();
    await screenshot(page, "model retires soon");
    await closeNotifications(page);
    mistral.models = withAlso(ending("codestral-2501", -1, "mistral-small-2603"));
    await chat.askAndWait("Are you still there?");
    const alert = chat.answers.getByRole("alert");
    await alert.getByText("The model codestral-2501 cannot be used").waitFor();
    brain.nextChat("Somebody else is.");
    await alert.getByRole("button", { name: "Pick a Model" }).waitFor();
    await chat.askAndWait("And now?");
    await chat.answers.getByText("Somebody else is.").waitFor();
    assert.equal(chatRequests(mistral).at(-1)?.model, "mistral-small-2603");
    const replaced = notification(
      page,
      "codestral-2501 is retired; mistral-small-2603 answers in the chat in its place",
    );
    await replaced.waitFor();
    await screenshot(page, "model replaced");
    await replaced.getByRole("button", { name: "Pick a Model" }).click();
    await quickRow(page, "mistral-small-2603").getByText("in use instead of codestral-2501").waitFor();
    await page.keyboard.press("Escape");
  });

  async function closeNotifications(page: Page): Promise<void> {
    await runCommand(page, "Notifications: Clear All Notifications");
    await notification(page, /./).first().waitFor({ state: "detached" });
  }
});
