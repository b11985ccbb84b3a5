import * as vscode from "vscode";
import type { Log } from "./log";

/** Every setting of ours and what it is when nobody sets it; a test holds these against `package.json`. */
export const DEFAULTS = {
  server: "https://api.mistral.ai",
  "completion.enabled": true,
  "completion.inComments": true,
  "completion.inStrings": true,
  "completion.importOnAccept": true,
  "completion.useClipboard": false,
  "completion.model": "codestral-latest",
  "chat.model": "auto",
} as const;

type Defaults = typeof DEFAULTS;
type Name = keyof Defaults;
type Value<N extends Name> = Defaults[N] extends boolean ? boolean : string;

/** The one way to read settings: at the moment of use, and never a value of the wrong type. */
export class Settings {
  private readonly complained = new Set<Name>();

  constructor(private readonly log: Pick<Log, "warn">) {}

  /** @param scope the document or language the value is for, where a language may have its own */
  get<N extends Name>(name: N, scope?: vscode.ConfigurationScope): Value<N> {
    const fallback = DEFAULTS[name];
    const value: unknown = vscode.workspace.getConfiguration("codestral", scope).get(name, fallback);
    const fits = typeof value === typeof fallback && (typeof value !== "string" || value.trim() !== "");
    if (!fits && !this.complained.has(name)) {
      this.complained.add(name);
      this.log.warn(`The setting codestral.${name} must be a ${typeof fallback}; its default is used instead.`);
    }
    return (fits ? value : fallback) as Value<N>;
  }

  /** Whether a language has a value of its own, whatever is set for all others. */
  isSetFor(name: Name, languageId: string): boolean {
    const found = vscode.workspace.getConfiguration("codestral", { languageId }).inspect(name);
    return found?.globalLanguageValue !== undefined || found?.workspaceLanguageValue !== undefined;
  }

  /** Turns a boolean setting over where it is set now, so that the click is seen to work. */
  async toggle(name: "completion.enabled", languageId?: string): Promise<void> {
    const scope = languageId === undefined ? undefined : { languageId };
    const configuration = vscode.workspace.getConfiguration("codestral", scope);
    const found = configuration.inspect<boolean>(name);
    const inWorkspace = languageId === undefined ? found?.workspaceValue : found?.workspaceLanguageValue;
    const target = inWorkspace === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await configuration.update(name, configuration.get(name) === false, target, languageId !== undefined);
  }
}
