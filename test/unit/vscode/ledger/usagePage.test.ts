import assert from "node:assert/strict";
import type { UsageTally } from "../../../../src/mistral/ledger/usageLedger";
import { type UsageFigures, usagePage, type UsageView } from "../../../../src/vscode/ledger/usagePage";
import { dollars, outcomeName } from "../../../../src/vscode/ledger/words";

const NOON = new Date(2026, 10, 21, 12).getTime();
const MONTH: UsageView = { days: 30, measure: undefined };

function tally(about: Partial<UsageTally> = {}): UsageTally {
  return {
    ...{ day: "2026-11-21", purpose: "completion", model: "codestral-latest", server: "api.mistral.ai" },
    ...{ keyName: "work", requests: 10, prompt: 10_000, cached: 6_000, completion: 500 },
    ...{ pages: 0, audioSeconds: 0, characters: 0, estimated: 0, cost: 1.25, unpriced: 0 },
    ...about,
  };
}

function figures(about: Partial<UsageFigures> = {}): UsageFigures {
  return {
    tallies: [tally(), tally({ purpose: "chat", model: "devstral-latest", cost: 2 })],
    latencies: [{ model: "codestral-latest", requests: 10, median: 119.6, p95: 1_400 }],
    outcomes: [
      { outcome: "answered", requests: 15 },
      { outcome: "rateLimited", requests: 5 },
    ],
    ...{ spent: 3.25, limit: 0, pricesAsOf: "2026-08" },
    ...about,
  };
}

const pageOf = (about: Partial<UsageFigures> = {}, view = MONTH) => usagePage(figures(about), view, NOON, "n0nce");
/** The cells of the first row with this head, without tags. */
function cellsOf(page: string, head: string): string[] {
  const [, rest = ""] = page.split(`<th scope="row">${head}</th>`);
  const [first = ""] = rest.split("</tr>");
  return [...first.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, ""));
}

