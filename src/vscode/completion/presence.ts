import * as vscode from "vscode";
import { type Quiet, sentenceOfQuiet } from "../../completion/quiet";
import type { Settings } from "../settings";
import type { Exclusion } from "../workspace/exclusion";
import type { LastQuiet } from "./reasons";
import { SETTINGS } from "./settings";
import type { Snooze } from "./snooze";

export interface PresenceParts {
  readonly settings: Settings;
  readonly snooze: Snooze;
  readonly quiet: LastQuiet;
  readonly exclusion: Pick<Exclusion, "why" | "sentence" | "onDidChange">;
}

/** What keeps ghost text away from a place for as long as the person has it so; the other reasons come and go. */
const OFF_HERE: ReadonlySet<Quiet> = new Set(["inComment", "inString", "excludedPlace", "readOnly", "editorOff"]);

/** What ghost text has to say in the status bar: whether it is off or snoozed, and why. */
export class Presence {
  constructor(private readonly parts: PresenceParts) {}

  get snooze(): Pick<Snooze, "minutesLeft" | "sentence"> {
    return this.parts.snooze;
  }

  /** Why there is none where the cursor is, and will be none for longer. */
  whyOff(): string | undefined {
    const { settings, quiet, exclusion } = this.parts;
    const document = vscode.window.activeTextEditor?.document;
    if (!settings.get(SETTINGS.enabled, document)) {
      const isOffHere = document && settings.get(SETTINGS.enabled);
      return isOffHere ? `Ghost text is off for ${document.languageId}.` : "Ghost text is off.";
    }
    const excluded = document && exclusion.why(document.uri);
    // While the ignore files are read, for a moment after the start, nobody knows.
    if (excluded && excluded.rule !== "loading") {
      return `Ghost text is off here. ${exclusion.sentence(document.uri) ?? ""}`;
    }
    const reason = quiet.here();
    return reason && OFF_HERE.has(reason) ? `Ghost text is off here. ${sentenceOfQuiet(reason)}` : undefined;
  }

  /** @param changed hears at once @param moved hears at each key or so */
  listen(changed: () => void, moved: () => void): vscode.Disposable {
    const { snooze, exclusion, quiet } = this.parts;
    return vscode.Disposable.from(
      snooze.onDidChange(changed),
      exclusion.onDidChange(changed),
      quiet.onDidChange(moved),
    );
  }
}
