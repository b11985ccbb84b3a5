import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import { text } from "../../mistral/brain";
import { startMistralServer } from "../../mistral/server";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { asks, chat, chatRequest, collect, fim, fimRequest, streams, textOf } from "./support/asks";
import { mistralForEachTest } from "./support/fixture";

/** The SDK's traps that no other test falls into: `mistral-api.md`, “The SDK in an editor”. */

for (const [name, ask] of Object.entries(streams)) {
  describe(`a healthy stream (${name})`, () => {
    const fixture = mistralForEachTest({ mood: { betweenTokensMs: 60 } });

    it("may take longer than anything in it is waited for", async () => {
      const { client, brain } = fixture();
      const words = Array.from({ length: 25 }, (_, at) => `word${at} `).join("");
      brain.nextFim([text(words)]).nextChat([text(words)]);
      const patience = { toFirstEvent: 1_000, betweenEvents: 1_000, afterFinish: 1_000 };
      const began = performance.now();
      const events = await collect(ask(client, { patience }));
      assert.equal(events.at(-1)?.kind, "end");
      assert.equal(textOf(events), words);
      assert.ok(performance.now() - began > 1_000, "It was too short to show anything.");
    });
  });
}

describe("fields, of which the SDK loses those that it does not know", () => {
  const fixture = mistralForEachTest();

  it("all arrive of a FIM request", async () => {
    const { client, brain, server } = fixture();
    brain.nextFim("x");
    await collect(fim(client, {}, { ...fimRequest, stop: ["\n\n"], promptCacheKey: "k" }));
    assert.deepEqual(server.requests[0]?.body, {
      model: "codestral-latest",
      prompt: "const a = ",
      suffix: ";\n",
      max_tokens: 100,
      temperature: 0,
      stop: ["\n\n"],
      prompt_cache_key: "k",
      stream: true,
    });
  });

  it("all arrive of a chat request", async () => {
    const { client, brain, server } = fixture();
    brain.nextChat("x");
    const parameters = { type: "object", properties: { path: { type: "string" } } };
    const schema = { type: "object", properties: {}, additionalProperties: false };
    const image = "data:image/png;base64,iVBORw0KGgo=";
    await collect(
      chat(
        client,
        {},
        {
          ...chatRequest,
          messages: [{ role: "user", content: "q", images: [image] }],
          tools: [{ name: "t", description: "d", parameters }],
          answerSchema: { name: "n", schema },
        },
      ),
    );
    assert.deepEqual(server.requests[0]?.body, {
      model: "mistral-medium-latest",
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "q" },
            { type: "image_url", image_url: { url: image } },
          ],
        },
      ],
      tools: [{ type: "function", function: { name: "t", description: "d", parameters } }],
      response_format: { type: "json_schema", json_schema: { name: "n", schema, strict: true } },
      stream: true,
    });
  });
});

/** As in `esbuild.mjs`. */
const withoutTelemetry: Plugin = {
  name: "without-telemetry",
  setup(the) {
    the.onResolve({ filter: /\/extra\/observability\/(otel|telemetry)\.js$/ }, ({ path }) => ({
      path,
      namespace: "without-telemetry",
    }));
    the.onLoad({ filter: /.*/, namespace: "without-telemetry" }, () => ({
      contents: "throw new Error()",
      loader: "js",
    }));
  },
};

describe("errors, whose classes have other names in a minified bundle", () => {
  it("come to the same problems", async () => {
    const folder = await mkdtemp(join(tmpdir(), "codestral-minified-"));
    const server = await startMistralServer({ brain: new ScriptedBrain() });
    const closed = await startMistralServer({ brain: new ScriptedBrain() });
    await closed.close();
    try {
      const outfile = join(folder, "probe.mjs");
      await build({
        entryPoints: [join("test", "unit", "mistral", "support", "minifiedProbe.ts")],
        ...{ outfile, bundle: true, minify: true, platform: "node", format: "esm", logLevel: "error" },
        plugins: [withoutTelemetry],
      });
      const env = { ...process.env, PROBE_SERVER: server.url, PROBE_CLOSED: closed.url };
      const { stdout } = await promisify(execFile)(process.execPath, [outfile], { env });
      const expected = ["refusedKey", "offline", "offline"];
      const kinds = Object.keys(asks).map((name) => [name, expected]);
      assert.deepEqual(JSON.parse(stdout), Object.fromEntries(kinds));
    } finally {
      await server.close();
      await rm(folder, { recursive: true });
    }
  });
});
