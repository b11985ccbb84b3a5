// A bundle of its own (`dist/later/edits.js`), which a command loads: from a recipe to the reviewed and written edit.
export { ChangeWriter } from "../../edits/write/changeWriter";
export { loadEdits } from "./load";
export { EditorFiles } from "./write/editorFiles";
export { Workspace } from "../workspace/workspace";
