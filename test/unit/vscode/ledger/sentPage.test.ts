import assert from "node:assert/strict";
import type { Sent } from "../../../../src/mistral/ledger/egressLedger";
import { type SentFacts, sentPage } from "../../../../src/vscode/ledger/sentPage";

const AT = new Date(2026, 10, 21, 9, 5, 7).getTime();

function sent(about: Partial<Sent> = {}): Sent {
  return {
    ...{ id: "one", at: AT, purpose: "chat", model: "devstral-latest", server: "api.mistral.ai", keyName: "work" },
    ...{ characters: 5_000, sources: [], redactions: [], outcome: "answered", body: undefined },
    ...about,
  };
}

const pageOf = (requests: readonly Sent[] | undefined, about: Partial<SentFacts> = {}) =>
  sentPage({ requests, files: new Set(), keepsBodies: false, ...about }, "n0nce");
const text = (html: string) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");

describe("the page of what was sent", () => {
  it("may load and run nothing, and its links run our own commands only", () => {
    const page = pageOf([sent({ sources: [{ path: "a.ts", characters: 1 }], body: "{}" })], {
      files: new Set(["a.ts"]),
    });
    assert.ok(page.includes(`content="default-src 'none'; style-src 'nonce-n0nce'"`));
    assert.doesNotMatch(page, /<script|<img|<iframe|\bon\w+=|style="|https?:/);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, link = ""]) => link.replace(/\?.*/, ""));
    assert.ok(links.length >= 5);
    for (const link of links) assert.match(link, /^command:codestral\./);
  });

  it("says that it never leaves the machine, and whether bodies are kept", () => {
    assert.match(pageOf([]), /This list never leaves the machine, and nothing else reads it\./);
    assert.match(pageOf([sent()]), /What stands in the requests is not kept\./);
    assert.match(pageOf([sent({ body: "{}" })]), /is not kept any more\. Delete this list to be rid of what was\./);
    assert.match(pageOf([], { keepsBodies: true }), /codestral\.debug\.storeBodies<\/code> is on/);
  });

  it("says when, where to, with which key and model, how much and how it ended", () => {
    const page = text(pageOf([sent()]));
    assert.match(
      page,
      /2026-11-21 09:05:07 chat → api\.mistral\.ai devstral-latest · key “work” · answered · 5,000 char/,
    );
    assert.match(text(pageOf([sent({ outcome: undefined })])), /· under way ·/);
    assert.match(text(pageOf([sent({ outcome: "refusedKey" })])), /· refused key ·/);
  });

  it("lists files with their lines and characters, and the rest", () => {
    const sources = [
      { path: "src/a.ts", lines: { first: 3, last: 1_040 }, characters: 1_200 },
      { path: "b.md", characters: 1 },
    ];
    const page = pageOf([sent({ sources })], { files: new Set(["src/a.ts"]) });
    const items = [...page.matchAll(/<li>(.*?)<\/li>/g)].map(([, item = ""]) => text(item));
    assert.deepEqual(items, [
      "src/a.ts, lines 3–1,040: 1,200 characters",
      "b.md, whole: 1 character",
      "other text, such as instructions and questions: 3,799 characters",
    ]);
    const links = [...page.matchAll(/<li><a href="command:codestral\.openSent\?([^"]*)">/g)];
    assert.deepEqual(
      links.map(([, args = ""]) => decodeURIComponent(args)),
      ['["one",0]'],
    );
    assert.match(text(pageOf([sent()])), /no file; text, such as instructions and questions: 5,000 characters/);
  });

  it("says what was replaced", () => {
    const redactions = [
      { kind: "private key", count: 1 },
      { kind: "password", count: 2 },
    ];
    assert.match(text(pageOf([sent({ redactions })])), /before it went out: 1 × private key, 2 × password/);
    assert.doesNotMatch(pageOf([sent()]), /Replaced by/);
  });

  it("takes whatever stands in a request for nothing but text", () => {
    const odd = `"><img src=x onerror="alert(1)">'&</pre></details><script>`;
    const page = pageOf(
      [
        sent({
          ...{ id: odd, model: odd, server: odd, keyName: odd, outcome: odd, body: JSON.stringify({ prompt: odd }) },
          sources: [{ path: odd, characters: 1 }],
          redactions: [{ kind: odd, count: 1 }],
        }),
      ],
      { files: new Set([odd]) },
    );
    assert.doesNotMatch(page, /<img|<script|onerror="/);
    assert.equal(page.match(/<\/details>/g)?.length, 1);
    const [, args = ""] = /<li><a href="command:codestral\.openSent\?([^"]*)">/.exec(page) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(unescaped(args))), [odd, 0]);
  });

  it("shows a body to whoever opens it, up to a length that a page can bear", () => {
    const short = pageOf([sent({ body: '{"prompt":"a"}' })]);
    assert.ok(short.includes("<details><summary>What was sent, with secrets replaced</summary><pre>{\n  &#34;prompt"));
    assert.doesNotMatch(short, /characters more/);
    const long = pageOf([sent({ body: "x".repeat(20_007) })]);
    assert.match(long, /… and 7 characters more\./);
    assert.equal(/<pre>(x*)<\/pre>/.exec(long)?.[1]?.length, 20_000);
  });

  it("lets one purpose be chosen of those that there are", () => {
    const page = pageOf([sent(), sent({ purpose: "completion" }), sent()]);
    assert.deepEqual(
      [...page.matchAll(/<label for="only-(\w+)">(.*?)<\/label>/g)].map(([, id, name]) => `${id}: ${name}`),
      ["all: all (3)", "completion: ghost text (1)", "chat: chat (2)"],
    );
    assert.ok(page.includes("body:has(#only-chat:checked) article:not(.chat)"));
  });

  it("says when there is nothing, and when nothing can be kept", () => {
    assert.match(pageOf([]), /Nothing has been sent yet\./);
    assert.doesNotMatch(pageOf([]), /Delete this list/);
    assert.match(pageOf(undefined), /Nothing can be kept on this disk/);
  });
});

function unescaped(html: string): string {
  return html.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
