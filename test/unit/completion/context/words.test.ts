import assert from "node:assert/strict";
import { wordsOf } from "../../../../src/completion/context/words";

describe("the words of a name", () => {
  it("are the same however the name is written, and in the singular", () => {
    assert.deepEqual(wordsOf("openFiles"), ["open", "file"]);
    assert.deepEqual(wordsOf("OPEN_FILE"), ["open", "file"]);
    assert.deepEqual(wordsOf("HTTPServer"), ["http", "server"]);
    assert.deepEqual(wordsOf("__open_the_open_file2x"), ["open", "the", "file"]);
  });
});
