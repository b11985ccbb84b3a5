import type Mocha from "mocha";
import * as vscode from "vscode";
import { extension, forgetSettings, restoreSettings, testBegins, testEnds } from "./extension";
import { closeEverything } from "./files";

/**
 * For every file of the suite: each test begins without a review and without an editor, with the settings as its `before`
 * hooks have left them, whatever the test before it did or failed to do.
 */
export const cleanState: Mocha.RootHookObject = {
  beforeAll: [
    async function resetTheWindow() {
      delete process.env.MISTRAL_API_KEY;
      await forgetSettings();
      await closeWhatIsOpen();
    },
  ],
  beforeEach: [
    async function resetWhatTestsChange() {
      await restoreSettings();
      await closeWhatIsOpen();
      testBegins();
    },
  ],
  afterEach: [testEnds],
};

async function closeWhatIsOpen(): Promise<void> {
  if (extension().isActive) await vscode.commands.executeCommand("codestral.discardAllEdits");
  await closeEverything();
}
