/**
 * Files of the host suite that run in the newest VS Code alone, and why the oldest has nothing to add. What touches an editor,
 * a file, a webview, secrets, SQLite or the network runs in both: there VS Code and its Node differ.
 */
export const newestOnly: Readonly<Record<string, string>> = {
  "edits/proofElsewhere": "the oldest, as it comes from npm, has no terminal that a task could run in",
  menu: "the list is a stand-in; that VS Code opens it is held by the e2e tests",
  "mistral/keys": "the keyring is a stand-in; VS Code's own is held by start and core",
  "mistral/models": "talks to our own code and the local server",
  "mistral/pickModel": "the list is a stand-in; the real one is held by the e2e tests",
  status: "the item is a stand-in; the real one is held by the e2e tests",
};
