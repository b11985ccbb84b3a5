import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ApiKey } from "../../../src/mistral/keys/apiKey";
import {
  addKey,
  changeKey,
  parseKeys,
  removeKey,
  setDefaultKey,
  type StoredKey,
} from "../../../src/mistral/keys/stored";
import { sessionOf } from "../../../src/vscode/mistral/authentication";
import { Keys } from "../../../src/vscode/mistral/keys";
import { Settings } from "../../../src/vscode/settings";
import { StandingClock } from "../../unit/completion/standingClock";
import { disposesAfterEachTest } from "../support/disposing";
import { setSetting } from "../support/extension";
import { SharedSecrets } from "../support/secrets";
import { until } from "../support/waiting";

const OLD = "codestral.apiKey";
const LIST = "codestral.keys";

describe("the keys of a person", () => {
  const own = disposesAfterEachTest();
  let secrets: SharedSecrets;
  let errors: string[];
  beforeEach(() => {
    secrets = new SharedSecrets();
    errors = [];
  });
  afterEach(async () => {
    await setSetting("server", undefined);
    delete process.env.MISTRAL_API_KEY;
  });

  const settings = new Settings({ warn: () => {} });
  const window = () => own(new Keys(own(secrets.window()), settings, { error: (sentence) => errors.push(sentence) }));
  const key = (id: string, more: Partial<StoredKey> = {}): StoredKey => ({
    ...{ id, name: id, server: "https://own.example", work: "both", secret: `secret-of-${id}` },
    ...more,
  });
  const names = async (keys: Keys) => (await keys.keys()).map(({ name }: ApiKey) => name);
  const kept = () => JSON.parse(secrets.values.get(LIST) ?? "null");

  it("are the same in two windows, and both hear of a change in one", async () => {
    const [here, there] = [window(), window()];
    assert.deepEqual(await names(there), []);
    let told = 0;
    own(there.onDidChange(() => told++));
    await here.update((list) => addKey(list, key("a")));
    assert.deepEqual([await names(here), await names(there), told], [["a"], ["a"], 1]);
    await there.update((list) => changeKey(addKey(list, key("b")), "a", { name: "renamed" }));
    assert.deepEqual(await names(here), ["renamed", "b"]);
    await here.update((list) => removeKey(list, "a"));
    assert.deepEqual(await names(there), ["b"]);
    await there.update((list) => removeKey(list, "b"));
    assert.equal(secrets.values.has(LIST), false);
  });

  it("a change is made to what another window has just stored, and none gets lost", async () => {
    const [here, there] = [window(), window()];
    await here.keys();
    secrets.values.set(LIST, JSON.stringify({ version: 1, keys: [key("unheard")] }));
    await Promise.all([
      here.update((list) => addKey(list, key("a"))),
      here.update((list) => addKey(list, key("b"))),
      here.update((list) => changeKey(list, "unheard", { work: "chat" })),
    ]);
    assert.deepEqual(await names(there), ["unheard", "a", "b"]);
    assert.equal((await there.keys())[0]?.work, "chat");
  });

  it("are looked up once, and not at each keystroke", async () => {
    const keys = window();
    await keys.keys();
    const { reads } = secrets;
    for (let count = 0; count < 10; count++) await keys.keys();
    assert.equal(secrets.reads, reads);
  });

  it("a key without a server of its own goes with the setting, at once", async () => {
    const keys = window();
    await keys.update((list) => addKey(setDefaultKey(list, "one"), key("a")));
    const servers = async () => (await keys.keys()).map(({ server }) => server);
    assert.deepEqual(await servers(), ["https://api.mistral.ai", "https://own.example"]);
    await setSetting("server", "https://second.example");
    assert.deepEqual(await servers(), ["https://second.example", "https://own.example"]);
  });

  it("the environment's key is there while none is stored", async () => {
    process.env.MISTRAL_API_KEY = " from-the-environment ";
    const keys = window();
    assert.deepEqual(await keys.keys(), [
      {
        ...{ id: "environment", name: "MISTRAL_API_KEY (environment)", server: "https://api.mistral.ai" },
        ...{ work: "both", secret: "from-the-environment" },
      },
    ]);
    await keys.update((list) => addKey(list, key("a")));
    assert.deepEqual(await names(keys), ["a"]);
    await keys.update(() => parseKeys(undefined));
    assert.deepEqual(await names(keys), ["MISTRAL_API_KEY (environment)"]);
    process.env.MISTRAL_API_KEY = "  ";
    assert.deepEqual(await names(keys), []);
  });

  describe("the one key of an older version", () => {
    it("becomes the default key, and leaves its old place", async () => {
      secrets.values.set(OLD, " old-secret ");
      const keys = window();
      const moved = until(keys.onDidChange, () => (secrets.values.has(OLD) ? undefined : true));
      const [only, ...more] = await keys.keys();
      assert.deepEqual(
        [only?.name, only?.server, only?.secret, more.length],
        ["Default", "https://api.mistral.ai", "old-secret", 0],
      );
      await moved;
      assert.deepEqual(kept().keys[0], { id: "default", name: "Default", work: "both", secret: "old-secret" });
      assert.deepEqual(await names(window()), ["Default"]);
    });

    it("is not lost when the first thing that happens is a change", async () => {
      secrets.values.set(OLD, "old-secret");
      const keys = window();
      await keys.update((list) => addKey(list, key("a")));
      assert.deepEqual(await names(keys), ["Default", "a"]);
      assert.equal(secrets.values.has(OLD), false);
    });

    it("counts when that version is given another one, in a window that still runs it", async () => {
      const keys = window();
      await keys.update((list) => addKey(setDefaultKey(list, "before"), key("a")));
      const older = own(secrets.window());
      await older.store(OLD, "newer");
      const secretsNow = (await keys.keys()).map(({ secret }) => secret);
      assert.deepEqual(secretsNow, ["newer", "secret-of-a"]);
    });

    it("is used even where it cannot be moved", async () => {
      secrets.values.set(OLD, "old-secret");
      const readOnly = secrets.window();
      readOnly.store = () => Promise.reject(new Error("read-only"));
      const logged = new vscode.EventEmitter<void>();
      const log = { error: (sentence: string) => (errors.push(sentence), logged.fire()) };
      const keys = own(new Keys(own(readOnly), settings, log));
      const complained = until(logged.event, () => errors[0]);
      assert.deepEqual(await names(keys), ["Default"]);
      assert.match(await complained, /cannot be moved/);
      assert.equal(secrets.values.get(OLD), "old-secret");
      logged.dispose();
    });
  });

  it("are accounts to VS Code and other extensions, without the key, and each with a token of its own", () => {
    const sessions = [sessionOf(key("a")), sessionOf(key("b"))];
    assert.deepEqual(
      sessions.map(({ account }) => account.label),
      ["a", "b"],
    );
    assert.ok(!JSON.stringify(sessions).includes("secret-of-"));
    assert.equal(new Set(sessions.map(({ accessToken }) => accessToken)).size, 2);
  });

  it("a storage that cannot be read is told in the log, and the environment still serves", async () => {
    secrets.failure = new Error("no keyring");
    process.env.MISTRAL_API_KEY = "from-the-environment";
    const keys = window();
    assert.deepEqual(await names(keys), ["MISTRAL_API_KEY (environment)"]);
    assert.equal(errors.length, 1);
    await assert.rejects(
      keys.update((list) => addKey(list, key("a"))),
      /no keyring/,
    );
    secrets.failure = undefined;
    await keys.update((list) => addKey(list, key("b")));
    assert.deepEqual(await names(keys), ["b"]);
  });

  it("a storage that could not be read for a moment is read again, and the keys are there without a change", async () => {
    secrets.values.set(LIST, JSON.stringify({ version: 1, keys: [key("a")] }));
    secrets.failure = new Error("the keyring is locked");
    const clock = new StandingClock();
    const keys = own(new Keys(own(secrets.window()), settings, { error: (said) => errors.push(said) }, clock));
    let told = 0;
    own(keys.onDidChange(() => told++));
    assert.deepEqual(await names(keys), []);
    await clock.advance(60_000);
    assert.deepEqual([await names(keys), told], [[], 0]);
    const { reads } = secrets;
    for (let count = 0; count < 10; count++) await keys.keys();
    assert.equal(secrets.reads, reads, "A keyring that does not work is asked at each keystroke.");
    secrets.failure = undefined;
    await clock.advance(60_000);
    assert.deepEqual([await names(keys), told, errors.length], [["a"], 1, 1]);
  });

  it("what was read before holds while the storage cannot be read", async () => {
    const clock = new StandingClock();
    const shown = own(secrets.window());
    const keys = own(new Keys(shown, settings, { error: (said) => errors.push(said) }, clock));
    await keys.update((list) => addKey(list, key("a")));
    assert.deepEqual(await names(keys), ["a"]);
    secrets.values.set(LIST, JSON.stringify({ version: 1, keys: [key("b")] }));
    await own(secrets.window()).delete(OLD);
    secrets.failure = new Error("the keyring is locked");
    assert.deepEqual(await names(keys), ["a"]);
    secrets.failure = undefined;
    await clock.advance(60_000);
    assert.deepEqual(await names(keys), ["b"]);
  });

  it("an entry that a later version wrote is not lost", async () => {
    const later = {
      version: 2,
      keys: [
        { ...key("a"), scope: "team" },
        { id: "b", kind: "certificate" },
      ],
      shared: true,
    };
    secrets.values.set(LIST, JSON.stringify(later));
    const keys = window();
    await keys.update((list) => changeKey(list, "a", { name: "renamed" }));
    assert.deepEqual(kept(), { ...later, keys: [{ ...later.keys[0], name: "renamed" }, later.keys[1]] });
  });
});
