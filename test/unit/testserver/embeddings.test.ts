import assert from "node:assert/strict";
import { EmbeddingResponse$inboundSchema } from "@mistralai/mistralai/models/components";
import { assertAllKnown, at, embeddingsBody, embeddingsPath, send, serverForEachTest } from "./support";

type Fields = Readonly<Record<string, unknown>>;

const cosine = (one: readonly number[], other: readonly number[]): number => {
  const dot = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
};

describe("the local server's embeddings", () => {
  const fixture = serverForEachTest();

  async function embedded(fields: Fields): Promise<readonly (readonly number[])[]> {
    const { status, body } = await send(fixture().server, embeddingsPath, { body: embeddingsBody(fields) });
    assert.equal(status, 200, body.slice(0, 300));
    const answer = EmbeddingResponse$inboundSchema.parse(JSON.parse(body));
    assertAllKnown(answer);
    assert.deepEqual(
      answer.data.map(({ index }) => index),
      answer.data.map((_, index) => index),
    );
    return answer.data.map(({ embedding }) => embedding ?? []);
  }

  async function one(fields: Fields): Promise<readonly number[]> {
    const [vector] = await embedded(fields);
    assert.ok(vector);
    return vector;
  }

  it("are as long as the model's, or as asked, and have the length 1", async () => {
    const lengths = await Promise.all([
      one({}),
      one({ output_dimension: 3072 }),
      one({ output_dimension: 256 }),
      one({ model: "mistral-embed" }),
    ]);
    assert.deepEqual(
      lengths.map((vector) => vector.length),
      [1536, 3072, 256, 1024],
    );
    for (const vector of lengths) assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
  });

  it("are the same for the same text, whatever stands beside it", async () => {
    const [, second] = await embedded({ input: ["something else", "open a file"] });
    assert.deepEqual(second, await one({ input: "open a file" }));
  });

  for (const fields of [
    {},
    { output_dimension: 256 },
    { output_dtype: "int8" },
    { output_dtype: "uint8" },
    { output_dtype: "ubinary" },
  ]) {
    it(`are nearer for texts that share words, with ${JSON.stringify(fields)}`, async () => {
      const [query = [], same = [], related = [], other = []] = await embedded({
        input: [
          "how is the configuration file parsed",
          "function parseConfigurationFile(path) { return parse(read(path)); }",
          "reads configurations",
          "class Painter draws circles onto canvases",
        ],
        ...fields,
      });
      const bits = (vector: readonly number[]) =>
        vector.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => ((byte >> bit) & 1) * 2 - 1));
      const plain = (vector: readonly number[]) => {
        if (fields.output_dtype === "ubinary") return bits(vector);
        return fields.output_dtype === "uint8" ? vector.map((value) => value - 128) : vector;
      };
      const near = [same, related, other].map((vector) => cosine(plain(query), plain(vector)));
      assert.ok((near[0] ?? 0) > (near[1] ?? 0) && (near[1] ?? 0) > (near[2] ?? 0), near.join(" "));
    });
  }

  it("come in the numbers that are asked for", async () => {
    const float = await one({});
    const int8 = await one({ output_dtype: "int8" });
    const uint8 = await one({ output_dtype: "uint8" });
    const binary = await one({ output_dtype: "binary" });
    const ubinary = await one({ output_dtype: "ubinary" });
    assert.deepEqual([int8.length, uint8.length, binary.length, ubinary.length], [1536, 1536, 192, 192]);
    assert.ok(cosine(float, int8) > 0.99);
    assert.deepEqual(
      uint8,
      int8.map((value) => value + 128),
    );
    assert.deepEqual(
      ubinary,
      binary.map((value) => value + 128),
    );
    const signs = ubinary.map((byte) => byte.toString(2).padStart(8, "0")).join("");
    assert.equal(signs, float.map((value) => (value > 0 ? "1" : "0")).join(""));
  });

  it("come in base64, floats with the lowest byte first", async () => {
    const { server } = fixture();
    const asked = async (output_dtype: string) => {
      const { body } = await send(server, embeddingsPath, {
        body: embeddingsBody({ output_dtype, encoding_format: "base64" }),
      });
      return Buffer.from(String(at(JSON.parse(body), "data", 0, "embedding")), "base64");
    };
    const floats = await asked("float");
    const float = await one({});
    assert.deepEqual(
      float.map((_, index) => floats.readFloatLE(index * 4)),
      float,
    );
    assert.deepEqual(Array.from(new Int8Array(await asked("int8"))), await one({ output_dtype: "int8" }));
    assert.deepEqual(Array.from(await asked("ubinary")), await one({ output_dtype: "ubinary" }));
  });

  it("count for the limits of their model", async () => {
    const { server } = fixture();
    server.limit({ scope: "model", tokensPerMinute: 10 });
    const answer = await send(server, embeddingsPath, { body: embeddingsBody({ input: ["abcd", "efgh"] }) });
    assert.equal(answer.headers["x-ratelimit-remaining-tokens-minute"], "8");
    assert.deepEqual(at(JSON.parse(answer.body), "usage"), {
      prompt_tokens: 2,
      total_tokens: 2,
      completion_tokens: 0,
    });
    const refused = await send(server, embeddingsPath, { body: embeddingsBody({ input: "abcd".repeat(9) }) });
    assert.equal(refused.status, 429);
  });
});
