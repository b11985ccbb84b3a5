import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answerInput, quickInput, runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { ghostReads, wakeGhostText } from "./support/ghost";
import { notification } from "./support/notifications";
import { removeKey } from "./support/removeKeys";
import { statusItem } from "./support/status";

const right = "right-key-3141592653589793";
const wrong = "wrong-key-2718281828459045";

describe("the API key", () => {
  const desk = useDesk("none");
  beforeEach(() => {
    desk.mistral.keys = [right];
  });

  const isSet = async () => (await statusItem(desk.page, /Set an API key/).count()) === 0;
  const haveNone = async () => {
    if (await isSet()) await desk.renew();
    await statusItem(desk.page, /Set an API key/).waitFor();
  };
  const haveOne = async () => {
    if (await isSet()) return;
    await runCommand(desk.page, "Codestral: Set API Key");
    await answerInput(desk.page, right);
    await statusItem(desk.page, /Codestral is ready/).waitFor();
  };

  it("is asked for in the status bar, and nothing is sent without one", async () => {
    const { page, mistral } = desk;
    await haveNone();
    const { connections } = mistral;
    await desk.write("early.ts", "");
    await page.keyboard.type("const a = ");
    await page.keyboard.press("Alt+\\");
    const chat = new Chat(page);
    await chat.begin();
    await chat.view.getByRole("status").getByText("Set an API key").waitFor();
    await chat.message.fill("Hello?");
    assert.equal(await chat.send.isDisabled(), true);
    await statusItem(page, /Set an API key/).click();
    await page.getByText("The key for 127.0.0.1").waitFor();
    assert.equal(await quickInput(page).getAttribute("type"), "password");
    await page.keyboard.press("Escape");
    assert.equal(mistral.connections - connections, 0);
  });

  it("stays in the box when the server refuses it, and is not stored", async () => {
    const { page, mistral } = desk;
    await haveNone();
    await statusItem(page, /Set an API key/).click();
    await answerInput(page, wrong);
    await page.getByText(`${new URL(mistral.url).host} refused the API key`).waitFor();
    assert.equal(await quickInput(page).inputValue(), wrong);
    await page.keyboard.press("Escape");
    await statusItem(page, /Set an API key/).waitFor();
    assert.deepEqual(traces(desk.vscode.userDataDir, wrong), []);
  });

  it("is taken when it is right, and then everything works", async () => {
    const { page, brain } = desk;
    await haveNone();
    const chat = new Chat(page);
    await chat.begin();
    await chat.view.getByRole("status").getByRole("button", { name: "Set API Key" }).click();
    await answerInput(page, right);
    await notification(page, "accepted the key").waitFor();
    await statusItem(page, /Codestral is ready/).waitFor();
    brain.nextChat("Hello!");
    await chat.askAndWait("Hello?");
    await chat.answers.getByText("Hello!").waitFor();
    await wakeGhostText(desk);
    await desk.write("later.ts", "");
    brain.onFim(/const b = $/, "2;");
    await page.keyboard.type("const b = ");
    await ghostReads(page, "2;");
  });

  it("stands in no file of the profile and in no page", async () => {
    const { page, vscode } = desk;
    await haveOne();
    assert.notDeepEqual(traces(vscode.userDataDir, "codestral.server"), []);
    assert.deepEqual(traces(vscode.userDataDir, right), []);
    for (const frame of page.frames()) assert.equal((await frame.content()).includes(right), false, frame.url());
  });

  it("is forgotten by Remove API Key", async () => {
    const { page } = desk;
    await haveOne();
    await runCommand(page, "Codestral: Remove API Key");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await statusItem(page, /Codestral is ready/).waitFor();
    await removeKey(page);
    await notification(page, "The stored key is removed").waitFor();
  });
});

/** The files below a folder that hold these words. */
function traces(folder: string, words: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(words));
}
