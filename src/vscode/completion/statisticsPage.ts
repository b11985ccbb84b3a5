import { statisticsOf, type Counts, type Statistics, type Tally } from "../../completion/learning/statistics";
import { daysUntil } from "../../storage/days";
import { choice, commandLink, escaped, figure, figures, number, page, percent, row, table } from "../pages/html";
import { chartOf } from "./statisticsChart";
import { STYLE } from "./statisticsStyle";

/** Runs when the page's link is followed; the page has no script that could ask for anything else. */
export const DELETE_COMMAND = "codestral.deleteCompletionStatistics";

const PERIODS = [7, 30, 90] as const;
const CHECKS = ["30 s", "2 min", "5 min"] as const;
const KINDS = { line: "rest of the line", statement: "statement", block: "block" } as const;

/**
 * The page of statistics, readable without scripts.
 * @param tallies undefined: they cannot be kept on this machine
 * @param now milliseconds since 1970
 */
export function pageOf(tallies: readonly Tally[] | undefined, now: number, nonce: string): string {
  return page({
    title: "Completion Statistics",
    style: STYLE,
    nonce,
    body: `<h1>Completion statistics</h1>
<p>How ghost text has fared, and what its eagerness and length are learnt from. These figures stay on this machine for 90 days; nothing of them is sent anywhere.</p>
${tallies ? periods(tallies, now) : "<p>Nothing can be kept on this disk, so there are no figures. The log says why (<strong>Codestral: Show Log</strong>).</p>"}`,
  });
}

function periods(tallies: readonly Tally[], now: number): string {
  if (tallies.length === 0) {
    return `<p class="empty">No suggestion has been shown yet. Write some code: when ghost text appears, take it with Tab, or type on to pass it by, and come back here.</p>`;
  }
  const choices = PERIODS.map((days) => choice("period", `period${days}`, `${days} days`, days === 30));
  const sections = PERIODS.map((days) => {
    const statistics = statisticsOf(tallies, daysUntil(now, days));
    return `<section id="of${days}" aria-label="The last ${days} days">${periodOf(statistics, days)}</section>`;
  });
  return `<fieldset><legend>The last</legend>${choices.join("")}</fieldset>
${sections.join("\n")}
<p><a href="${commandLink(DELETE_COMMAND)}">Delete these statistics…</a></p>`;
}

function periodOf({ total, languages, days }: Statistics, count: number): string {
  if (total.shown === 0) {
    return `<p class="empty">Nothing was shown in the last ${count} days.</p>`;
  }
  const rows = languages.flatMap(({ languageId, counts, kinds }) => [
    countsRow(`<th scope="row">${escaped(languageId)}</th>`, counts),
    ...kinds.map(({ kind, counts }) => countsRow(`<th scope="row" class="kind">${KINDS[kind]}</th>`, counts)),
  ]);
  const daily = days
    .filter(({ counts }) => counts.shown > 0)
    .toReversed()
    .map(({ day, counts }) => countsRow(`<th scope="row">${day}</th>`, counts));
  const last = total.remains.at(-1);
  const accepted = percent(total.whole + total.part, total.shown);
  return `${figures(
    figure("Shown", number(total.shown)),
    figure("Accepted", accepted, `${number(total.whole)} wholly, ${number(total.part)} in part`),
    figure("Typed over", percent(total.typedOver, total.shown), `${number(total.typedOver)} times`),
    figure("Still there", percent(last?.still ?? 0, last?.of ?? 0), "of what was accepted, after 5 minutes"),
    figure("Characters", number(total.characters), "written by accepting"),
  )}
<h2>Day by day</h2>
${chartOf(days)}
<details><summary>The same as a table</summary>${table(headOf("Day"), daily)}</details>
<h2>Language by language</h2>
${table(headOf("Language"), rows)}
<p class="note">“Still there” is the share of the accepted characters that stood in the file 30 seconds, 2 minutes and 5 minutes later, as far as the file stayed open.</p>`;
}

function headOf(first: string): string[] {
  return [
    `<tr><th scope="col" rowspan="2">${first}</th><th scope="col" rowspan="2">Shown</th><th scope="colgroup" colspan="3">Accepted</th><th scope="col" rowspan="2">Typed over</th><th scope="colgroup" colspan="3">Still there after</th></tr>`,
    `<tr><th scope="col">rate</th><th scope="col">wholly</th><th scope="col">in part</th>${CHECKS.map((check) => `<th scope="col">${check}</th>`).join("")}</tr>`,
  ];
}

function countsRow(head: string, { shown, whole, part, typedOver, remains }: Counts): string {
  return row(head, [
    number(shown),
    percent(whole + part, shown),
    number(whole),
    number(part),
    number(typedOver),
    ...remains.map(({ still, of }) => percent(still, of)),
  ]);
}
