// A bundle of its own (`dist/later/edits.js`), which a command loads: from a recipe to the proposed edit.
export { Refactorings } from "./refactorings";
