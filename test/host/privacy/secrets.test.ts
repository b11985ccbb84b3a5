import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { FimRequest } from "../../mistral/requests";
import type { Exclusion } from "../../../src/vscode/workspace/exclusion";
import { activePlace } from "../../../src/vscode/chat/place";
import { Workspace } from "../../../src/vscode/workspace/workspace";
import { placeNewFile } from "../../../src/vscode/edits/newFile";
import { asked, ghostTextFrom, unasked } from "../completion/ghostText";
import { accept, editAnswer, run, simplify } from "../edits/refactoring";
import { disposesAfterEachTest } from "../support/disposing";
import { exclusionOfThisWindow } from "../support/exclusion";
import { openFile, rangeOf } from "../support/files";
import { readerForEachTest } from "../support/messages";
import { mistralBehindTheExtension } from "../support/mistral";
import { reviewClosed } from "../support/review";

/** Made when the test runs: the repository holds none. */
const password = () => `pw-${randomBytes(9).toString("hex")}`;

const PLACEHOLDER = /CODESTRAL_SECRET_[0-9A-F]{12}/;

describe("secrets stay at home", () => {
  const mistral = mistralBehindTheExtension();
  const reader = readerForEachTest();
  const own = disposesAfterEachTest();
  let exclusion: Exclusion;

  before(async () => {
    exclusion = await exclusionOfThisWindow();
  });
  after(() => exclusion.dispose());

  /** All that the server has heard, as it came over the wire. */
  const heard = () => JSON.stringify(mistral().server.requests.map(({ body }) => body));

  it("ghost text does not come in an excluded file, not even when it is asked for, and nothing of it is sent", async () => {
    const { server, brain } = mistral();
    brain.onFim(() => true, "never");
    const secret = password();
    const ghostText = own(ghostTextFrom({ url: server.url, exclusion }));
    const document = await openFile("stay/.env", `TOKEN_OF_MINE=${secret}\nOTHER=`);
    const end = document.lineAt(1).range.end;
    for (const how of [asked, unasked]) {
      assert.deepEqual(await ghostText.items(document, end, how), []);
    }
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand("type", { text: "x" });
    // The extension works through the keys in order: once it asks about this one, it has done with those in `.env`.
    const plain = await vscode.window.showTextDocument(await openFile("stay/plain.ts", "const a =\n"));
    const place = new vscode.Position(0, 9);
    plain.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand("type", { text: " " });
    await server.waitForRequest(({ body }) => ((body as Partial<FimRequest>).prompt ?? "").endsWith("const a = "));
    assert.ok(!heard().includes(secret));
    assert.ok(!heard().includes("OTHER="));
  });

  it("ghost text's prompt has placeholders, and where the model repeats one the secret is shown", async () => {
    const { server, brain } = mistral();
    const secret = password();
    brain.onFim(
      () => true,
      ({ prompt }) => `"${PLACEHOLDER.exec(prompt)?.[0] ?? "none"}";`,
    );
    const document = await openFile("stay/repeat.ts", `const password = "${secret}";\nconst again = `);
    const ghostText = own(ghostTextFrom(server));
    const [item] = await ghostText.items(document, document.lineAt(1).range.end);
    assert.equal(item?.insertText, `"${secret}";`);
    assert.ok(!heard().includes(secret));
    assert.match(heard(), PLACEHOLDER);
  });

  it("a refactoring's request has placeholders, and what is accepted has the secret again", async () => {
    const { brain } = mistral();
    const secret = password();
    const text = `export function connect() {\n  return open("db", { password: "${secret}" });\n}\n`;
    brain.onChat(
      () => true,
      ({ messages }) => {
        const placeholder = PLACEHOLDER.exec(JSON.stringify(messages))?.[0] ?? "none";
        return editAnswer({ replacement: `  return open({ password: "${placeholder}" });` });
      },
    );
    const document = await openFile("stay/connect.ts", text);
    const target = `  return open("db", { password: "${secret}" });`;
    const review = await simplify(reader(), document, target);
    assert.ok(review.after.includes(`  return open({ password: "${secret}" });`), review.after);
    await accept(reader());
    await reviewClosed();
    assert.equal(document.getText(), text.replace(target, `  return open({ password: "${secret}" });`));
    assert.ok(!heard().includes(secret));
  });

  it("a refactoring in an excluded file says why it does not go, and sends nothing", async () => {
    const { server } = mistral();
    const document = await openFile("stay/secrets.ts", "export function f() {\n  return x + x;\n}\n");
    void run("simplify", document);
    const { sentence } = await reader().next(/never sent/);
    assert.match(sentence, /^stay\/secrets\.ts is never sent to a model.*codestral\.exclude/);
    void run("explain", document);
    await reader().next(/never sent/);
    assert.deepEqual(
      server.requests.filter(({ path }) => path.includes("chat")),
      [],
    );
  });

  it("a model does not get to write an excluded file", async () => {
    const beside = (await openFile("stay/code.ts", "a")).uri;
    const place = await placeNewFile("stay/secrets.json", beside, new Workspace(exclusion));
    assert.match("sentence" in place ? place.sentence : "", /^Nothing was written\. .*never sent/);
    assert.ok("uri" in (await placeNewFile("stay/code.test.ts", beside, new Workspace(exclusion))));
  });

  it("the chat is not told of an excluded file that is open, nor what is selected there", async () => {
    const workspace = new Workspace(exclusion);
    const document = await openFile("stay/.npmrc", "//registry/:_authToken=x\n");
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(rangeOf(document, "registry").start, rangeOf(document, "registry").end);
    assert.equal(activePlace(workspace), undefined);
    await vscode.window.showTextDocument(await openFile("stay/open.ts", "a"));
    assert.deepEqual(activePlace(workspace), { path: "stay/open.ts" });
  });
});
