import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { tokenKinds, tokenProperty } from "../../../src/webview/tokenKinds";

describe("the colours of code", () => {
  it("are the same kinds in the style sheet and in the list, each with a fallback in every theme", async () => {
    const css = await readFile("src/webview/styles/tokens.css", "utf8");
    const used = [...css.matchAll(/var\((--codestral-token-\w+), var\(--token-(\w+)\)\)/g)];
    assert.deepEqual(new Set(used.map(([, property]) => property)), new Set(tokenKinds.map(tokenProperty)));
    for (const [, property, fallback] of used) assert.equal(property, `--codestral-token-${fallback}`);
    for (const theme of ["body", "body.vscode-light", "body.vscode-high-contrast-light"]) {
      const rule = new RegExp(`^${theme.replaceAll(".", "\\.")} \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
      for (const kind of tokenKinds)
        assert.match(rule, new RegExp(`--token-${kind}: #[0-9a-f]{6};`), `${theme}: ${kind}`);
    }
  });
});
