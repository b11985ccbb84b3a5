import assert from "node:assert/strict";
import { statisticsOf, type Tally } from "../../../../src/completion/learning/statistics";
import { daysUntil } from "../../../../src/storage/days";
import { pageOf } from "../../../../src/vscode/completion/statisticsPage";

const NOON = new Date(2026, 10, 21, 12).getTime();

function tally(about: Partial<Tally>): Tally {
  return {
    day: "2026-11-21",
    languageId: "typescript",
    kind: "line",
    shown: 10,
    whole: 3,
    part: 1,
    typedOver: 2,
    characters: 40,
    remains: [
      { still: 30, of: 40 },
      { still: 20, of: 40 },
      { still: 0, of: 0 },
    ],
    ...about,
  };
}

describe("the statistics", () => {
  it("of a period are those of its days", () => {
    const tallies = [tally({}), tally({ day: "2026-11-15", shown: 7 }), tally({ day: "2026-11-14", shown: 100 })];
    const { total, days } = statisticsOf(tallies, daysUntil(NOON, 7));
    assert.deepEqual([total.shown, total.whole, total.characters], [17, 6, 80]);
    assert.deepEqual(total.remains[0], { still: 60, of: 80 });
    assert.deepEqual(
      days.map(({ day, counts }) => [day, counts.shown]),
      [["2026-11-15", 7], ...["16", "17", "18", "19", "20"].map((day) => [`2026-11-${day}`, 0]), ["2026-11-21", 10]],
    );
  });

  it("name languages and kinds, the most often shown first", () => {
    const { languages } = statisticsOf(
      [tally({ kind: "block", shown: 5 }), tally({}), tally({ languageId: "go", shown: 99 })],
      daysUntil(NOON, 30),
    );
    assert.deepEqual(
      languages.map(({ languageId, counts, kinds }) => [languageId, counts.shown, kinds.map(({ kind }) => kind)]),
      [
        ["go", 99, ["line"]],
        ["typescript", 15, ["line", "block"]],
      ],
    );
  });

  it("know each day once, also where clocks are changed", () => {
    const days = daysUntil(new Date(2026, 2, 30, 0, 30).getTime(), 400);
    assert.equal(new Set(days).size, 400);
    assert.deepEqual([days[0], days.at(-1)], ["2025-02-24", "2026-03-30"]);
  });
});

describe("the page of statistics", () => {
  const page = pageOf([tally({}), tally({ day: "2026-11-01", languageId: "python", shown: 1_200 })], NOON, "n0nce");

  it("may load and run nothing, and asks nothing of anybody", () => {
    assert.ok(page.includes(`content="default-src 'none'; style-src 'nonce-n0nce'"`));
    assert.doesNotMatch(page, /<script|<img|<iframe|\bon\w+=|style="|https?:/);
    assert.deepEqual(page.match(/href="[^"]*"/g), ['href="command:codestral.deleteCompletionStatistics"']);
  });

  it("says that nothing is sent", () => assert.match(page, /stay on this machine .* nothing of them is sent anywhere/));

  it("has a period of 7, 30 and 90 days, each with its own figures", () => {
    const sections = page.split("<section").slice(1);
    assert.deepEqual(
      sections.map((section) => /<dt>Shown<\/dt><dd>([\d,]+)/.exec(section)?.[1]),
      ["10", "1,210", "1,210"],
    );
    assert.deepEqual(
      sections.map((section) => section.match(/<rect class="column"/g)?.length),
      [7, 30, 90],
    );
  });

  it("shows what was accepted and is still there, and owns to what it does not know", () => {
    const [, row] = /<tr><th scope="row">typescript<\/th>(.*?)<\/tr>/.exec(page) ?? [];
    const cells = [...(row ?? "").matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell?.replace(/<[^>]*>/g, ""));
    assert.deepEqual(cells, ["10", "40 %", "3", "1", "2", "75 %", "50 %", "–"]);
  });

  it("draws bars by their counts, within the drawing", () => {
    const bars = [
      ...page.matchAll(/<rect class="(shown|accepted)" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g),
    ];
    const drawn = bars.filter(([, , , height]) => height !== "11");
    // One day in 7, two in 30 and 90; the rest have nothing to draw.
    assert.equal(drawn.length, 2 * (1 + 2 + 2));
    for (const [, , y, height] of drawn) assert.ok(Math.abs(Number(y) + Number(height) - 100) < 0.011);
    assert.deepEqual(
      drawn.slice(0, 4).map(([, look, , height]) => [look, Number(height)]),
      [
        ["shown", 100],
        ["accepted", 40],
        ["shown", 100],
        ["accepted", 0.33],
      ],
    );
    assert.ok(page.includes("<title>2026-11-01: 1200 shown, 4 accepted</title>"));
  });

  it("takes a language's name for nothing but text", () => {
    const odd = pageOf([tally({ languageId: `<b onclick="x">&` })], NOON, "n0nce");
    assert.ok(odd.includes("&#60;b onclick=&#34;x&#34;&#62;&#38;"));
    assert.ok(!odd.includes("<b "));
  });

  it("says what to do while there is nothing to show", () => {
    const empty = pageOf([], NOON, "n0nce");
    assert.match(empty, /No suggestion has been shown yet\. Write some code/);
    assert.doesNotMatch(empty, /<table|<svg|href=/);
    const old = pageOf([tally({ day: "2026-10-01" })], NOON, "n0nce");
    assert.match(old, /Nothing was shown in the last 7 days\./);
  });

  it("says when nothing can be kept", () => {
    assert.match(pageOf(undefined, NOON, "n0nce"), /Nothing can be kept on this disk/);
  });
});
