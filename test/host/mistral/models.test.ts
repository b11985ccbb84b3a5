import assert from "node:assert/strict";
import * as vscode from "vscode";
import { isProblem, MistralClient } from "../../../src/mistral/client";
import { ModelCatalog } from "../../../src/mistral/models/catalog";
import { type ListModels, listModels } from "../../../src/mistral/models/listModels";
import type { RequestResult, SentRequest } from "../../../src/mistral/request";
import { ModelsInUse } from "../../../src/vscode/mistral/modelsInUse";
import { Settings } from "../../../src/vscode/settings";
import { bareCatalogue, type Catalogue, modelCard, publicCatalogue } from "../../mistral/models";
import { StandingClock } from "../../unit/completion/standingClock";
import { setSetting } from "../support/extension";
import { readerForEachTest } from "../support/messages";
import { KEY, mistralBehindTheExtension } from "../support/mistral";
import { picksForEachTest } from "../support/picks";

const DAY = 24 * 60 * 60_000;
const never = () => new AbortController().signal;

/** State that all windows of a test share, as they share the editor's. */
function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, fallback?: T) => (kept.get(key) ?? fallback) as T,
    update: async (key, value) => void kept.set(key, value),
  };
}

/** A model that is retired in so many days. */
function ending(id: string, days: number, replacement: string | null, can = {}) {
  const card = modelCard(id, [], 1000, { completion_chat: true, completion_fim: true, ...can });
  const deprecation = new Date(Date.now() + days * DAY).toISOString();
  return { ...card, deprecation, deprecation_replacement_model: replacement };
}

const withAlso = (...also: Catalogue["listed"]): Catalogue => ({
  listed: [...also, ...publicCatalogue().listed],
  unlisted: [],
});

