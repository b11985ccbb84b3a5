import { tokenKinds, tokenProperty } from "./tokenKinds";

/** Gives code blocks the theme's colours; a kind without a usable colour goes back to its fallback. */
export function applyTokenColors(colors: Readonly<Record<string, string>>): void {
  const { style } = document.documentElement;
  for (const kind of tokenKinds) {
    const color = colors[kind];
    if (color && CSS.supports("color", color)) style.setProperty(tokenProperty(kind), color);
    else style.removeProperty(tokenProperty(kind));
  }
}
