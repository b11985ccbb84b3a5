/** What all pages have in common, in the theme's colours. */
export const BASE_STYLE = `
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; padding: 0 24px 24px; }
main { margin: 0 auto; max-width: 860px; }
h1 { font-size: 1.7em; font-weight: 400; margin: 20px 0 8px; }
h2 { font-size: 1.15em; font-weight: 600; margin: 28px 0 8px; }
p { max-width: 68ch; }
a { color: var(--vscode-textLink-foreground); }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.empty { border-left: 3px solid var(--vscode-textLink-foreground); padding: 4px 12px; }
.note, small, dt { color: var(--vscode-descriptionForeground); }
fieldset { align-items: center; border: 0; display: flex; flex-wrap: wrap; gap: 6px; margin: 20px 0; padding: 0; }
legend { float: left; padding: 0 6px 0 0; }
.choice { align-items: center; display: inline-flex; gap: 6px; margin-right: 12px; white-space: nowrap; }
input[type="radio"] { accent-color: var(--vscode-contrastActiveBorder, var(--vscode-button-background)); margin: 0; }
.figures { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); margin: 0; }
.figures > div { border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); border-radius: 4px; padding: 8px 12px; }
.figures dd { font-size: 1.7em; margin: 0; }
.figures small { display: block; font-size: 0.55em; }
figure { margin: 0; }
figcaption { color: var(--vscode-descriptionForeground); display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; padding-top: 4px; }
.columns { border-bottom: 1px solid var(--vscode-foreground); display: block; height: 130px; width: 100%; }
.column { fill: transparent; }
g:hover > .column { fill: var(--vscode-list-hoverBackground); }
.swatch { height: 0.8em; margin: 0 4px 0 8px; vertical-align: -0.05em; width: 0.8em; }
details { margin-top: 8px; }
summary { cursor: pointer; }
.wide { margin-top: 8px; overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); padding: 4px 10px; text-align: right; white-space: nowrap; }
th { font-weight: 600; }
tr > th:first-child[scope="row"], thead tr:first-child > th:first-child { text-align: left; }
th[scope="colgroup"] { text-align: center; }
`;