describe("the page of usage", () => {
  it("may load and run nothing, and its links run our own commands only", () => {
    const page = pageOf();
    assert.ok(page.includes(`content="default-src 'none'; style-src 'nonce-n0nce'"`));
    assert.doesNotMatch(page, /<script|<img|<iframe|\bon\w+=|style="|https?:/);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, link = ""]) => link.replace(/\?.*/, ""));
    assert.deepEqual(
      [...new Set(links)],
      ["codestral.showUsage", "codestral.showWhatWasSent", "codestral.deleteUsage"].map((name) => `command:${name}`),
    );
  });

  it("takes names of models, servers and keys for nothing but text", () => {
    const odd = `<img src=x onerror="alert(1)">'&`;
    const page = pageOf({
      tallies: [tally({ model: odd, server: odd, keyName: odd })],
      latencies: [{ model: odd, requests: 1, median: 1, p95: 1 }],
      outcomes: [{ outcome: "answered", requests: 1 }],
    });
    assert.doesNotMatch(page, /<img|onerror="/);
    assert.ok(page.includes("&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#39;&#38;"));
  });

  it("switches period and measure by links that say what is chosen", () => {
    const links = (view: UsageView) =>
      [...pageOf({}, view).matchAll(/<a href="command:codestral\.showUsage\?([^"]*)"( aria-current="true")?>/g)].map(
        ([, args = "", current]) => `${decodeURIComponent(args)}${current ? " now" : ""}`,
      );
    assert.deepEqual(links({ days: 7, measure: "tokens" }), [
      '[7,"tokens"] now',
      '[30,"tokens"]',
      '[90,"tokens"]',
      '[7,"cost"]',
      '[7,"tokens"] now',
    ]);
    assert.deepEqual(links(MONTH).slice(-2), ['[30,"cost"] now', '[30,"tokens"]']);
  });

  it("shows tokens where no cost is known, unless cost is asked for", () => {
    const local = { tallies: [tally({ cost: 0, unpriced: 10 })] };
    assert.match(pageOf(local), /the highest column is 10,500 tokens/);
    assert.match(pageOf(local, { days: 30, measure: "cost" }), /the highest column is \$0\.00/);
  });

  it("says “about” with each cost, and how old the prices are", () => {
    const page = pageOf();
    const costs = [...page.matchAll(/(.{6})\$(?!0\.00)\d/g)].map(([, before]) => before);
    assert.ok(costs.length >= 8);
    assert.deepEqual([...new Set(costs)], ["about "]);
    assert.match(page, /prices of 2026-08 make of the tokens/);
  });

  it("says where prices are not known", () => {
    const page = pageOf({ tallies: [tally(), tally({ model: "local", cost: 0, unpriced: 10 })] });
    assert.deepEqual(cellsOf(page, "local").slice(0, 5), ["10", "10,000", "60 %", "500", "unknown"]);
    assert.deepEqual(cellsOf(page, "2026-11-21").at(-1), "about $1.25 +");
    const mixed = tally({ model: "local", requests: 20, cost: 0, unpriced: 10 });
    assert.equal(cellsOf(pageOf({ tallies: [mixed] }), "local")[4], "unknown");
    assert.match(page, /The price of 10 requests is not known, .* a “\+” marks sums that go without/);
    assert.doesNotMatch(pageOf(), /not known, as with/);
  });

  it("marks estimated tokens", () => {
    const page = pageOf({ tallies: [tally({ estimated: 1 }), tally({ model: "exact" })] });
    assert.equal(cellsOf(page, "codestral-latest")[1], "≈ 10,000");
    assert.equal(cellsOf(page, "exact")[1], "10,000");
    assert.match(page, /“≈” marks tokens that are estimated in part: of one request,/);
    assert.doesNotMatch(pageOf(), /≈/);
  });

  it("tells models' speed", () => {
    assert.equal(cellsOf(pageOf(), "codestral-latest").at(-1), "120 / 1,400 ms");
    assert.equal(cellsOf(pageOf(), "devstral-latest").at(-1), "–");
    assert.match(pageOf(), /within the first of the two times for half of the latest requests/);
  });

  it("tells how requests ended in words", () => {
    assert.deepEqual(cellsOf(pageOf(), "rate limited"), ["5"]);
    assert.equal(outcomeName("failedInStream"), "failed in stream");
  });

  it("has a column for each day and a table with the days that have requests, the latest first", () => {
    const page = pageOf({ tallies: [tally(), tally({ day: "2026-11-01" })] });
    const [daily = ""] = page.split("<h2>Cached share</h2>");
    assert.equal(daily.match(/<rect class="column"/g)?.length, 30);
    assert.deepEqual(
      [...daily.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, day]) => day),
      ["2026-11-21", "2026-11-01"],
    );
  });

  it("stacks purposes one upon another, as high as they are", () => {
    const [daily = ""] = pageOf().split("<h2>Cached share</h2>");
    const bars = [...daily.matchAll(/<rect class="(completion|chat)" [^>]*y="([\d.]+)" width="21" height="([\d.]+)"/g)];
    assert.deepEqual(
      bars.map(([, look, y, height]) => [look, Number(y), Number(height)]),
      [
        ["completion", 61.54, 38.46],
        ["chat", 0, 61.54],
      ],
    );
    assert.ok(daily.includes("<title>2026-11-21: about $3.25, ghost text about $1.25, chat about $2.00</title>"));
  });

  it("names in the legend what is drawn, with its pattern", () => {
    const [, legend = ""] = /<span class="legend">(.*?)<\/figcaption>/.exec(pageOf()) ?? [];
    assert.deepEqual(
      [...legend.matchAll(/<rect class="(\w+)"/g)].map(([, look]) => look),
      ["completion", "chat"],
    );
  });

  it("draws and names nothing that there is nothing of", () => {
    const tallies = [tally(), tally({ purpose: "background", model: "local", cost: 0, unpriced: 10 })];
    const [, legend = ""] = /<span class="legend">(.*?)<\/figcaption>/.exec(pageOf({ tallies })) ?? [];
    assert.doesNotMatch(legend, /background/);
    assert.match(pageOf({ tallies }), /<dt title="local">local<\/dt><dd>.*<\/dd><dd>unknown<\/dd>/);
  });

  it("draws the budget, and says what is paused when it is used up", () => {
    assert.match(pageOf({ limit: 10 }), /This month: about \$3\.25 of \$10 \(33 %\)\.<\/p>/);
    const over = pageOf({ limit: 3 });
    assert.match(over, /\(108 %\)\. Ghost text, chat and refactorings go on/);
    const widths = [...over.matchAll(/<rect class="used most"[^>]*width="([\d.]+)"/g)].map(([, width]) => width);
    assert.deepEqual(widths, ["900"]);
    assert.doesNotMatch(pageOf(), /class="budget"/);
  });

  it("says what to do while there is nothing to show, and when nothing can be kept", () => {
    const empty = pageOf({ tallies: [] });
    assert.match(empty, /No request was made in the last 30 days\. Write some code/);
    assert.doesNotMatch(empty, /<table|<svg class="columns"/);
    assert.match(usagePage(undefined, MONTH, NOON, "n0nce"), /Nothing can be kept on this disk/);
  });
});

describe("an amount of money", () => {
  it("is never told better than it is known", () => {
    const amounts = [0, 0.00001, 0.0004, 0.016, 0.05678, 0.1, 3.256, 1234.5];
    assert.deepEqual(amounts.map(dollars), [
      "$0.00",
      "under $0.0001",
      "about $0.0004",
      "about $0.0160",
      "about $0.0568",
      "about $0.10",
      "about $3.26",
      "about $1,234.50",
    ]);
  });
});
