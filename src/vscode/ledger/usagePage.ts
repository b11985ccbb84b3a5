import type { Latencies, Outcomes, UsageSum, UsageTally } from "../../mistral/ledger/usageLedger";
import { NO_REQUESTS, summaryOf, type UsagePart, type UsageSummary } from "../../mistral/ledger/usageSummary";
import { PURPOSES } from "../../mistral/purpose";
import { daysUntil } from "../../storage/days";
import { commandLink, escaped, figure, figures, number, page, percent, row, table, UNKNOWN } from "../pages/html";
import { budgetBar, cachedChart, dailyChart, type Measure, MEASURES, modelChart } from "./usageCharts";
import { PATTERNS, USAGE_STYLE } from "./usageStyle";
import { costText, outcomeName, PURPOSE_NAMES, tokensText } from "./words";

export const PERIODS = [7, 30, 90] as const;

/** What of the figures is shown, and how. */
export interface UsageView {
  readonly days: (typeof PERIODS)[number];
  /** Undefined: cost, where any is known. */
  readonly measure: keyof typeof MEASURES | undefined;
}

/** What the ledger says of a view. */
export interface UsageFigures {
  readonly tallies: readonly UsageTally[];
  readonly latencies: readonly Latencies[];
  readonly outcomes: readonly Outcomes[];
  /** US dollars in this month, about. */
  readonly spent: number;
  /** US dollars a month; 0 for none. */
  readonly limit: number;
  /** The month that the prices are from. */
  readonly pricesAsOf: string;
}

export const USAGE_COMMANDS = {
  show: "codestral.showUsage",
  delete: "codestral.deleteUsage",
  sent: "codestral.showWhatWasSent",
} as const;

/**
 * The page of usage.
 * @param usage undefined: nothing can be kept on this machine
 * @param now milliseconds since 1970
 */
export function usagePage(usage: UsageFigures | undefined, view: UsageView, now: number, nonce: string): string {
  return page({
    title: "Usage",
    style: USAGE_STYLE,
    nonce,
    body: `${PATTERNS}
<h1>Usage</h1>
<p>What the requests of all windows on this machine took. These figures stay here for 90 days, with nothing of what was said; they are not sent anywhere.</p>
${usage ? withFigures(usage, view, now) : "<p>Nothing can be kept on this disk, so there are no figures. The log says why (<strong>Codestral: Show Log</strong>).</p>"}`,
  });
}

function withFigures(usage: UsageFigures, view: UsageView, now: number): string {
  const summary = summaryOf(usage.tallies, daysUntil(now, view.days));
  const measure = view.measure ?? (summary.total.sum.cost > 0 ? "cost" : "tokens");
  const budget = usage.limit > 0 ? budgetBar(usage.spent, usage.limit) : "";
  const sections = summary.total.sum.requests > 0 ? period(summary, usage, MEASURES[measure]) : nothing(view.days);
  return `${switches(view.days, measure)}
${budget}
${sections}
<p><a href="${commandLink(USAGE_COMMANDS.sent)}">Show what was sent</a> · <a href="${commandLink(USAGE_COMMANDS.delete)}">Delete these figures…</a></p>`;
}

function nothing(days: number): string {
  return `<p class="empty">No request was made in the last ${days} days. Write some code or ask the chat something, and come back here.</p>`;
}

function switches(days: number, measure: string): string {
  const item = (name: string, isChosen: boolean, ...args: readonly (string | number)[]) =>
    `<li><a href="${commandLink(USAGE_COMMANDS.show, ...args)}"${isChosen ? ' aria-current="true"' : ""}>${name}</a></li>`;
  const periods = PERIODS.map((one) => item(`${one} days`, one === days, one, measure));
  const measures = [
    item("Cost", measure === "cost", days, "cost"),
    item("Tokens", measure === "tokens", days, "tokens"),
  ];
  return `<nav><ul aria-label="Period">${periods.join("")}</ul><ul aria-label="Measure">${measures.join("")}</ul></nav>`;
}

