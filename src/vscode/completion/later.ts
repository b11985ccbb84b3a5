// A bundle of its own (`dist/later/completion.js`): what follows the cursor, and the page of statistics.
export { runGhostText } from "./run";
export { StatisticsPanel } from "./statistics";
