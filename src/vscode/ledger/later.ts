// A bundle of its own (`dist/later/ledger.js`), which a command loads: the ledgers' pages.
export { SentPanel } from "./sentPanel";
export { UsagePanel } from "./usagePanel";