function period({ total: { sum }, days, models, keys }: UsageSummary, usage: UsageFigures, measure: Measure): string {
  const used = days.filter(({ sum }) => sum.requests > 0).toReversed();
  return `${figures(
    figure("Cost", costText(sum)),
    figure("Requests", number(sum.requests)),
    figure("Tokens sent", tokensText(sum.prompt, sum)),
    figure("Cached", percent(sum.cached, sum.prompt), "of the tokens sent"),
    figure("Tokens written", tokensText(sum.completion, sum)),
    ...(sum.pages > 0 ? [figure("Pages read", number(sum.pages))] : []),
    ...(sum.audioSeconds > 0 ? [figure("Minutes heard", number(Math.ceil(sum.audioSeconds / 60)))] : []),
    ...(sum.characters > 0 ? [figure("Characters spoken", number(sum.characters))] : []),
  )}
<h2>Day by day</h2>
${dailyChart(days, measure)}
${dailyTable(used, measure)}
<h2>Cached share</h2>
${cachedChart(days)}
${cachedTable(used)}
<h2>Model by model</h2>
${modelChart(models, measure)}
${modelTable(models, usage.latencies)}
<h2>Key by key</h2>
${sumTable("Key and server", keys)}
<h2>How requests ended</h2>
${table(
  ['<tr><th scope="col">Outcome</th><th scope="col">Requests</th></tr>'],
  usage.outcomes.map(({ outcome, requests }) => row(head(outcomeName(outcome)), [number(requests)])),
)}
${notes(sum, usage)}`;
}

function dailyTable(days: readonly UsagePart[], measure: Measure): string {
  const used = PURPOSES.filter((purpose) => days.some(({ purposes }) => purposes.has(purpose)));
  const columns = [...used.map((purpose) => PURPOSE_NAMES[purpose]), "Requests", "Tokens", "Cost"];
  return table(
    [heads("Day", columns)],
    days.map(({ name, sum, purposes }) =>
      row(head(name), [
        ...used.map((purpose) => measure.sumText(purposes.get(purpose) ?? NO_REQUESTS)),
        ...[number(sum.requests), tokensText(sum.prompt + sum.completion, sum), costText(sum)],
      ]),
    ),
  );
}

function cachedTable(days: readonly UsagePart[]): string {
  return table(
    [heads("Day", ["Tokens sent", "Cached", "Share"])],
    days.map(({ name, sum }) =>
      row(head(name), [tokensText(sum.prompt, sum), number(sum.cached), percent(sum.cached, sum.prompt)]),
    ),
  );
}

function modelTable(models: readonly UsagePart[], latencies: readonly Latencies[]): string {
  const speed = new Map(latencies.map((one) => [one.model, one]));
  return sumTable("Model", models, ["First token"], (name) => {
    const one = speed.get(name);
    return [one ? `${number(Math.round(one.median))} / ${number(Math.round(one.p95))} ms` : UNKNOWN];
  });
}

function sumTable(
  first: string,
  parts: readonly UsagePart[],
  more: readonly string[] = [],
  cells: (name: string) => readonly string[] = () => [],
): string {
  return table(
    [heads(first, ["Requests", "Tokens sent", "Cached", "Tokens written", "Cost", ...more])],
    parts.map(({ name, sum }) =>
      row(head(escaped(name)), [
        number(sum.requests),
        tokensText(sum.prompt, sum),
        percent(sum.cached, sum.prompt),
        tokensText(sum.completion, sum),
        costText(sum),
        ...cells(name),
      ]),
    ),
  );
}

function notes({ estimated, unpriced }: UsageSum, { pricesAsOf, latencies }: UsageFigures): string {
  const sentences = [
    `Costs are in US dollars, and about: what Mistral’s prices of ${escaped(pricesAsOf)} make of the tokens. Your bill says what they were.`,
    unpriced > 0
      ? `The price of ${requests(unpriced)} is not known, as with a server of your own; a “+” marks sums that go without.`
      : "",
    estimated > 0
      ? `“≈” marks tokens that are estimated in part: of ${requests(estimated)}, such as one that was cancelled, the server did not say how many there were.`
      : "",
    latencies.length > 0
      ? "The first token came within the first of the two times for half of the latest requests, and within the second for 95 %."
      : "",
  ];
  return `<p class="note">${sentences.filter(Boolean).join(" ")}</p>`;
}

function requests(count: number): string {
  return count === 1 ? "one request" : `${number(count)} requests`;
}

function head(name: string): string {
  return `<th scope="row">${name}</th>`;
}

function heads(first: string, others: readonly string[]): string {
  return `<tr><th scope="col">${first}</th>${others.map((name) => `<th scope="col">${name}</th>`).join("")}</tr>`;
}
