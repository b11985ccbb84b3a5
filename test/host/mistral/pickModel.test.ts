import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type ApiProblem, sentenceOf } from "../../../src/mistral/errors";
import type { Use } from "../../../src/mistral/models/choose";
import { modelsOf } from "../../../src/mistral/models/card";
import type { Listing } from "../../../src/mistral/models/serverModels";
import { modelItems, windowOf } from "../../../src/vscode/mistral/modelItems";
import { bareCatalogue, type Catalogue, modelCard, publicCatalogue } from "../../mistral/models";
import { setSetting } from "../support/extension";
import { readerForEachTest } from "../support/messages";
import { mistralBehindTheExtension } from "../support/mistral";
import { picksForEachTest } from "../support/picks";

const now = Date.parse("2026-11-21T12:00:00Z");
const offline: ApiProblem = { kind: "offline", server: "api.mistral.ai", code: "ENOTFOUND" };

function listing({ listed }: Catalogue, server = "api.mistral.ai", problem?: ApiProblem): Listing {
  return { server, models: modelsOf({ data: listed }) ?? [], at: now, problem };
}

/** What a person reads, a line for each item. */
function read(use: Use, setting: string, from: Listing | ApiProblem | undefined): string[] {
  return modelItems(use, setting, from, now).map(({ label, description, detail, kind }) =>
    kind === vscode.QuickPickItemKind.Separator
      ? `--- ${label}`
      : [label, description, detail].filter(Boolean).join(" | "),
  );
}

const AUTO_CHAT = "A live Devstral, or what the server names in its place";
const AUTO_COMPLETION = "Codestral, or whatever this server has that fills in the middle";

describe("the models to pick from", () => {
  it("are those that chat, with what they can do, their window and their price", () => {
    const items = read("chat", "auto", listing(publicCatalogue()));
    assert.deepEqual(items.slice(0, 4), [
      `auto | now mistral-medium-3-5 · in use | ${AUTO_CHAT}`,
      "--- api.mistral.ai",
      "codestral-2508 | 128k · about $0.30 / $0.90 | $(tools) tools · codestral-latest",
      "mistral-medium-3-5 | 256k · about $1.50 / $7.50 | $(tools) tools  $(eye) vision  $(lightbulb) reasoning · mistral-medium-latest",
    ]);
    const labels = items.map((item) => item.split(" | ")[0]);
    for (const id of ["devstral-2512", "codestral-embed-2505", "voxtral-mini-2602"])
      assert.ok(!labels.includes(id), id);
  });

  it("are those that fill in the middle", () => {
    assert.deepEqual(read("completion", "codestral-latest", listing(publicCatalogue())), [
      `auto | now codestral-latest | ${AUTO_COMPLETION}`,
      "--- api.mistral.ai",
      "codestral-2508 | in use · 128k · about $0.30 / $0.90 | $(tools) tools · codestral-latest",
    ]);
  });

  it("say when they are retired and what comes then", () => {
    const card = modelCard("codestral-2501", [], 32_768, { completion_fim: true });
    const dated = { ...card, deprecation: "2026-12-01T12:00:00Z", deprecation_replacement_model: "codestral-2508" };
    assert.deepEqual(read("completion", "codestral-2501", listing({ listed: [dated], unlisted: [] })).slice(2), [
      "codestral-2501 | in use · 32k · no price known | $(warning) retires 2026-12-01, then codestral-2508",
    ]);
  });

  it("say which one is in use in a retired one's place", () => {
    const items = read("chat", "devstral-latest", listing(publicCatalogue()));
    const line = items.find((item) => item.startsWith("mistral-medium-3-5"));
    assert.match(String(line), /in use instead of devstral-latest · 256k/);
  });

  it("are listed once, whatever a server does with their aliases", () => {
    const once = read("chat", "mistral-small-latest", listing(publicCatalogue({ entries: "aliases" })));
    assert.deepEqual(once, read("chat", "mistral-small-latest", listing(publicCatalogue())));
  });

  it("of an own server have no price, and promise no more than it says", () => {
    assert.deepEqual(read("chat", "auto", listing(bareCatalogue(["qwen"]), "127.0.0.1:8000")), [
      `auto | now qwen · in use | ${AUTO_CHAT}`,
      "--- 127.0.0.1:8000",
      "qwen | no price known | $(tools) tools",
    ]);
  });

  it("of a server that has none of the kind", () => {
    const listed = [modelCard("only-chats", [], 1, { completion_chat: true })];
    assert.deepEqual(read("completion", "auto", listing({ listed, unlisted: [] }, "own")).slice(1), [
      "--- own lists no model that fills in the middle",
    ]);
    assert.deepEqual(read("chat", "auto", listing(bareCatalogue([]), "own")).slice(1), [
      "--- own lists no model that chats",
    ]);
  });

  it("keep the one that is set, listed or not, and say why it does not work", () => {
    assert.equal(read("chat", "mine", undefined)[1], "mine | in use");
    assert.equal(read("chat", "mine", listing(bareCatalogue(["a"])))[1], "mine | in use · not in the server's list");
    const wrong = read("completion", "mistral-medium-3-5", listing(publicCatalogue()))[1];
    assert.equal(wrong, "mistral-medium-3-5 | in use · it does not fill in the middle");
  });

  it("say from when an old list is, and why", () => {
    const items = read("chat", "auto", listing(publicCatalogue(), "api.mistral.ai", offline));
    const said =
      /^\$\(warning\) Try Again \| This list is of .*2026.*\. api\.mistral\.ai cannot be reached: its name is not known here/;
    assert.match(String(items.at(-1)), said);
    assert.ok(items.some((item) => item.startsWith("mistral-medium-3-5")));
  });

  it("offer what helps where there is no list", () => {
    assert.deepEqual(read("chat", "auto", offline).slice(1), ["--- ", `$(warning) Try Again | ${sentenceOf(offline)}`]);
  });

  const windows: readonly (readonly [number, string])[] = [
    [262_144, "256k"],
    [256_000, "256k"],
    [128_000, "128k"],
    [131_072, "128k"],
    [8192, "8k"],
    [1_048_576, "1M"],
    [1_000_000, "1M"],
  ];
  for (const [tokens, said] of windows) {
    it(`have a window of ${tokens} tokens: ${said}`, () => assert.equal(windowOf(tokens), said));
  }
});

