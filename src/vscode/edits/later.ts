// A bundle of its own (`dist/later/edits.js`), which a command loads: from a recipe to the change that is reviewed, written and kept.
export { loadEdits } from "./load";
