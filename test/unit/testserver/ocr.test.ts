import assert from "node:assert/strict";
import { OCRResponse$inboundSchema } from "@mistralai/mistralai/models/components";
import { assertAllKnown, at, ocrBody, ocrPath, send, serverForEachTest } from "./support";

const page = [
  "# The report",
  "",
  "See [the site](https://example.com/a) for more,",
  "please.",
  "",
  "```ts",
  "const a = 1;",
  "",
  "const b = 2;",
  "```",
  "",
  "| a | b |",
  "| - | - |",
  "| 1 | 2 |",
  "",
  "- one",
  "- two",
  "",
  "![img-0.png](img-0.png)",
].join("\n");
const image = "data:image/png;base64,iVBORw0KGgo=";

describe("the local server's OCR", () => {
  const fixture = serverForEachTest();

  async function read(fields: Readonly<Record<string, unknown>>) {
    const { status, body } = await send(fixture().server, ocrPath, { body: ocrBody(fields) });
    assert.equal(status, 200, body);
    const answer = OCRResponse$inboundSchema.parse(JSON.parse(body));
    assertAllKnown(answer);
    return answer;
  }

  const document = (content: string) => ({
    document: { type: "document_url", document_url: `data:text/plain,${encodeURIComponent(content)}` },
  });

  it("reads text that is sent along, and says what it is made of", async () => {
    const { pages, usageInfo } = await read(document(page));
    assert.equal(pages[0]?.markdown, page);
    assert.deepEqual(pages[0].hyperlinks, ["https://example.com/a"]);
    const blocks = pages[0].blocks ?? [];
    assert.deepEqual(
      blocks.map((block) => at(block, "type")),
      ["title", "text", "code", "table", "list", "image"],
    );
    assert.equal(at(blocks[2], "content"), "```ts\nconst a = 1;\n\nconst b = 2;\n```");
    const edges = blocks.map((block) => [Number(at(block, "topLeftY")), Number(at(block, "bottomRightY"))] as const);
    for (const [index, [top, bottom]] of edges.entries()) {
      assert.ok(
        top < bottom && bottom <= (edges[index + 1]?.[0] ?? Number.POSITIVE_INFINITY),
        "they follow each other",
      );
    }
    assert.deepEqual(usageInfo, { pagesProcessed: 1, docSizeBytes: page.length });
  });

  it("reads the pages that are asked for, counts those, and says no blocks where none are wanted", async () => {
    const book = document(["zero", "one", "two", "three", "four", "five"].join("\f"));
    const numbers = async (pages: unknown) => {
      const answer = await read({ ...book, pages, include_blocks: false });
      assert.equal(answer.usageInfo.pagesProcessed, answer.pages.length);
      assert.ok(answer.pages.every(({ blocks }) => blocks === null));
      return answer.pages.map(({ index, markdown }) => `${index} ${markdown}`);
    };
    assert.deepEqual(await numbers("0,2-4"), ["0 zero", "2 two", "3 three", "4 four"]);
    assert.deepEqual(await numbers([5, 1]), ["1 one", "5 five"]);
    assert.deepEqual(await numbers("4-9"), ["4 four", "5 five"]);
    assert.equal((await numbers(null)).length, 6);
  });

  it("reads documents, images and files that it was told of", async () => {
    const { server } = fixture();
    server.documents = { "https://example.com/a.pdf": ["One", "Two"], [image]: [page], "file-1": ["Three"] };
    const told = async (given: object) => (await read({ document: given })).pages.map(({ markdown }) => markdown);
    assert.deepEqual(await told({ type: "document_url", document_url: "https://example.com/a.pdf" }), ["One", "Two"]);
    assert.deepEqual(await told({ type: "file", file_id: "file-1" }), ["Three"]);
    assert.deepEqual(await told({ type: "image_url", image_url: image }), [page]);
    const shown = await read({
      document: { type: "image_url", image_url: { url: image } },
      include_image_base64: true,
    });
    assert.deepEqual(
      shown.pages[0]?.images.map(({ id, imageBase64 }) => [id, imageBase64]),
      [["img-0.png", image]],
    );
  });

  for (const [format, id, content] of [
    ["markdown", "tbl-0.md", "| a | b |\n| - | - |\n| 1 | 2 |"],
    ["html", "tbl-0.html", "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"],
  ] as const) {
    it(`sets tables apart as ${format}`, async () => {
      const { pages } = await read({ ...document(page), table_format: format });
      assert.deepEqual(pages[0]?.tables, [{ id, content, format }]);
      assert.equal(pages[0].markdown, page.replace(/^\|[^]*?\|$(?=\n\n)/m, `[${id}](${id})`));
    });
  }

  it("says how sure it is, of pages, blocks or words", async () => {
    const scores = async (confidence_scores_granularity: unknown) =>
      (await read({ ...document("Two words"), confidence_scores_granularity })).pages[0];
    assert.equal((await scores(null))?.confidenceScores, null);
    assert.equal(typeof (await scores("page"))?.confidenceScores?.averagePageConfidenceScore, "number");
    assert.equal(
      typeof at((await scores("block"))?.blocks?.[0], "confidenceScores", "blockTypeConfidenceScore"),
      "number",
    );
    assert.deepEqual(
      (await scores("word"))?.confidenceScores?.wordConfidenceScores?.map(({ text, startIndex }) => [text, startIndex]),
      [
        ["Two", 0],
        ["words", 4],
      ],
    );
  });

  it("lets the brain say what is asked of the document", async () => {
    const { brain } = fixture();
    brain.onChat("How long?\n\nTwo words", '{"words":2}');
    const { documentAnnotation } = await read({
      ...document("Two words"),
      document_annotation_prompt: "How long?",
      document_annotation_format: { type: "json_schema", json_schema: { name: "length", schema: { type: "object" } } },
    });
    assert.equal(documentAnnotation, '{"words":2}');
  });
});
