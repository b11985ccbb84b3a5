import assert from "node:assert/strict";
import { linkTarget, placeLabel } from "../../../src/webview/links";

const place = (href: string) => {
  const target = linkTarget(href);
  return target?.kind === "place" ? target.place : undefined;
};

describe("the links of answers", () => {
  it("lead out over http, https and mailto", () => {
    for (const url of ["https://example.org/a?b#c", "http://localhost:3000", "mailto:a@example.org", "HTTPS://E.ORG"]) {
      assert.deepEqual(linkTarget(url), { kind: "url", url });
    }
  });

  it("lead to a place in the workspace", () => {
    assert.deepEqual(place("src/a.ts"), { path: "src/a.ts" });
    assert.deepEqual(place("./src/a.ts#L10"), { path: "src/a.ts", startLine: 10, endLine: 10 });
    assert.deepEqual(place("src/a.ts:10"), { path: "src/a.ts", startLine: 10, endLine: 10 });
    assert.deepEqual(place("a.ts:10:4"), { path: "a.ts", startLine: 10, endLine: 10 });
    assert.deepEqual(place("a.ts:10-20"), { path: "a.ts", startLine: 10, endLine: 20 });
    assert.deepEqual(place("a.ts#L10-L20"), { path: "a.ts", startLine: 10, endLine: 20 });
    assert.deepEqual(place("a.ts#L10C3-L20C1"), { path: "a.ts", startLine: 10, endLine: 20 });
    assert.deepEqual(place("a.ts:20-10"), { path: "a.ts", startLine: 20, endLine: 20 });
    assert.deepEqual(place("my%20file.ts"), { path: "my file.ts" });
    assert.deepEqual(place("Makefile"), { path: "Makefile" });
  });

  it("lead nowhere else", () => {
    for (const href of [
      ...["javascript:alert(1)", "data:text/html,x", "vscode://x", "command:x", "file:///etc/passwd", "tel:123"],
      ...[
        "//evil.org/x",
        "https://",
        "http:x",
        "/etc/passwd",
        "\\\\evil\\x",
        "C:\\a.ts",
        "~/x",
        "../secret",
        "a/../../b",
      ],
      ...["a/%2e%2e/%2e%2e/b", "%2Fetc/passwd", "a%0Ab", "%E0%A4%A", "#L10", "", "?q"],
    ]) {
      assert.equal(linkTarget(href), undefined, href);
    }
  });

  it("have a label that names the lines", () => {
    assert.equal(placeLabel({ path: "a.ts" }), "a.ts");
    assert.equal(placeLabel({ path: "a.ts", startLine: 3, endLine: 3 }), "a.ts:3");
    assert.equal(placeLabel({ path: "a.ts", startLine: 3, endLine: 9 }), "a.ts:3–9");
  });
});
