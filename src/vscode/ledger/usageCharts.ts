import { NO_REQUESTS, type UsagePart } from "../../mistral/ledger/usageSummary";
import { PURPOSES } from "../../mistral/purpose";
import type { UsageSum } from "../../mistral/ledger/usageLedger";
import { columnChart, rect, WIDTH } from "../pages/columns";
import { escaped, number, percent } from "../pages/html";
import { costText, dollars, PURPOSE_NAMES, tokensText } from "./words";

/** What is drawn of each request. */
export interface Measure {
  readonly of: (sum: UsageSum) => number;
  readonly text: (value: number) => string;
  readonly sumText: (sum: UsageSum) => string;
}

const tokensOf = ({ prompt, completion }: UsageSum) => prompt + completion;

export const MEASURES: Readonly<Record<"cost" | "tokens", Measure>> = {
  cost: { of: ({ cost }) => cost, text: dollars, sumText: costText },
  tokens: {
    of: tokensOf,
    text: (value) => `${number(value)} tokens`,
    sumText: (sum) => tokensText(tokensOf(sum), sum),
  },
};

/** A column for each day, with the purposes one upon another. */
export function dailyChart(days: readonly UsagePart[], { of, text }: Measure): string {
  const most = Math.max(0, ...days.map(({ sum }) => of(sum)));
  const [first = "", last = ""] = [days[0]?.name, days.at(-1)?.name];
  const used = PURPOSES.filter((purpose) => days.some(({ purposes }) => amount(purposes, purpose) > 0));
  return columnChart({
    label: `What was used on each day from ${first} to ${last}, by purpose; at most ${text(most)} a day. The table below says the same.`,
    columns: days.map(({ name, sum, purposes }) => ({
      title: [
        `${name}: ${text(of(sum))}`,
        ...used.filter((one) => purposes.has(one)).map((one) => `${PURPOSE_NAMES[one]} ${text(amount(purposes, one))}`),
      ].join(", "),
      bars: stacked(purposes, of),
    })),
    ...{ first, last },
    legend: used.map((purpose) => ({ look: purpose, name: PURPOSE_NAMES[purpose] })),
    remark: `the highest column is ${text(most)}`,
  });

  function amount(purposes: UsagePart["purposes"], purpose: (typeof PURPOSES)[number]): number {
    return of(purposes.get(purpose) ?? NO_REQUESTS);
  }
}

/** A column for each day: the tokens that were sent, those first that the server had seen before. */
export function cachedChart(days: readonly UsagePart[]): string {
  const most = Math.max(0, ...days.map(({ sum }) => sum.prompt));
  const [first = "", last = ""] = [days[0]?.name, days.at(-1)?.name];
  return columnChart({
    label: `Tokens sent on each day from ${first} to ${last}, and how many of them the server had seen before; at most ${number(most)} a day. The table below says the same.`,
    columns: days.map(({ name, sum: { prompt, cached } }) => ({
      title: `${name}: ${number(prompt)} tokens sent, ${number(cached)} of them cached${prompt > 0 ? ` (${percent(cached, prompt)})` : ""}`,
      bars: [
        { look: "cached", from: 0, to: cached },
        { look: "fresh", from: cached, to: prompt },
      ],
    })),
    ...{ first, last },
    legend: [
      { look: "cached", name: "cached" },
      { look: "fresh", name: "read anew" },
    ],
    remark: `the highest column is ${number(most)} tokens`,
  });
}

/** A bar for each model, with the purposes one after another. */
export function modelChart(models: readonly UsagePart[], { of, sumText }: Measure): string {
  const most = Math.max(0, ...models.map(({ sum }) => of(sum))) || 1;
  const rows = models.map(({ name, sum, purposes }) => {
    const bars = stacked(purposes, of).map(({ look, from, to }) =>
      rect(look, (from / most) * WIDTH, 1, ((to - from) / most) * WIDTH, 12),
    );
    return `<dt title="${escaped(name)}">${escaped(name)}</dt><dd><svg aria-hidden="true" viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none">${bars.join("")}</svg></dd><dd>${sumText(sum)}</dd>`;
  });
  return `<dl class="bars">\n${rows.join("\n")}\n</dl>`;
}

/** How far a budget is used, with the words to it. */
export function budgetBar(spent: number, limit: number): string {
  const share = Math.min(1, spent / limit);
  const words = `This month: ${dollars(spent)} of $${number(limit)} (${percent(spent, limit)}).`;
  const paused = spent >= limit ? " Ghost text, chat and refactorings go on." : "";
  const used = rect(share >= 0.8 ? "used most" : "used", 0, 1, share * WIDTH, 12);
  const mark = rect("frame", 0, 1, WIDTH * 0.8, 12);
  return `<div class="budget"><p>${words}${paused}</p>
<svg role="img" aria-label="${words} The mark is at 80 %." viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none">${used}${rect("frame", 0, 1, WIDTH, 12)}${mark}</svg></div>`;
}

function stacked(purposes: UsagePart["purposes"], of: Measure["of"]) {
  let top = 0;
  return PURPOSES.flatMap((purpose) => {
    const sum = purposes.get(purpose);
    if (!sum || of(sum) === 0) {
      return [];
    }
    const from = top;
    top += of(sum);
    return [{ look: purpose, from, to: top }];
  });
}
