import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { ApiProblem } from "../../../src/mistral/errors";
import { serverName } from "../../../src/mistral/server";
import { type Ask, asks, streams } from "./support/asks";
import { clientFor, mistralForEachTest } from "./support/fixture";
import { openStream, rawServerForEachTest, urlOf } from "./support/rawServer";
import { selfSigned } from "./support/selfSigned";

/** What is made of it when fetch itself fails with this. */
async function problemAfter(ask: Ask, error: Error): Promise<ApiProblem | undefined> {
  const { fetch } = globalThis;
  globalThis.fetch = async () => {
    throw error;
  };
  try {
    return await ask(clientFor("http://own"));
  } finally {
    globalThis.fetch = fetch;
  }
}

for (const [name, ask] of Object.entries(asks)) {
  describe(`${name} on a bad network`, () => {
    const raw = rawServerForEachTest();
    const elsewhere = mistralForEachTest();

    it("nobody listens", async () => {
      const { server } = elsewhere();
      await server.close();
      assert.deepEqual(await ask(clientFor(server.url)), {
        kind: "offline",
        server: serverName(server.url),
        code: "ECONNREFUSED",
      });
    });

    it("no such name", async () => {
      const problem = await ask(clientFor("http://name.invalid"));
      assert.equal(problem?.kind, "offline");
      assert.equal(problem.server, "name.invalid");
      assert.match(problem.code, /^(ENOTFOUND|EAI_AGAIN)$/);
    });

    it("hung up before a word was said", async () => {
      raw().answer = (request) => request.socket.destroy();
      assert.deepEqual(await ask(clientFor(raw().url)), {
        ...{ kind: "reset", server: serverName(raw().url), code: "UND_ERR_SOCKET" },
      });
    });

    it("a port that fetch does not go to", async () => {
      assert.deepEqual(await ask(clientFor("http://127.0.0.1:1")), {
        kind: "offline",
        server: "127.0.0.1:1",
        code: "bad port",
      });
    });

    it("errors of Chromium's network, which VS Code may use", async () => {
      assert.deepEqual(await problemAfter(ask, new Error("net::ERR_NAME_NOT_RESOLVED")), {
        kind: "offline",
        server: "own",
        code: "ERR_NAME_NOT_RESOLVED",
      });
      assert.deepEqual(await problemAfter(ask, new Error("net::ERR_CERT_AUTHORITY_INVALID")), {
        kind: "tls",
        server: "own",
        code: "ERR_CERT_AUTHORITY_INVALID",
      });
      assert.equal((await problemAfter(ask, new TypeError("Failed to fetch")))?.kind, "offline");
      assert.equal((await problemAfter(ask, new Error("the proxy said no")))?.kind, "offline");
    });

    it("a certificate that nobody vouches for", async () => {
      const requests: unknown[] = [];
      const server = createServer(selfSigned(), (request) => requests.push(request));
      await new Promise<void>((resolve) => {
        server.listen(0, "127.0.0.1", resolve);
      });
      try {
        const problem = await ask(clientFor(urlOf(server, "https")));
        assert.deepEqual(problem, {
          kind: "tls",
          server: serverName(urlOf(server, "https")),
          code: "DEPTH_ZERO_SELF_SIGNED_CERT",
        });
        assert.equal(requests.length, 0);
      } finally {
        server.close();
      }
    });

    it("https to a server that speaks http", async () => {
      const problem = await ask(clientFor(raw().url.replace("http:", "https:")));
      assert.equal(problem?.kind, "tls");
    });

    for (const status of [301, 302, 303, 307, 308]) {
      it(`${status} to another server is not followed`, async () => {
        const { server } = elsewhere();
        raw().answer = (request, response) =>
          response.writeHead(status, { location: server.url + request.url }).end("moved");
        const problem = await ask(clientFor(raw().url));
        assert.deepEqual(problem, { kind: "redirected", server: serverName(raw().url) });
        assert.equal(raw().requests.length, 1);
        assert.equal(server.requests.length, 0);
        assert.equal(server.connections, 0);
      });
    }
  });
}

for (const [name, ask] of Object.entries(streams)) {
  describe(`${name} with the deprecation header`, () => {
    const fixture = mistralForEachTest();
    const raw = rawServerForEachTest();

    it("is left at once", async () => {
      raw().answer = (request, response) => {
        response.setHeader("x-model-deprecation-timestamp", "2026-07-31T00:00:00Z");
        openStream('data: {"choices":[{"delta":{"content":"a"}}]}\n\n')(request, response);
      };
      for await (const event of ask(clientFor(raw().url))) {
        assert.equal(event.kind, "text");
        break;
      }
      assert.equal(raw().requests.length, 1);
    });

    it("says nothing on the console and refuses as ever", async () => {
      const { client, server } = fixture();
      server.nextMood({ deprecationHeader: "2026-07-31T00:00:00Z", refuse: "badRequest" });
      const said: unknown[] = [];
      const { warn } = console;
      console.warn = (...words: unknown[]) => said.push(words);
      try {
        const problem = await (name === "fim" ? asks.streamFim : asks.streamChat)(client);
        assert.equal(problem?.kind, "invalid");
      } finally {
        console.warn = warn;
      }
      assert.deepEqual(said, []);
    });
  });
}
