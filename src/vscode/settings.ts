import * as vscode from "vscode";
import type { Log } from "./log";

/** What a number may be. */
export interface Range {
  readonly least: number;
  readonly most?: number;
  readonly isWhole?: boolean;
}

type Value = boolean | number | string;

/** A setting of ours: its name without `codestral.`, and what it is when nobody sets it. */
export interface Setting<V extends Value = Value> {
  readonly name: string;
  readonly fallback: V;
  /** Of a number. */
  readonly range?: Range;
}

/** A list of texts is the sum of what stands in all settings (`own`, `workspace`), not a value; by itself it is empty. */
export interface ListSetting {
  readonly name: string;
  readonly fallback: readonly [];
}

/** The settings that a folder of `vscode/` reads. A test holds all folders' together against `package.json`. */
export type SettingTable = Readonly<Record<string, Setting | ListSetting>>;

export function setting(name: string, fallback: boolean): Setting<boolean>;
export function setting(name: string, fallback: string): Setting<string>;
export function setting(name: string, fallback: number, range: Range): Setting<number>;
export function setting(name: string, fallback: Value, range?: Range): Setting {
  return { name, fallback, ...(range ? { range } : {}) };
}

export function listSetting(name: string): ListSetting {
  return { name, fallback: [] };
}

/** The one way to read settings: at the moment of use, and never a value of the wrong type. */
export class Settings {
  private readonly complained = new Set<string>();

  constructor(private readonly log: Pick<Log, "warn">) {}

  /** @param scope the document or language the value is for, where a language may have its own */
  get<V extends Value>({ name, fallback, range }: Setting<V>, scope?: vscode.ConfigurationScope): V {
    const value: unknown = vscode.workspace.getConfiguration("codestral", scope).get(name, fallback);
    const fits = typeof value === typeof fallback && !isBlank(value) && isWithin(value, range);
    if (!fits) {
      this.complain(name, `${typeof fallback}${rangeText(range)}; its default is used instead`);
    }
    return fits ? (value as V) : fallback;
  }

  /** What a list has in the person's own settings, those of this machine included. */
  own({ name }: ListSetting): readonly string[] {
    return this.texts(name, vscode.workspace.getConfiguration("codestral").inspect(name)?.globalValue);
  }

  /** What a list has in the settings of the workspace and of the folder. */
  workspace({ name }: ListSetting, folder: vscode.Uri): readonly string[] {
    const found = vscode.workspace.getConfiguration("codestral", folder).inspect(name);
    // In a workspace of one folder both are the same file.
    return [
      ...new Set([found?.workspaceValue, found?.workspaceFolderValue].flatMap((value) => this.texts(name, value))),
    ];
  }

  /** Whether a language has a value of its own, whatever is set for all others. */
  isSetFor({ name }: Setting, languageId: string): boolean {
    const found = vscode.workspace.getConfiguration("codestral", { languageId }).inspect(name);
    return found?.globalLanguageValue !== undefined || found?.workspaceLanguageValue !== undefined;
  }

  /** Of a value that may be anything. */
  private texts(name: string, value: unknown): readonly string[] {
    const all: readonly unknown[] = Array.isArray(value) ? value : [];
    const texts = all.filter((one) => typeof one === "string");
    if ((value !== undefined && !Array.isArray(value)) || texts.length < all.length) {
      this.complain(name, "list of texts; what is none is left out");
    }
    return texts;
  }

  private complain(name: string, wanted: string): void {
    if (!this.complained.has(name)) {
      this.complained.add(name);
      this.log.warn(`The setting codestral.${name} must be a ${wanted}.`);
    }
  }

  /** Turns a boolean setting over where it is set now, so that the click is seen to work. */
  async toggle({ name }: Setting<boolean>, languageId?: string): Promise<void> {
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
