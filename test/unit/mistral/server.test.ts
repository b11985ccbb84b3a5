import assert from "node:assert/strict";
import { baseAddress, serverName } from "../../../src/mistral/server";
import { asks, chat, collect, fim } from "./support/asks";
import { clientFor, mistralForEachTest } from "./support/fixture";

const addresses: readonly (readonly [string, string | undefined, string])[] = [
  ["https://api.mistral.ai", "https://api.mistral.ai", "api.mistral.ai"],
  ["https://api.mistral.ai/", "https://api.mistral.ai", "api.mistral.ai"],
  ["https://api.mistral.ai/v1", "https://api.mistral.ai", "api.mistral.ai"],
  [" https://API.mistral.ai/v1/// ", "https://api.mistral.ai", "api.mistral.ai"],
  ["http://localhost:8000", "http://localhost:8000", "localhost:8000"],
  ["http://own/models/mistral/v1/", "http://own/models/mistral", "own/models/mistral"],
  ["http://own/v1/models", "http://own", "own"],
  ["https://api.mistral.ai/v1/fim/completions", "https://api.mistral.ai", "api.mistral.ai"],
  ["http://own:11434/v1/chat/completions/", "http://own:11434", "own:11434"],
  ["http://own/v1/account/mistral", "http://own/v1/account/mistral", "own/v1/account/mistral"],
  ["http://own/xv1", "http://own/xv1", "own/xv1"],
  ["http://[::1]:8000/v1", "http://[::1]:8000", "[::1]:8000"],
  ["http://[fe80::1]/proxy/v1", "http://[fe80::1]/proxy", "[fe80::1]/proxy"],
  ["http://[::1", undefined, "http://[::1"],
  ["https://user:secret@own/v1?key=secret#x", "https://own", "own"],
  ["user:secret@own", undefined, "own"],
  ["ftp://user:secret@own?key=secret", undefined, "ftp://own"],
  ["http://own:port", undefined, "http://own:port"],
  ["http://", undefined, "http://"],
  ["unix:///var/run/model.sock", undefined, "unix:///var/run/model.sock"],
  ["http://unix:/var/run/model.sock", undefined, "http://unix:/var/run/model.sock"],
  ["http+unix://%2Fvar%2Frun%2Fmodel.sock", undefined, "http+unix://%2Fvar%2Frun%2Fmodel.sock"],
  ["api.mistral.ai", undefined, "api.mistral.ai"],
  ["localhost:8000", undefined, "localhost:8000"],
  ["ftp://own", undefined, "ftp://own"],
  ["file:///etc/passwd", undefined, "file:///etc/passwd"],
  ["", undefined, ""],
];

describe("the server's address", () => {
  for (const [setting, base, name] of addresses) {
    it(JSON.stringify(setting), () => {
      assert.equal(baseAddress(setting), base);
      assert.equal(serverName(setting), name);
    });
  }
});

describe("a server behind a path", () => {
  const fixture = mistralForEachTest({ basePath: "/proxy/mistral" });

  for (const end of ["", "/", "/v1", "/v1/", "///"]) {
    it(`with ${JSON.stringify(end)} at the end`, async () => {
      const { server, brain } = fixture();
      const client = clientFor(server.url + end);
      brain.nextFim("x").nextChat("y");
      assert.equal((await collect(fim(client))).at(-1)?.kind, "end");
      assert.equal((await collect(chat(client))).at(-1)?.kind, "end");
      assert.equal(await asks.listModels(client), undefined);
      assert.deepEqual(
        server.requests.map((request) => request.path),
        ["/proxy/mistral/v1/fim/completions", "/proxy/mistral/v1/chat/completions", "/proxy/mistral/v1/models"],
      );
    });
  }
});
