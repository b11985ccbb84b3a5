import assert from "node:assert/strict";
import { examplesFor } from "../../../src/chat/examples";

describe("the examples of an empty chat", () => {
  it("ask about what is there, and nothing else", () => {
    assert.deepEqual(examplesFor({ files: ["README.md", "go.mod", "main.go"], open: "main.go" }), [
      "What does go.mod say about this project?",
      "Look for mistakes in main.go",
      "Write a function that ",
    ]);
    const python = examplesFor({ files: ["setup.cfg", "app.py"], open: undefined });
    assert.ok(!python.some((example) => example.includes("package.json") || example.includes(" say about ")));
    assert.ok(python.includes("Look for mistakes in the file "));
  });

  it("need no folder", () => {
    for (const example of examplesFor({ files: [], open: undefined }))
      assert.ok(!/file|project/.test(example), example);
  });
});
