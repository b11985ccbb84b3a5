import assert from "node:assert/strict";
import { join } from "node:path";
import type { Choice } from "../../../src/chat/protocol";
import { readFile } from "../../../src/chat/tools/readFile";
import type { WorkspacePort } from "../../../src/workspace/port";
import { toolCall } from "../../mistral/brain";
import { TemporaryFolder, workspaceOf } from "../workspace/folder";
import { consentFor } from "./support/consent";
import { Gated } from "./support/tools";
import { idle, isEvent, kindsOf, type Screen, windowsForEachTest } from "./support/windows";

const NOT_ALLOWED = "because the person did not allow it. Go on without it.";

describe("a conversation that asks the person", () => {
  const { fixture, begin, messagesOf } = windowsForEachTest();
  let folder: TemporaryFolder;
  let workspace: WorkspacePort;
  let notes: string;

  beforeEach(async () => {
    folder = await TemporaryFolder.create();
    await folder.write("app/a.ts", "inside\n");
    await folder.write("notes.md", "outside\n");
    notes = join(folder.path, "notes.md");
    workspace = workspaceOf([join(folder.path, "app")]);
  });
  afterEach(() => folder.remove());

  const inFolder = (more: Parameters<typeof begin>[0] = {}) => {
    const { consent, grants } = consentFor(workspace);
    return begin({ workspace, consent, tools: [readFile], ...more }).then((window) => ({ ...window, grants, consent }));
  };
  const read = (path: string, id?: string) => toolCall("read_file", { path }, id);
  /** The question that is on the screen, when one is. */
  const asked = async (screen: Screen) => {
    await screen.until((message) => message.type === "status" && message.status.question !== undefined);
    const { question } = screen.of("status").findLast(({ status }) => status.question)?.status ?? {};
    assert.ok(question);
    return question;
  };
  const answer = async ({ consent, screen }: Awaited<ReturnType<typeof inFolder>>, choice: Choice) => {
    const { id } = await asked(screen);
    screen.forget();
    assert.equal(consent.answer(id, choice), true);
    return id;
  };

  it("waits for the word, reads on it, and is tainted before anything of it is kept", async () => {
    fixture()
      .brain.nextChat([read(notes)])
      .nextChat("It says so.");
    const window = await inFolder();
    window.conversation.send("q", undefined);
    const question = await asked(window.screen);
    const { status } = window.snapshot();
    assert.deepEqual([status.busy, status.question], [true, question]);
    assert.equal(fixture().server.requests.length, 1);
    await answer(window, "once");
    await window.screen.until(idle);
    assert.deepEqual(kindsOf(window.events()).slice(2, 6), ["usage", "toolCall", "tainted", "toolResult"]);
    assert.equal(window.snapshot().status.question, undefined);
    assert.equal(messagesOf(1).at(-1), `tool: ${JSON.stringify(`${notes}, line 1 of 1:\noutside`)}`);
  });

  it("tells the model what was not allowed, and goes on", async () => {
    fixture()
      .brain.nextChat([read(notes)])
      .nextChat("Then without it.");
    const window = await inFolder();
    window.conversation.send("q", undefined);
    await answer(window, "notNow");
    await window.screen.until(idle);
    assert.equal(messagesOf(1).at(-1), `tool: ${JSON.stringify(`Error: ${notes} is not read, ${NOT_ALLOWED}`)}`);
    assert.deepEqual(
      window.events().filter(({ kind }) => kind === "tainted"),
      [],
    );
    assert.deepEqual(window.events().at(-1), { kind: "end", reason: "complete" });
  });

  it("stays tainted when it is opened again, and then the word for a workspace lets nothing new in", async () => {
    await folder.write("other.md", "another\n");
    const other = join(folder.path, "other.md");
    fixture()
      .brain.nextChat([read(notes)])
      .nextChat("One.")
      .nextChat([read(other)])
      .nextChat("Two.");
    const first = await inFolder();
    first.conversation.send("q", undefined);
    await answer(first, "once");
    await first.screen.until(idle);
    first.conversation.dispose();
    const second = await inFolder();
    second.grants.add({ effect: "reads", what: other }, "workspace", "before");
    second.conversation.send("q", undefined);
    await answer(second, "once");
    await second.screen.until(idle);
    assert.equal(second.events().filter(({ kind }) => kind === "tainted").length, 1);
  });

  it("is cut by Stop: the question counts as refused, what waits behind never begins, and the API takes the history", async () => {
    fixture()
      .brain.nextChat([read(notes, "Aaaaaaaaa"), read(notes, "Bbbbbbbbb")])
      .nextChat("Fine.");
    const window = await inFolder();
    window.conversation.send("q", undefined);
    const { id } = await asked(window.screen);
    await window.conversation.stop();
    assert.deepEqual(window.events().at(-1), { kind: "end", reason: "stopped" });
    assert.equal(window.snapshot().status.question, undefined);
    assert.equal(window.consent.answer(id, "once"), false);
    await window.ask("go on");
    assert.deepEqual(window.events().at(-1), { kind: "end", reason: "complete" });
    const refused = `tool: ${JSON.stringify(`Error: ${notes} is not read, ${NOT_ALLOWED}`)}`;
    assert.deepEqual(messagesOf(1).slice(3, 5), [refused, refused]);
  });

  it("asks nobody any more when the window is loaded again: what waited is no more, and the API takes the history", async () => {
    fixture()
      .brain.nextChat([read(notes)])
      .nextChat("Fine.");
    const first = await inFolder();
    first.conversation.send("q", undefined);
    const { id } = await asked(first.screen);
    first.conversation.dispose();
    first.kill();
    const second = await inFolder();
    assert.equal(second.snapshot().status.question, undefined);
    assert.equal(second.consent.answer(id, "once"), false);
    assert.deepEqual(second.events().at(-1), { kind: "end", reason: "interrupted" });
    await second.ask("go on");
    assert.deepEqual(second.events().at(-1), { kind: "end", reason: "complete" });
    assert.ok(!JSON.stringify(second.events()).includes("outside\\n"));
  });

  it("offers a model that only answers no tool that changes anything, and knows none", async () => {
    fixture()
      .brain.nextChat([toolCall("write", { text: "a" })])
      .nextChat("I cannot.");
    const writing = new Gated("write", "writes");
    const window = await inFolder({ tools: [readFile, writing] });
    window.conversation.send("q", undefined);
    await window.screen.until(isEvent("end"));
    assert.deepEqual(writing.begun, []);
    assert.match(messagesOf(1).at(-1) ?? "", /There is no tool write\. The tools are: read_file\./);
    const body = fixture().server.requests[0]?.body as { tools: { function: { name: string } }[] } | undefined;
    assert.deepEqual(
      body?.tools.map((tool) => tool.function.name),
      ["read_file"],
    );
  });
});
