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
  "completion.model": "auto",
  "chat.model": "auto",
  monthlyBudget: 0,
  requestsAtOnce: 4,
  hedge: false,
  "debug.storeBodies": false,
  exclude: [],
  useGitIgnore: false,
} as const;

/** What a number may be; a test holds these against `package.json`, too. */
export const RANGES: Partial<Record<Name, Range>> = {
  monthlyBudget: { least: 0 },
  requestsAtOnce: { least: 1, most: 8, isWhole: true },
};

export interface Range {
  readonly least: number;
  readonly most?: number;
  readonly isWhole?: boolean;
}

type Defaults = typeof DEFAULTS;
/** A list is the sum of what stands in all settings (`own`, `workspace`), not a value. */
type ListName = { [N in keyof Defaults]: Defaults[N] extends readonly unknown[] ? N : never }[keyof Defaults];
type Name = Exclude<keyof Defaults, ListName>;
type Value<N extends Name> = Defaults[N] extends boolean ? boolean : Defaults[N] extends number ? number : string;

/** The one way to read settings: at the moment of use, and never a value of the wrong type. */
export class Settings {
  private readonly complained = new Set<Name | ListName>();

  constructor(private readonly log: Pick<Log, "warn">) {}

  /** @param scope the document or language the value is for, where a language may have its own */
  get<N extends Name>(name: N, scope?: vscode.ConfigurationScope): Value<N> {
    const fallback = DEFAULTS[name];
    const value: unknown = vscode.workspace.getConfiguration("codestral", scope).get(name, fallback);
    const fits = typeof value === typeof fallback && !isBlank(value) && isWithin(value, RANGES[name]);
    if (!fits) {
      this.complain(name, `${typeof fallback}${rangeText(RANGES[name])}; its default is used instead`);
    }
    return (fits ? value : fallback) as Value<N>;
  }

  /** What a list has in the person's own settings, those of this machine included. */
  own(name: ListName): readonly string[] {
    return this.texts(name, vscode.workspace.getConfiguration("codestral").inspect(name)?.globalValue);
  }

  /** What a list has in the settings of the workspace and of the folder. */
  workspace(name: ListName, folder: vscode.Uri): readonly string[] {
    const found = vscode.workspace.getConfiguration("codestral", folder).inspect(name);
    // In a workspace of one folder both are the same file.
    return [
      ...new Set([found?.workspaceValue, found?.workspaceFolderValue].flatMap((value) => this.texts(name, value))),
    ];
  }

  /** Whether a language has a value of its own, whatever is set for all others. */
  isSetFor(name: Name, languageId: string): boolean {
    const found = vscode.workspace.getConfiguration("codestral", { languageId }).inspect(name);
    return found?.globalLanguageValue !== undefined || found?.workspaceLanguageValue !== undefined;
  }

  /** Of a value that may be anything. */
  private texts(name: ListName, value: unknown): readonly string[] {
    const all: readonly unknown[] = Array.isArray(value) ? value : [];
    const texts = all.filter((one) => typeof one === "string");
    if ((value !== undefined && !Array.isArray(value)) || texts.length < all.length) {
      this.complain(name, "list of texts; what is none is left out");
    }
    return texts;
  }

  private complain(name: Name | ListName, wanted: string): void {
    if (!this.complained.has(name)) {
      this.complained.add(name);
      this.log.warn(`The setting codestral.${name} must be a ${wanted}.`);
    }
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

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

function isWithin(value: unknown, range: Range | undefined): boolean {
  if (range === undefined) {
    return true;
  }
  const { least, most = Number.MAX_VALUE, isWhole } = range;
  return typeof value === "number" && value >= least && value <= most && (!isWhole || Number.isInteger(value));
}

function rangeText(range: Range | undefined): string {
  if (range === undefined) {
    return "";
  }
  const { least, most, isWhole } = range;
  return `${isWhole ? " without a fraction," : ","} ${most === undefined ? `${least} or more` : `${least} to ${most}`}`;
}
