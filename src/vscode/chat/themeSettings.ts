import * as vscode from "vscode";

/** The kinds of themes: how a theme names its own, and which setting names the one to take when the system decides. */
export const THEME_KINDS: Readonly<
  Record<vscode.ColorThemeKind, { readonly uiTheme: string; readonly setting: string }>
> = {
  [vscode.ColorThemeKind.Light]: { uiTheme: "vs", setting: "preferredLightColorTheme" },
  [vscode.ColorThemeKind.Dark]: { uiTheme: "vs-dark", setting: "preferredDarkColorTheme" },
  [vscode.ColorThemeKind.HighContrast]: { uiTheme: "hc-black", setting: "preferredHighContrastColorTheme" },
  [vscode.ColorThemeKind.HighContrastLight]: { uiTheme: "hc-light", setting: "preferredHighContrastLightColorTheme" },
};

/** The settings that may name the active theme. */
export const THEME_SETTINGS: readonly string[] = [
  "window.autoDetectColorScheme",
  "workbench.colorTheme",
  ...Object.values(THEME_KINDS).map(({ setting }) => `workbench.${setting}`),
];