describe("the picker of models", () => {
  const mistral = mistralBehindTheExtension();
  const picks = picksForEachTest();
  const reader = readerForEachTest();
  const settingOf = (use: Use) => vscode.workspace.getConfiguration("codestral").get(`${use}.model`);

  async function open(command: string) {
    const done = vscode.commands.executeCommand(`codestral.${command}`);
    return { pick: await picks().next(), done };
  }

  it("opens at once, marks the one in use and stores what is picked", async () => {
    const { pick, done } = await open("pickChatModel");
    assert.deepEqual([pick.title, pick.labels()[0]], ["Codestral: Pick Chat Model", "auto"]);
    assert.equal(pick.activeItems[0]?.label, "auto");
    const small = await pick.item("mistral-small-2603");
    assert.equal(pick.busy, false);
    pick.accept(small);
    await done;
    assert.equal(settingOf("chat"), "mistral-small-2603");
    assert.equal(pick.isOpen, false);
    const again = await open("pickChatModel");
    await again.pick.item("mistral-small-2603");
    assert.equal(again.pick.activeItems[0]?.label, "mistral-small-2603");
    again.pick.accept(await again.pick.item("auto"));
    await again.done;
    assert.equal(settingOf("chat"), "auto");
  });

  it("of ghost text stores its own setting, and nothing when it is left", async () => {
    const { pick, done } = await open("pickCompletionModel");
    pick.accept(await pick.item("codestral-2508"));
    await done;
    assert.deepEqual([settingOf("completion"), settingOf("chat")], ["codestral-2508", "auto"]);
    const left = await open("pickCompletionModel");
    left.pick.hide();
    await left.done;
    assert.equal(settingOf("completion"), "codestral-2508");
  });

  it("asks the server again when it is told to", async () => {
    const { server } = mistral();
    const { pick, done } = await open("pickChatModel");
    await pick.item("mistral-small-2603");
    server.models = bareCatalogue(["brand-new"]);
    try {
      pick.press(0);
      await pick.item("brand-new");
      server.mood = { on: "models", refuse: "internal" };
      const before = pick.labels();
      pick.press(0);
      assert.equal(pick.busy, true);
      assert.deepEqual(pick.labels(), before);
      const { detail } = await pick.item("$(warning) Try Again");
      assert.match(String(detail), /^This list is of .*\. .* has a fault of its own \(500\)/);
      assert.ok(pick.labels().includes("brand-new"));
    } finally {
      server.models = publicCatalogue();
      server.mood = {};
      pick.press(0);
      await pick.item("mistral-small-2603");
      pick.hide();
      await done;
    }
  });

  it("offers to try again, and takes a name that is typed, where there is no list", async () => {
    const { server } = mistral();
    // Another address is another server, of which nothing is known.
    await setSetting("server", server.url.replace("127.0.0.1", "localhost"));
    server.mood = { on: "models", refuse: "internal" };
    try {
      const { pick, done } = await open("pickChatModel");
      const retry = await pick.item("$(warning) Try Again");
      server.mood = {};
      pick.type("own-name");
      assert.equal(pick.labels().at(-1), "own-name");
      pick.type("");
      assert.ok(!pick.labels().includes("own-name"));
      server.mood = { on: "models", refuse: "internal" };
      pick.accept(retry);
      await pick.item("$(warning) Try Again");
      pick.type("own-name");
      pick.accept(await pick.item("own-name"));
      await done;
      assert.equal(settingOf("chat"), "own-name");
      assert.deepEqual(reader().messages, []);
    } finally {
      await setSetting("server", server.url);
    }
  });
});
