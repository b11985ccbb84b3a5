import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { defaultKey } from "../../mistral/server";
import { isProblem, MistralClient } from "../../../src/mistral/client";
import { sentenceOf } from "../../../src/mistral/errors";
import type { ApiKey } from "../../../src/mistral/keys/apiKey";
import type { Purpose } from "../../../src/mistral/purpose";
import { asks, chat, chatRequest, collect, fim } from "./support/asks";
import { answer, rawServerForEachTest } from "./support/rawServer";
import { accessTo, clientFor, keysFor, mistralForEachTest, Observer } from "./support/fixture";

describe("where requests go", () => {
  const fixture = mistralForEachTest({ key: ["first", "second"] });

  it("the server and the key are asked for at each request", async () => {
    const { server, brain } = fixture();
    const access = { address: "http://127.0.0.1:1", key: "wrong" };
    const keys = async () => keysFor(access.address, access.key);
    const client = new MistralClient({ server: () => access.address, keys }, new Observer());
    assert.equal((await asks.streamFim(client))?.kind, "offline");
    access.address = server.url;
    assert.equal((await asks.streamFim(client))?.kind, "refusedKey");
    for (const key of ["first", "second"]) {
      access.key = key;
      brain.nextFim("x");
      assert.equal(await asks.streamFim(client), undefined);
    }
    assert.deepEqual(
      server.requests.map((request) => request.key),
      ["refused", "accepted", "accepted"],
    );
  });

  it("one connection serves several requests", async () => {
    const { server, brain } = fixture();
    const client = clientFor(server.url, "first");
    for (let count = 0; count < 3; count++) {
      brain.nextFim("x");
      await collect(fim(client));
      // The response's end may reach the client before the socket is free again.
      const request = server.requests.at(-1);
      assert.ok(request);
      await server.waitForClosed(request);
    }
    assert.ok(server.connections <= 3);
    assert.equal(await client.connect("completion"), await client.connect("completion"));
  });

  it("each request says what it is for", async () => {
    const { server, brain } = fixture();
    const observer = new Observer();
    const client = new MistralClient(accessTo(server.url, "first"), observer);
    brain.nextFim("x").nextChat("y").nextChat("z");
    await collect(fim(client));
    await collect(chat(client));
    await collect(chat(client, {}, { ...chatRequest, purpose: "refactoring" }));
    assert.deepEqual([...observer.purposes], ["completion", "chat", "refactoring"]);
    assert.deepEqual(observer.heard, ["began", "answered", "began", "answered", "began", "answered"]);
  });
});

for (const [name, ask] of Object.entries(asks)) {
  describe(`without a way to the server (${name})`, () => {
    const fixture = mistralForEachTest();

    it("no key: nothing is sent, and nobody is told that a request began", async () => {
      const { server } = fixture();
      const observer = new Observer();
      const client = new MistralClient({ server: () => server.url, keys: async () => [] }, observer);
      assert.equal((await ask(client))?.kind, "noKey");
      assert.equal(server.requests.length, 0);
      assert.deepEqual(observer.heard, []);
    });

    it("a key that cannot stand in a header is refused, and not repeated", async () => {
      const { server } = fixture();
      for (const key of ["schlüssel-☂", "two\nlines", "a b", "tab\t", "\0", "ключ"]) {
        const problem = await ask(clientFor(server.url, key));
        assert.equal(problem?.kind, "refusedKey");
        assert.ok(!sentenceOf(problem).includes(key));
      }
      assert.equal(server.requests.length, 0);
    });

    it("a server that is no web address", async () => {
      for (const address of ["", "localhost:8000", "ftp://own", "not an address"]) {
        assert.deepEqual(await ask(clientFor(address)), { kind: "badServer", server: address });
      }
    });
  });
}

