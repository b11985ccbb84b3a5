// A bundle of its own (`dist/later/edits.js`), which a command loads: from a recipe to the proposed edit.
export { ChangeWriter } from "../../edits/write/changeWriter";
export { Refactorings } from "./refactorings";
export { EditorFiles } from "./write/editorFiles";
export { Workspace } from "../workspace/workspace";
