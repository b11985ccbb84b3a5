import assert from "node:assert/strict";
import type { ChatEvent, ChatStatus, QuestionView } from "../../../src/chat/protocol";
import { idle, snapshot } from "./events";
import { faceForEachTest } from "./face";

const asked: ChatEvent[] = [
  { kind: "user", text: "What is in my notes?", at: 1 },
  { kind: "toolCall", id: "abcdefghi", name: "read_file", arguments: '{"path":"/notes.md"}', label: "Read /notes.md" },
];
const question = (changed: Partial<QuestionView> = {}): QuestionView => ({
  id: "first",
  sentence: "May Codestral read this file, which is outside the workspace?",
  about: ["/home/me/notes.md"],
  notes: ["What stands there goes to the model."],
  choices: ["once", "chat", "workspace", "notNow", "never"],
  ...changed,
});
const waiting = (changed?: Partial<QuestionView>): ChatStatus => ({
  ...idle,
  busy: true,
  question: question(changed),
});

describe("the question of a chat", function () {
  this.timeout(60_000);
  const face = faceForEachTest();
  const card = () => face().page.getByRole("group", { name: "Question" });

  it("tells what would be done, is heard at once, and leaves the message its focus and its text", async () => {
    const { page, say } = face();
    await say(snapshot(asked, "one", { ...idle, busy: true }));
    const message = page.getByRole("textbox", { name: "Message" });
    await message.focus();
    await page.keyboard.type("and ");
    await say({ type: "status", status: waiting() });
    const alert = card().getByRole("alert");
    await alert.getByText("May Codestral read this file").waitFor();
    assert.deepEqual(await alert.getByRole("listitem").allTextContents(), ["/home/me/notes.md"]);
    await alert.getByText("What stands there goes to the model.").waitFor();
    await page.keyboard.type("then");
    assert.equal(await message.inputValue(), "and then");
  });

  it("is answered by keys alone, from the message box", async () => {
    const { page, say, next } = face();
    await say(snapshot(asked, "one", waiting()));
    const buttons = card().getByRole("button");
    await buttons.first().waitFor();
    assert.deepEqual(await buttons.allTextContents(), [
      ...["Once", "For This Chat", "For This Workspace", "Not Now", "Never"],
    ]);
    await page.getByRole("textbox", { name: "Message" }).focus();
    for (const name of ["Never", "Not Now", "For This Workspace", "For This Chat"]) {
      await page.keyboard.press("Shift+Tab");
      await buttons.and(page.locator(":focus")).getByText(name, { exact: true }).waitFor();
    }
    await page.keyboard.press("Enter");
    assert.deepEqual(await next("answer"), { type: "answer", question: "first", choice: "chat" });
  });

  it("is gone with its answer, and the next one is answered on its own, not by the end of a double click", async () => {
    const { page, say, sent } = face();
    await say(snapshot(asked, "one", waiting()));
    await card().getByRole("button", { name: "Once" }).click();
    await say({ type: "status", status: waiting({ id: "second", about: ["/home/me/other.md"] }) });
    await card().getByText("/home/me/other.md").waitFor();
    await card().getByRole("button", { name: "Once" }).dispatchEvent("click", { detail: 2 });
    await card().getByRole("button", { name: "Not Now" }).click();
    await say({ type: "status", status: { ...idle, busy: true } });
    await card().waitFor({ state: "detached" });
    assert.deepEqual(
      sent("answer").map(({ question: id, choice }) => [id, choice]),
      [
        ["first", "once"],
        ["second", "notNow"],
      ],
    );
    assert.deepEqual(await page.locator(":focus").count(), 0);
  });

  it("offers only what its choices are, and shows what a name hides", async () => {
    const { say } = face();
    await say(snapshot(asked, "one", waiting({ choices: ["once", "notNow", "never"], about: ["/a\u202Etxt.exe"] })));
    await card().getByText("/a⟨U+202E⟩txt.exe").waitFor();
    assert.deepEqual(await card().getByRole("button").allTextContents(), ["Once", "Not Now", "Never"]);
  });

  it("has said what comes of it: the chat tells from where on it is not its own text alone", async () => {
    const { page, say } = face();
    const result: ChatEvent = { kind: "toolResult", id: "abcdefghi", ok: true, summary: "1 line", content: "x" };
    await say(snapshot([...asked, { kind: "tainted", by: "notes.md" }, result], "one", idle));
    await page.getByText("notes.md comes from outside the workspace and could steer the model").waitFor();
    await page.getByRole("button", { name: "Read /notes.md, done: 1 line" }).waitFor();
  });
});
