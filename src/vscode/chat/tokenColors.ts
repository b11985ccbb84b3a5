import { parse } from "jsonc-parser";
import * as vscode from "vscode";
import { THEME_KINDS } from "./themeSettings";

/** The token kinds that the webview colours, with the TextMate scopes that a theme may name, best first. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  comment: ["comment"],
  string: ["string.quoted", "string"],
  number: ["constant.numeric"],
  keyword: ["storage.type", "storage", "keyword"],
  function: ["entity.name.function", "support.function"],
  type: ["entity.name.type", "entity.name.class", "support.class", "support.type"],
  variable: ["variable.other.readwrite", "variable"],
  constant: ["constant.language", "variable.other.constant", "constant"],
  operator: ["keyword.operator"],
  tag: ["entity.name.tag"],
  attribute: ["entity.other.attribute-name"],
  regexp: ["string.regexp"],
  punctuation: ["punctuation"],
  meta: ["meta.preprocessor"],
  deletion: ["markup.deleted"],
  insertion: ["markup.inserted"],
};

interface Theme {
  readonly include?: string;
  readonly tokenColors?: readonly {
    readonly scope?: string | readonly string[];
    readonly settings?: { readonly foreground?: string };
  }[];
}

/**
 * The active theme's colours for the webview's token kinds, read from the theme's own file, because webviews are told
 * the workbench's colours only. Kinds that the theme does not name, or a theme that lies on another machine, are left
 * to the webview's defaults.
 */
export async function themeTokenColors(): Promise<Record<string, string>> {
  const rules = new Map<string, string>();
  const uri = activeThemeUri();
  if (uri) {
    await collect(uri, rules, 0);
  }
  return Object.fromEntries(
    Object.entries(SCOPES).flatMap(([kind, scopes]) => {
      const color = scopes.map((scope) => lookUp(scope, rules)).find((found) => found !== undefined);
      return color === undefined ? [] : [[kind, color]];
    }),
  );
}

/** VS Code does not say which theme is active; the settings name it, and its kind tells which of them counts. */
function activeThemeUri(): vscode.Uri | undefined {
  const { uiTheme, setting } = THEME_KINDS[vscode.window.activeColorTheme.kind];
  const systemDecides = vscode.workspace.getConfiguration("window").get<boolean>("autoDetectColorScheme") === true;
  const settings = systemDecides ? [setting, "colorTheme"] : ["colorTheme", setting];
  const workbench = vscode.workspace.getConfiguration("workbench");
  const uris = settings.map((name) => themeUri(workbench.get<string>(name), uiTheme));
  return uris.find((uri) => uri !== undefined);
}

function themeUri(id: string | undefined, uiTheme: string): vscode.Uri | undefined {
  for (const extension of vscode.extensions.all) {
    const themes: unknown = extension.packageJSON?.contributes?.themes;
    for (const theme of Array.isArray(themes) ? themes : []) {
      const fits = (theme.id ?? theme.label) === id && (theme.uiTheme ?? "vs-dark") === uiTheme;
      if (fits && typeof theme.path === "string") {
        return vscode.Uri.joinPath(extension.extensionUri, theme.path);
      }
    }
  }
  return undefined;
}

/** A theme's rules come after those of the theme it includes, and later rules win. */
async function collect(uri: vscode.Uri, rules: Map<string, string>, depth: number): Promise<void> {
  let theme: Theme | undefined;
  try {
    theme = parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return;
  }
  if (theme?.include !== undefined && depth < 5) {
    await collect(vscode.Uri.joinPath(uri, "..", theme.include), rules, depth + 1);
  }
  for (const { scope, settings } of theme?.tokenColors ?? []) {
    const scopes = typeof scope === "string" ? scope.split(",") : (scope ?? []);
    for (const one of scopes) {
      if (settings?.foreground !== undefined && /^#[0-9a-f]{3,8}$/i.test(settings.foreground)) {
        rules.set(one.trim(), settings.foreground);
      }
    }
  }
}

/** A rule for `string` also colours `string.quoted`. */
function lookUp(scope: string, rules: ReadonlyMap<string, string>): string | undefined {
  for (let at = scope; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const color = rules.get(at);
    if (color !== undefined) {
      return color;
    }
  }
  return undefined;
}
