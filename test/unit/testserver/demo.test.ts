import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WorkspaceFiles } from "../../mistral/brains/demo/workspaceFiles";
import { DemoBrain } from "../../mistral/brains/demo";
import { type MistralServer, startMistralServer } from "../../mistral/server";
import { at, chatBody, chatPath, chunksOf, fimBody, fimPath, send } from "./support";

describe("the demo brain in a folder", () => {
  let folder: string;
  let server: MistralServer;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "demo-"));
    await mkdir(join(folder, "src"));
    await mkdir(join(folder, "node_modules"));
    await writeFile(
      join(folder, "src", "cart.ts"),
      "export function total(items: number[]): number {\n  return 1;\n}\n",
    );
    await writeFile(join(folder, "crlf.txt"), "one\r\ntwo\r\n");
    await writeFile(join(folder, "binary.bin"), Buffer.from([1, 0, 2]));
    await writeFile(join(folder, "large.txt"), "x".repeat(300 * 1024));
    await writeFile(join(folder, "node_modules", "no.ts"), "no");
    await symlink(folder, join(folder, "circle"));
    server = await startMistralServer({ brain: new DemoBrain(folder) });
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it("continues as the folder's files do", async () => {
    const { body } = await send(server, fimPath, {
      body: fimBody({ prompt: "// new\nexport function total(", suffix: ") {" }),
    });
    assert.equal(at(JSON.parse(body), "choices", 0, "message", "content"), "items: number[]");
  });

  it("says nothing where they do not agree", async () => {
    const { status, body } = await send(server, fimPath, { body: fimBody({ prompt: "zebra" }) });
    assert.deepEqual([status, at(JSON.parse(body), "choices", 0, "message", "content")], [200, ""]);
  });

  it("calls read_file in the chat, streamed", async () => {
    const tools = [{ type: "function", function: { name: "read_file", parameters: {} } }];
    const messages = [{ role: "user", content: "What does cart.ts do?" }];
    const { body } = await send(server, chatPath, { body: chatBody({ messages, tools, stream: true }) });
    const last = chunksOf(body).at(-1);
    assert.equal(at(last, "choices", 0, "finish_reason"), "tool_calls");
    const call = at(last, "choices", 0, "delta", "tool_calls", 0, "function");
    assert.deepEqual(call, { name: "read_file", arguments: '{"path":"src/cart.ts"}' });
  });

  it("answers a refactoring in its schema", async () => {
    const content =
      '<instruction>\nrename a to b\n</instruction>\n<file path="x.ts" language="ts">\n\n<target>\na\n</target>\n\n</file>';
    const response_format = { type: "json_schema", json_schema: { name: "refactoring_edit", schema: {} } };
    const { body } = await send(server, chatPath, {
      body: chatBody({ messages: [{ role: "user", content }], response_format }),
    });
    const answer: unknown = JSON.parse(String(at(JSON.parse(body), "choices", 0, "message", "content")));
    assert.equal(at(answer, "replacement"), "b");
  });

  it("knows the text files, without binaries, large ones, links and what was installed", async () => {
    const files = await new WorkspaceFiles(folder).read();
    assert.deepEqual(
      files.map(({ path }) => path),
      ["crlf.txt", "src/cart.ts"],
    );
    assert.equal(files[0]?.text, "one\ntwo\n");
  });

  it("reads a file again when it has changed", async () => {
    let now = 0;
    const known = new WorkspaceFiles(folder, () => now);
    await known.read();
    await writeFile(join(folder, "crlf.txt"), "three");
    await utimes(join(folder, "crlf.txt"), new Date(0), new Date(0));
    now += 2000;
    assert.equal((await known.read())[0]?.text, "three");
  });

  it("survives a folder that is not there", async () => {
    server.brain = new DemoBrain(join(folder, "nowhere"));
    assert.equal((await send(server, fimPath, { body: fimBody() })).status, 200);
  });
});
