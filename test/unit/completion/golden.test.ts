import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { extentAt } from "../../../src/completion/extent";
import type { Snapshot, Suggestion } from "../../../src/completion/snapshot";
import { endOf } from "../../../src/completion/stop";
import type { Syntax } from "../../../src/completion/syntax";
import { trimmed } from "../../../src/completion/trim";
import { root } from "../../vscode/paths";
import { chunksOf } from "./cases";
import { accepted, marked } from "./marked";
import { loadedSyntax } from "./syntax/loaded";

const folder = join(root, "test", "unit", "completion", "golden");

interface Golden {
  readonly name: string;
  readonly source: string;
  readonly answer: string;
  readonly result: string;
}

/** A file holds, for each place, the source, what the model `says`, and what `stands` there once it is accepted. */
function goldensOf(file: string): Golden[] {
  const blocks = readFileSync(join(folder, file), "utf8").replace(/\n$/, "").split(/^=== /m).slice(1);
  return blocks.map((block) => {
    const [head = "", answer, result] = block.replace(/\n$/, "").split(/\n--- (?:says|stands)\n/);
    const at = head.indexOf("\n");
    if (answer === undefined || result === undefined) {
      throw new Error(`${file} lacks a part of ${head.slice(0, at)}`);
    }
    return { name: head.slice(0, at), source: head.slice(at + 1), answer, result };
  });
}

function languageOf(file: string, name: string): string {
  return /^(HTML|CSS|JSON|YAML): /.exec(name)?.[1]?.toLowerCase() ?? file.replace(".txt", "");
}

function indentationOf(language: string): string {
  return language === "go" ? "\t" : ["python", "rust", "java", "csharp"].includes(language) ? "    " : "  ";
}

/** What is shown of an answer that comes in these pieces. */
function shown(chunks: readonly string[], snapshot: Snapshot, syntax: Syntax): Suggestion | undefined {
  const extent = extentAt(snapshot, syntax);
  let text = "";
  for (const chunk of chunks) {
    text += chunk;
    const end = endOf(text, snapshot, extent, false, syntax);
    if (end !== undefined) {
      return trimmed(text.slice(0, end), snapshot, { cut: false });
    }
  }
  return trimmed(text.slice(0, endOf(text, snapshot, extent, true, syntax)), snapshot, { cut: false });
}

describe("what stands in a file once a suggestion is accepted", () => {
  for (const file of readdirSync(folder)) {
    describe(file, () => {
      for (const { name, source, answer, result } of goldensOf(file)) {
        it(name, async () => {
          const language = languageOf(file, name);
          const syntax = await loadedSyntax(language);
          const snapshot = { ...marked(source, language), indentation: indentationOf(language) };
          const resultOf = (chunks: readonly string[]) => accepted(snapshot, shown(chunks, snapshot, syntax));
          assert.equal(resultOf(answer.split("")), result);
          fc.assert(
            fc.property(chunksOf(answer), (chunks) => {
              assert.equal(resultOf(chunks), result);
            }),
            { numRuns: 20 },
          );
        });
      }
    });
  }
});
