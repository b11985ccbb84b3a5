import type { Statistics } from "../../completion/learning/statistics";

const HEIGHT = 100;
/** Of a day's width, in the drawing's units; the rest of the ten is space between days. */
const BAR = 7;

/** Bars for each day: what was shown, and in front of it what of that was accepted. It scales to the page's width. */
export function chartOf(days: Statistics["days"]): string {
  const most = Math.max(1, ...days.map(({ counts }) => counts.shown));
  const bars = days.map(({ day, counts: { shown, whole, part } }, at) => {
    const bar = (kind: string, count: number) => {
      const height = Math.round((count / most) * HEIGHT * 10) / 10;
      return `<rect class="${kind}" x="${at * 10 + (10 - BAR) / 2}" y="${HEIGHT - height}" width="${BAR}" height="${height}"/>`;
    };
    const title = `${day}: ${shown} shown, ${whole + part} accepted`;
    // What can be pointed at is the whole column, or nobody would find the title of a short bar.
    const column = `<rect class="column" x="${at * 10}" y="0" width="10" height="${HEIGHT}"/>`;
    return `<g><title>${title}</title>${column}${bar("shown", shown)}${bar("accepted", whole + part)}</g>`;
  });
  const first = days[0]?.day ?? "";
  const last = days.at(-1)?.day ?? "";
  const label = `Suggestions shown and accepted on each day from ${first} to ${last}, at most ${most} a day.`;
  return `<figure>
<svg role="img" aria-label="${label}" viewBox="0 0 ${days.length * 10} ${HEIGHT}" preserveAspectRatio="none">${bars.join("")}</svg>
<figcaption><span>${first}</span><span class="legend"><i class="shown"></i>shown <i class="accepted"></i>accepted; the highest bar is ${most}</span><span>${last}</span></figcaption>
</figure>`;
}