describe("MISTRAL_DEBUG in the environment", () => {
  const fixture = mistralForEachTest();

  it("does not make the SDK print requests and keys", async () => {
    const { server, brain } = fixture();
    brain.nextFim("x").nextChat("y");
    const probe = fileURLToPath(new URL("./support/debugProbe.mjs", import.meta.url));
    const env = { ...process.env, MISTRAL_DEBUG: "1", PROBE_SERVER: server.url, PROBE_KEY: defaultKey };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [probe], { env });
    assert.equal(stdout, "done\n");
    assert.doesNotMatch(stderr, /Request|Authorization|test-key/i);
    assert.equal(server.requests.length, 4);
  });
});

describe("a connection with a key that is not stored yet", () => {
  it("uses that key", async () => {
    const client = clientFor("https://api.mistral.ai/v1", "stored");
    const connection = client.open({ name: "tried", server: "https://own", secret: "unknown" });
    assert.ok(!isProblem(connection));
    assert.deepEqual(connection.facts, { server: "own", key: "unknown" });
    const stored = await client.connect("chat");
    assert.ok(!isProblem(stored));
    assert.deepEqual(stored.facts, { server: "api.mistral.ai", key: "stored" });
  });

  it("may be empty, for a server that asks for none", () => {
    const connection = clientFor("https://own").open({ name: "none", server: "https://own", secret: "" });
    assert.ok(!isProblem(connection));
    assert.equal(connection.facts.key, "");
  });
});

describe("a server that asks for no key", () => {
  const raw = rawServerForEachTest();
  afterEach(() => {
    delete process.env.MISTRAL_API_KEY;
  });

  it("is told none, not even one that stands in the environment", async () => {
    process.env.MISTRAL_API_KEY = "key-of-another-server";
    for (const [name, ask] of Object.entries(asks)) {
      raw().answer = answer(404, "{}");
      await ask(clientFor(raw().url, ""));
      assert.ok(raw().requests.length > 0);
      assert.ok(
        raw().requests.every(({ headers }) => headers.authorization === undefined),
        name,
      );
    }
  });
});

describe("several keys", () => {
  const key = (name: string, work: ApiKey["work"], server = `https://${name}`): ApiKey => ({
    ...{ id: name, name, server, work, secret: `secret-of-${name}` },
  });
  const clientWith = (...keys: readonly ApiKey[]) =>
    new MistralClient({ server: () => "https://api.mistral.ai", keys: async () => keys }, new Observer());
  const namesFor = async (client: MistralClient, purpose: Purpose) => {
    const connections = await client.connections(purpose);
    return isProblem(connections) ? connections.kind : connections.map(({ keyName }) => keyName);
  };

  it("do the work that each is for, in the person's order", async () => {
    const client = clientWith(key("talk", "chat"), key("all", "both"), key("type", "completion"));
    assert.deepEqual(await namesFor(client, "completion"), ["all", "type"]);
    for (const purpose of ["chat", "refactoring", "background"] as const) {
      assert.deepEqual(await namesFor(client, purpose), ["talk", "all"]);
    }
  });

  it("none for the work is no key", async () => {
    assert.equal(await namesFor(clientWith(key("type", "completion")), "chat"), "noKey");
  });

  it("one that cannot be used is left out while there is another", async () => {
    const broken = key("broken", "both", "no address");
    assert.deepEqual(await namesFor(clientWith(broken, key("good", "both")), "chat"), ["good"]);
    assert.equal(await namesFor(clientWith(broken), "chat"), "badServer");
  });

  it("each has one connection, and another when its server changes", async () => {
    const client = clientWith(key("a", "both"), key("b", "both"));
    const first = await client.connections("chat");
    const again = await client.connections("completion");
    assert.ok(!isProblem(first) && !isProblem(again));
    assert.deepEqual([first[0] === again[0], first[1] === again[1], first[0] === first[1]], [true, true, false]);
    const moved = client.open({ ...key("a", "both"), server: "https://elsewhere" });
    assert.notEqual(moved, first[0]);
  });
});
