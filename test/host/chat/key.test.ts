import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as vscode from "vscode";
import { exclusionOfThisWindow } from "../support/exclusion";
import { setSetting } from "../support/extension";
import { untilFile } from "../support/fileEvents";
import { folder, openFile, profile, rangeOf } from "../support/files";
import { logThatSays } from "../support/log";
import { readerForEachTest } from "../support/messages";
import { KEY, mistralBehindTheExtension } from "../support/mistral";

const storage = () => join(profile(), "User", "globalStorage", "codestral-companion.codestral-companion");

/** Asks the chat about a file of this text. */
async function ask(text: string): Promise<void> {
  const document = await openFile(`ask-${text.replace(/\W+/g, "-")}.txt`, text);
  await vscode.commands.executeCommand("codestral.explain", document.uri, rangeOf(document, text));
}

/** The events of all chats, from a second connection to the history. */
function history(): string[] {
  const database = new DatabaseSync(join(storage(), "history.db"), { readOnly: true });
  try {
    return database
      .prepare("SELECT event FROM events")
      .all()
      .map((row) => String(row["event"]));
  } finally {
    database.close();
  }
}

function filesWithKey(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => join(root, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path).includes(KEY));
}

describe("the key", () => {
  const mistral = mistralBehindTheExtension();
  readerForEachTest();
  // Until the ignore files of a new window are read, no file is sent; the extension began to read them before this does.
  before(async () => (await exclusionOfThisWindow()).dispose());
  afterEach(() => vscode.commands.executeCommand("codestral.newChat"));

  it("is sent with each request and is in no event of the history", async () => {
    const { server, brain } = mistral();
    brain.nextChat("It greets.");
    await ask("the first question");
    const request = await server.waitForRequest(({ path }) => path === "/v1/chat/completions");
    assert.equal(request.key, "accepted");
    const events = await untilFile(storage(), () => {
      const all = history();
      return all.some((event) => event.includes("It greets.")) ? all : undefined;
    });
    assert.ok(events.some((event) => event.includes("the first question")));
    assert.equal(events.join("\n").includes(KEY), false);
  });

  it("is not in the log when the server refuses it", async () => {
    mistral().server.keys = ["another"];
    await ask("a refused question");
    assert.equal((await logThatSays(/chat: \S+ refused the API key/)).includes(KEY), false);
  });

  it("is not in the log when the server repeats it in an error in the stream", async () => {
    mistral().brain.nextChat(async function* () {
      yield { kind: "text", text: "Well" };
      throw new Error(`upstream refused Bearer ${KEY} today`);
    });
    await ask("a broken question");
    const log = await logThatSays(/chat: .*upstream refused Bearer … today/);
    assert.equal(log.includes(KEY), false);
  });

  it("is not in the log when the server repeats it in a refusal", async () => {
    const parrot = createServer((request, response) => {
      const body = { object: "error", message: `I was told ${request.headers.authorization}`, type: "invalid_request" };
      response.writeHead(request.url === "/v1/models" ? 404 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    }).listen(0, "127.0.0.1");
    await once(parrot, "listening");
    const address = parrot.address();
    assert.ok(typeof address === "object" && address);
    try {
      await setSetting("server", `http://127.0.0.1:${address.port}`);
      await ask("a repeated question");
      const log = await logThatSays(/chat: .*I was told Bearer …/);
      assert.equal(log.includes(KEY), false);
    } finally {
      await setSetting("server", mistral().server.url);
      parrot.close();
      parrot.closeAllConnections();
    }
  });

  it("is in no file of the profile or the workspace after all that", () => {
    assert.deepEqual([...filesWithKey(profile()), ...filesWithKey(folder())], []);
  });
});