describe("the models in use", () => {
  const mistral = mistralBehindTheExtension();
  const reader = readerForEachTest();
  const picks = picksForEachTest();
  const opened: vscode.Disposable[] = [];
  beforeEach(() => {
    mistral().server.models = publicCatalogue();
  });
  afterEach(() => vscode.Disposable.from(...opened.splice(0)).dispose());

  function openWindow(told = memento()) {
    const { server } = mistral();
    const access = new vscode.EventEmitter<void>();
    const key = { id: "one", name: "one", server: server.url, work: "both", secret: KEY } as const;
    const looks: object[] = [];
    const client = new MistralClient(
      { server: () => server.url, keys: () => (looks.push(key), Promise.resolve([key])) },
      { sent: () => {}, ended: () => {} },
    );
    const listed: Promise<unknown>[] = [];
    const list: ListModels = (connection, signal) => {
      const models = listModels(client, connection, signal);
      listed.push(models);
      return models;
    };
    const catalog = new ModelCatalog(client, list, { read: async () => undefined, write: async () => {} });
    const settings = new Settings({ warn: (message) => assert.fail(message) });
    const clock = new StandingClock();
    const models = new ModelsInUse({ catalog, settings, told, onDidChangeAccess: access.event }, clock);
    opened.push(models, access);
    /** The model for ghost text, when what is asked for in the background is known. */
    const completion = async () => {
      models.completion();
      await Promise.all(listed);
      await catalog.list("completion", never());
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return models.completion();
    };
    const refused = (model: string) => {
      const request = { purpose: "completion", server: new URL(server.url).host, keyName: "one", model };
      const result = { outcome: { kind: "unusableModel", model, detail: "" } };
      models.ended(request as SentRequest, result as RequestResult);
    };
    return { models, clock, access, listed, looks, completion, refused, chat: () => models.chat(never()) };
  }

  it("are what the settings name, without waiting for ghost text", async () => {
    const { server } = mistral();
    const window = openWindow();
    await setSetting("completion.model", "codestral-2508");
    server.forgetRequests();
    assert.equal(window.models.completion(), "codestral-2508");
    assert.equal(server.requests.length, 0, "A key waits for a request.");
    assert.deepEqual(await window.chat(), { model: "mistral-medium-3-5" });
    await setSetting("chat.model", "mistral-small-latest");
    assert.deepEqual(await window.chat(), { model: "mistral-small-latest" });
  });

  it("are asked about once, however many keys there are", async () => {
    const window = openWindow();
    for (let keys = 0; keys < 100; keys++) window.models.completion();
    assert.equal(window.looks.length, 1, "Each key looks the models up.");
    await window.completion();
    assert.equal(window.listed.length, 1);
  });

  it("follow the server for ghost text where nothing is named", async () => {
    const { server } = mistral();
    server.models = bareCatalogue(["qwen-coder"]);
    const window = openWindow();
    assert.equal(window.models.completion(), "codestral-latest");
    assert.equal(await window.completion(), "qwen-coder");
    window.access.fire();
    server.models = bareCatalogue(["another"]);
    assert.equal(window.models.completion(), "codestral-latest", "Another key's list is believed.");
  });

  it("are replaced for ghost text when they are retired, and the person is told once", async () => {
    const { server } = mistral();
    server.models = withAlso(ending("codestral-2501", -3, "codestral-latest"));
    await setSetting("completion.model", "codestral-2501");
    const told = memento();
    assert.equal(await openWindow(told).completion(), "codestral-latest");
    const message = await reader().next(/codestral-2501 is retired/);
    assert.equal(
      message.sentence,
      "codestral-2501 is retired; codestral-latest writes ghost text in its place, at about $0.30 / $0.90 per million tokens.",
    );
    assert.deepEqual([message.severity, message.buttons], ["Information", ["Pick a Model"]]);
    assert.equal(await openWindow(told).completion(), "codestral-latest");
    assert.deepEqual(reader().messages, []);
    message.click("Pick a Model");
    assert.equal((await picks().next()).title, "Codestral: Pick Completion Model");
  });

  it("are replaced in the chat, and announced before", async () => {
    const { server } = mistral();
    server.models = withAlso(
      ending("old", -3, "older"),
      ending("older", -1, "mistral-small-2603"),
      ending("soon", 29, "mistral-small-2603"),
      ending("later", 31, "mistral-small-2603"),
    );
    const window = openWindow();
    await setSetting("chat.model", "later");
    assert.deepEqual(await window.chat(), { model: "later" });
    assert.deepEqual(reader().messages, []);
    await setSetting("chat.model", "soon");
    assert.deepEqual(await window.chat(), { model: "soon" });
    const { sentence } = await reader().next(/soon/);
    assert.match(
      sentence,
      /^soon, which answers in the chat, retires on \d{4}-\d\d-\d\d; then comes mistral-small-2603/,
    );
    await setSetting("chat.model", "old");
    assert.deepEqual(await window.chat(), { model: "mistral-small-2603", insteadOf: "old" });
    const message = await reader().next(/old is retired; mistral-small-2603 answers in the chat in its place/);
    await window.chat();
    assert.deepEqual(reader().messages, []);
    message.click("Pick a Model");
    assert.equal((await picks().next()).title, "Codestral: Pick Chat Model");
  });

  it("that have no heir are a problem in the chat, and for ghost text what the server says of them", async () => {
    const { server } = mistral();
    server.models = withAlso(ending("gone", -3, null));
    await setSetting("chat.model", "gone");
    await setSetting("completion.model", "gone");
    const window = openWindow();
    const problem = await window.chat();
    assert.ok(isProblem(problem) && problem.kind === "unusableModel" && problem.model === "gone");
    assert.equal(await window.completion(), "gone");
    assert.deepEqual(reader().messages, []);
  });

  it("that the server refuses are replaced from the next request on", async () => {
    const { server } = mistral();
    await setSetting("completion.model", "codestral-2501");
    const live = modelCard("codestral-2501", [], 1000, { completion_fim: true });
    server.models = withAlso(live);
    const window = openWindow();
    assert.equal(await window.completion(), "codestral-2501");
    server.models = withAlso(ending("codestral-2501", -1, "codestral-2508"));
    window.refused("codestral-2501");
    await server.waitForRequest(() => server.requests.length === 2);
    assert.equal(await window.completion(), "codestral-2508");
    assert.equal((await reader().next(/is retired/)).severity, "Information");
    for (let times = 0; times < 3; times++) window.refused("codestral-2501");
    await window.completion();
    assert.equal(window.listed.length, 2);
  });

  it("are the ones just picked, also for a message that is sent at once", async () => {
    const window = openWindow();
    assert.deepEqual(await window.chat(), { model: "mistral-medium-3-5" });
    const writing = window.models.use("chat", "mistral-small-latest");
    assert.deepEqual(await window.chat(), { model: "mistral-small-latest" });
    await writing;
    const { globalValue } = vscode.workspace.getConfiguration("codestral").inspect("chat.model") ?? {};
    assert.equal(globalValue, "mistral-small-latest");
  });

  it("answer in the chat also where the server cannot list them", async () => {
    const { server } = mistral();
    await setSetting("chat.model", "named");
    for (const refuse of ["internal", "notFound", "rateLimited"] as const) {
      server.mood = { on: "models", refuse };
      assert.deepEqual(await openWindow().chat(), { model: "named" }, refuse);
    }
    server.mood = {};
    server.keys = ["another"];
    assert.deepEqual(await openWindow().chat(), { model: "named" }, "What refuses the list may take the question.");
    await setSetting("chat.model", "auto");
    const problem = await openWindow().chat();
    assert.ok(isProblem(problem) && problem.kind === "refusedKey");
  });

  it("answer in the chat also where the list of models never comes, and a named one after a second", async () => {
    const { server } = mistral();
    await setSetting("chat.model", "named");
    server.mood = { on: "models", silent: true };
    const window = openWindow();
    const chosen = window.chat();
    await server.waitForRequest(() => true);
    await window.clock.advance(1_000);
    assert.deepEqual(await chosen, { model: "named" });
  });

  it("are not looked after any more when the window is gone", async () => {
    const { server } = mistral();
    server.mood = { on: "models", silent: true };
    const window = openWindow();
    window.models.completion();
    const request = await server.waitForRequest(() => true);
    window.models.dispose();
    assert.equal(await server.waitForClosed(request), "aborted-by-client");
  });
});
