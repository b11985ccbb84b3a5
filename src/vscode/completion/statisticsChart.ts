import type { Statistics } from "../../completion/learning/statistics";
import { columnChart } from "../pages/columns";

/** A column for each day: what was shown, and in front of it what of that was accepted. */
export function chartOf(days: Statistics["days"]): string {
  const most = Math.max(0, ...days.map(({ counts }) => counts.shown));
  const first = days[0]?.day ?? "";
  const last = days.at(-1)?.day ?? "";
  return columnChart({
    label: `Suggestions shown and accepted on each day from ${first} to ${last}, at most ${most} a day.`,
    columns: days.map(({ day, counts: { shown, whole, part } }) => ({
      title: `${day}: ${shown} shown, ${whole + part} accepted`,
      bars: [
        { look: "shown", from: 0, to: shown },
        { look: "accepted", from: 0, to: whole + part },
      ],
    })),
    ...{ first, last },
    legend: [
      { look: "shown", name: "shown" },
      { look: "accepted", name: "accepted" },
    ],
    remark: `the highest bar is ${most}`,
  });
}
