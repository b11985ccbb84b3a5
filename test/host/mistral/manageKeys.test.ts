import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { startMistralServer } from "../../mistral/server";
import { boxesForEachTest } from "../support/boxes";
import { folder, openFile, profile, rangeOf } from "../support/files";
import { logText } from "../support/log";
import { readerForEachTest } from "../support/messages";
import { KEY, mistralBehindTheExtension } from "../support/mistral";

const SECOND = "second-host-suite-key-77e1b20c";
const WRONG = "wrong-host-suite-key-0d3f4a5b";

describe("managing API keys", () => {
  const mistral = mistralBehindTheExtension();
  afterEach("forget all keys", async () => {
    const stored = (await vscode.authentication.getAccounts("codestral")).length;
    if (stored === 0) return;
    const clearing = vscode.commands.executeCommand("codestral.clearApiKey");
    const button = stored > 1 ? `Remove All ${stored}` : "Remove";
    (await reader().next(/Remove (?:all \d+ API keys|the stored API key)\?/)).click(button);
    await clearing;
  });
  const reader = readerForEachTest();
  const boxes = boxesForEachTest();
  let managing: Thenable<unknown> | undefined;
  beforeEach(() => {
    mistral().server.keys = [KEY, SECOND];
  });
  after("no key is left", async () => {
    assert.deepEqual(await vscode.authentication.getAccounts("codestral"), []);
  });

  const manage = async () => {
    managing = vscode.commands.executeCommand("codestral.manageApiKeys");
    await boxes().box(/Manage API Keys/);
  };
  const leave = async () => {
    await boxes().box(/Manage API Keys/);
    await boxes().escape();
    await managing;
  };
  /** The keys as the list tells of them. */
  const rows = async () => {
    const list = await boxes().box(/Manage API Keys/);
    assert.ok("items" in list);
    return list.items
      .filter(({ label }) => label.startsWith("$(key)"))
      .map(({ label, description }) => `${label.slice(7)} | ${description}`);
  };
  const server = () => new URL(mistral().server.url).host;
  const add = async (key: string, name: string, work: RegExp, address = `${mistral().server.url}/v1/`) => {
    await boxes().choose(/Add a key/);
    await boxes().choose(/Own server/);
    await boxes().type(/The server's address/, address);
    await boxes().type(/The key for 127/, key);
    await boxes().type(/What the key is called/, name);
    await boxes().choose(work);
    await reader().next(/accepted the key/);
  };

  it("a key is added in steps, shown with its end only, and does its work at its own server", async () => {
    const brain = new ScriptedBrain();
    const other = await startMistralServer({ brain, key: SECOND, basePath: "/proxy" });
    try {
      await manage();
      assert.deepEqual(await rows(), [
        `MISTRAL_API_KEY (environment) | ${server()} (from the settings) · ghost text and chat · ••••${KEY.slice(-4)}`,
      ]);
      await add(SECOND, "Second", /^Chat/, `${other.url}/v1/`);
      const at = `${new URL(other.url).host}/proxy`;
      assert.deepEqual(await rows(), [`Second | ${at} · chat and refactorings only · ••••${SECOND.slice(-4)}`]);
      await leave();
      brain.nextChat("It adds.");
      const document = await openFile("asked-with-the-second-key.ts", "a + b;");
      await vscode.commands.executeCommand("codestral.explain", document.uri, rangeOf(document, "a + b"));
      const request = await other.waitForRequest(({ path }) => path.endsWith("/chat/completions"));
      assert.equal(request.key, "accepted");
      const elsewhere = mistral().server.requests.map(({ path }) => path);
      assert.deepEqual(new Set(elsewhere), new Set(elsewhere.filter((path) => path.endsWith("/models"))));
      await other.waitForClosed(request);
    } finally {
      await vscode.commands.executeCommand("codestral.newChat");
      await other.close();
    }
  });

  it("a stored key is an account of VS Code's, whose token is not the key", async () => {
    const heard: string[] = [];
    const listening = vscode.authentication.onDidChangeSessions(({ provider }) => heard.push(provider.id));
    try {
      await manage();
      await add(SECOND, "Second", /^Ghost text and/);
      await leave();
      const [account, ...more] = await vscode.authentication.getAccounts("codestral");
      assert.deepEqual([account?.label, more.length], ["Second", 0]);
      // That the test before left none may be told late.
      assert.deepEqual([...new Set(heard)], ["codestral"]);
      // Whoever asks without having been let in gets nothing; whoever is let in gets nothing of worth.
      const session = await vscode.authentication.getSession("codestral", [], { silent: true });
      assert.ok(!JSON.stringify([session ?? "", account]).includes(SECOND));
    } finally {
      listening.dispose();
    }
  });

  it("a refused key stays in the box with the reason, and is not stored", async () => {
    await manage();
    await boxes().choose(/Add a key/);
    await boxes().choose(/Own server/);
    await boxes().type(/The server's address/, mistral().server.url);
    const box = await boxes().type(/The key for/, WRONG);
    const message = await boxes().remark(box);
    assert.match(message, /refused the API key/);
    assert.equal(box.value, WRONG);
    for (let step = 0; step < 3; step++) await boxes().escape();
    assert.equal((await rows()).length, 1);
    await leave();
    assert.equal((await vscode.authentication.getAccounts("codestral")).length, 0);
  });

  it("each step back keeps what was typed", async () => {
    await manage();
    await boxes().choose(/Add a key/);
    await boxes().choose(/Own server/);
    const address = `${mistral().server.url}/`;
    await boxes().type(/The server's address/, address);
    await boxes().type(/The key for/, SECOND);
    await boxes().prompt(/What the key is called/);
    await boxes().escape();
    assert.equal((await boxes().prompt(/The key for/)).value, SECOND);
    await boxes().escape();
    assert.equal((await boxes().prompt(/The server's address/)).value, address);
    await boxes().escape();
    await boxes().escape();
    await leave();
  });

  it("a key of a server that is away is stored when the person insists", async () => {
    await manage();
    await boxes().choose(/Add a key/);
    await boxes().choose(/Own server/);
    await boxes().type(/The server's address/, "http://127.0.0.1:1");
    const box = await boxes().type(/The key for/, SECOND);
    assert.match(await boxes().remark(box), /cannot be reached.*Or press Enter again/);
    await boxes().type(/The key for/, SECOND);
    await boxes().type(/What the key is called/, "Away");
    await boxes().choose(/^Ghost text and/);
    await reader().next(/has not been checked/);
    assert.match((await rows()).join(), /^Away \| 127\.0\.0\.1:1 /);
    await leave();
  });

  it("is renamed, given other work, replaced and removed", async () => {
    await manage();
    await add(SECOND, "Second", /^Ghost text and/);
    await boxes().choose(/Second/);
    await boxes().choose(/Rename/);
    await boxes().type(/What the key is called/, "Renamed");
    assert.match((await rows()).join(), /^Renamed \|/);
    await boxes().choose(/Renamed/);
    await boxes().choose(/used for/);
    await boxes().choose(/^Ghost text only/);
    assert.match((await rows()).join(), /ghost text only/);
    await boxes().choose(/Renamed/);
    await boxes().choose(/Replace/);
    await boxes().type(/The key for/, KEY);
    await reader().next(/accepted the key/);
    assert.match((await rows()).join(), new RegExp(`••••${KEY.slice(-4)}$`));
    await boxes().choose(/Renamed/);
    await boxes().choose(/Remove/);
    const asked = await reader().next(/Remove the API key “Renamed”\?/);
    asked.click("Remove");
    await boxes().box(/Manage API Keys/);
    assert.match((await rows()).join(), /^MISTRAL_API_KEY \(environment\)/);
    await leave();
  });

  it("is tried, and the list says what came of it", async () => {
    await manage();
    await add(SECOND, "Second", /^Ghost text and/);
    mistral().server.keys = [KEY];
    await boxes().choose(/Second/);
    await boxes().choose(/Try it/);
    const list = await boxes().box(/Manage API Keys/);
    assert.ok("items" in list);
    const detail = await boxes().look(() => {
      const found = "items" in list ? list.items.find(({ label }) => label.includes("Second"))?.detail : undefined;
      return found?.includes("refused") ? found : undefined;
    });
    assert.match(detail, /^\$\(error\) .*refused the API key/);
    await leave();
  });

  describe("from a file", () => {
    const own = mkdtempSync(join(tmpdir(), "codestral-pool-"));
    const path = join(own, "pool-of-keys-9f8e7d6c.json");
    const original = vscode.window.showOpenDialog;
    after(() => rmSync(own, { recursive: true }));
    afterEach(() => Reflect.set(vscode.window, "showOpenDialog", original));

    /** Nobody can click in the dialog of the system from here. */
    const choosing = (...files: readonly string[]) =>
      Reflect.set(vscode.window, "showOpenDialog", async () => files.map((file) => vscode.Uri.file(file)));
    const bringIn = async () => {
      await manage();
      await boxes().choose(/Bring in several/);
      await boxes().choose(/From a file/);
    };
    const toOwnServer = async () => {
      await boxes().choose(/Own server/);
      await boxes().type(/The server's address/, mistral().server.url);
    };

    it("keys come into the list, and the file stays as it is, unmentioned anywhere", async () => {
      const pool = { mistral: { keys: [SECOND, WRONG, KEY], model: "mistral-small-latest", context_window: 32768 } };
      const bytes = Buffer.from(`\uFEFF${JSON.stringify(pool, undefined, 2)}\r\n`);
      writeFileSync(path, bytes);
      const long = new Date("2020-01-02T03:04:05Z");
      utimesSync(path, long, long);
      choosing(path);
      await bringIn();
      await toOwnServer();
      const done = await reader().next(/2 keys are stored/);
      assert.match(done.sentence, /1 key is refused and left out \(no\. 2\)/);
      assert.match(done.sentence, /The file names the model mistral-small-latest \(32,768 tokens\)\./);
      assert.equal(vscode.workspace.getConfiguration("codestral").get("chat.model"), "auto");
      const changed = new Promise((resolve) => vscode.workspace.onDidChangeConfiguration(resolve));
      done.click("Use It in the Chat");
      await changed;
      assert.equal(vscode.workspace.getConfiguration("codestral").get("chat.model"), "mistral-small-latest");
      assert.equal((await rows()).length, 2);
      await leave();
      assert.deepEqual(readFileSync(path), bytes);
      assert.equal(statSync(path).mtimeMs, long.getTime());
      assert.deepEqual(readdirSync(own), ["pool-of-keys-9f8e7d6c.json"]);
      for (const words of [SECOND, WRONG, KEY, "pool-of-keys-9f8e7d6c"]) {
        assert.deepEqual([...filesWith(profile(), words), ...filesWith(folder(), words)], [], words);
        assert.equal(logText().includes(words), false);
      }
    });

    it("keys that are there already are not doubled", async () => {
      writeFileSync(path, `MISTRAL_API_KEY=${SECOND}\n`);
      choosing(path);
      for (const says of [/^1 key is stored\.$/, /^No key was stored\. 1 key is known already\.$/]) {
        await bringIn();
        await toOwnServer();
        await reader().next(says);
        assert.deepEqual((await rows()).length, 1);
        await leave();
      }
    });

    it("without keys, or that cannot be read: says so, names no path, and lets the person choose again", async () => {
      writeFileSync(path, `{"mistral": {"keys": ["${SECOND}"`);
      const large = join(own, "large");
      writeFileSync(large, `MISTRAL_API_KEY=${SECOND}\n${"#".repeat(1_000_000)}`);
      for (const [file, says] of [
        [large, /too large/],
        [path, /The JSON is broken in line 1/],
        [join(own, "nothing-here"), /cannot be read/],
      ] as const) {
        choosing(file);
        await bringIn();
        const { sentence } = await reader().next(says);
        assert.ok(!sentence.includes(own) && !sentence.includes(SECOND));
        await boxes().box(/Bring In API Keys/);
        await boxes().escape();
        await leave();
      }
    });
  });

  it("several keys that cannot be checked now are stored when the person says so", async () => {
    for (const [button, says, count] of [
      [undefined, /^No key was stored\.$/, 1],
      ["Store Them Unchecked", /^2 keys are stored\. 2 of them could not be checked\.$/, 2],
    ] as const) {
      await manage();
      await boxes().choose(/Bring in several/);
      await boxes().choose(/Paste/);
      await boxes().type(/Paste the keys/, `${SECOND}, ${KEY}`);
      await boxes().choose(/Own server/);
      await boxes().type(/The server's address/, "http://127.0.0.1:1");
      const asked = await reader().next(/^2 keys could not be checked\.$/);
      asked.click(button);
      await reader().next(says);
      assert.equal((await rows()).length, count);
      await leave();
    }
  });

  it("Set API Key replaces the default key and leaves the others alone", async () => {
    await manage();
    await add(SECOND, "Second", /^Ghost text and/);
    await leave();
    mistral().server.keys = [KEY, SECOND, WRONG];
    for (const key of [KEY, WRONG]) {
      const setting = vscode.commands.executeCommand("codestral.setApiKey");
      await boxes().type(/The key for/, key);
      await reader().next(/accepted the key/);
      await setting;
    }
    await manage();
    assert.deepEqual(await rows(), [
      `Default | ${server()} (from the settings) · ghost text and chat · ••••${WRONG.slice(-4)}`,
      `Second | ${server()} · ghost text and chat · ••••${SECOND.slice(-4)}`,
    ]);
    await leave();
    const again = vscode.commands.executeCommand("codestral.setApiKey");
    const box = await boxes().type(/The key for/, SECOND);
    assert.equal(await boxes().remark(box), "This key is stored already, as “Second”.");
    await boxes().escape();
    await again;
  });

  it("Remove API Key asks before it removes the only one", async () => {
    await manage();
    await boxes().choose(/Bring in several/);
    await boxes().choose(/Paste/);
    await boxes().type(/Paste the keys/, SECOND);
    await boxes().choose(/Own server/);
    await boxes().type(/The server's address/, mistral().server.url);
    await reader().next(/1 key is stored/);
    await leave();
    const kept = async () => (await vscode.authentication.getAccounts("codestral")).length;
    for (const [button, count] of [
      [undefined, 1],
      ["Remove", 0],
    ] as const) {
      const clearing = vscode.commands.executeCommand("codestral.clearApiKey");
      (await reader().next(/Remove the stored API key\?/)).click(button);
      await clearing;
      assert.equal(await kept(), count);
    }
    await reader().next(/The stored key is removed\. The environment/);
  });

  it("Remove API Key removes several keys only when told to", async () => {
    await manage();
    await boxes().choose(/Bring in several/);
    await boxes().choose(/Paste/);
    await boxes().type(/Paste the keys/, `${SECOND}, ${KEY}`);
    await boxes().choose(/Own server/);
    await boxes().type(/The server's address/, mistral().server.url);
    await reader().next(/2 keys are stored/);
    await leave();
    const kept = async () => (await vscode.authentication.getAccounts("codestral")).length;
    for (const [button, count] of [
      [undefined, 2],
      ["Remove All 2", 0],
    ] as const) {
      const clearing = vscode.commands.executeCommand("codestral.clearApiKey");
      (await reader().next(/Remove all 2 API keys\?/)).click(button);
      await clearing;
      assert.equal(await kept(), count);
    }
    await reader().next(/The stored keys are removed\. The environment/);
  });

  it("several keys that are pasted come in with their names", async () => {
    await manage();
    await boxes().choose(/Bring in several/);
    await boxes().choose(/Paste/);
    await boxes().type(/Paste the keys/, `Work=${SECOND}, ${KEY}`);
    await boxes().choose(/Own server/);
    await boxes().type(/The server's address/, mistral().server.url);
    await reader().next(/2 keys are stored/);
    assert.deepEqual(
      (await rows()).map((row) => row.split(" | ")[0]),
      ["Work", "Key"],
    );
    await leave();
  });
});

function filesWith(root: string, words: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => join(root, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path).includes(words));
}
