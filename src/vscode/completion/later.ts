// A bundle of its own (`dist/later/completion.js`), which a command loads: the page of statistics.
export { StatisticsPanel } from "./statistics";
