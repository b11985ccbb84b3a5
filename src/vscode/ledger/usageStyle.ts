/** What the page of usage has of its own. Purposes differ by pattern, not by colour alone. */
export const USAGE_STYLE = `
nav { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 16px 0 20px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0; }
nav a { border: 1px solid transparent; border-radius: 4px; display: block; padding: 2px 10px; text-decoration: none; white-space: nowrap; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { border-color: var(--vscode-textLink-foreground); color: var(--vscode-foreground); font-weight: 600; }
.figures dd { font-size: 1.35em; white-space: nowrap; }
.figures small { font-size: 0.7em; }
th, td { padding: 4px 7px; }
.definitions { height: 0; position: absolute; width: 0; }
.completion { fill: var(--vscode-charts-blue); }
.chat { fill: url(#diagonal); }
.refactoring { fill: url(#dots); }
.background { fill: url(#lines); }
.fresh { fill: var(--vscode-charts-lines); }
.cached { fill: url(#diagonal); }
.green { fill: var(--vscode-charts-green); }
.purple { fill: var(--vscode-charts-purple); }
.yellow { fill: var(--vscode-charts-yellow); }
.chat, .cached { stroke: var(--vscode-charts-green); }
.refactoring { stroke: var(--vscode-charts-purple); }
.background { stroke: var(--vscode-charts-yellow); }
.chat, .cached, .refactoring, .background { stroke-width: 1px; vector-effect: non-scaling-stroke; }
.used { fill: var(--vscode-charts-blue); }
.used.most { fill: url(#caution); stroke: var(--vscode-charts-yellow); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.frame { fill: none; stroke: var(--vscode-foreground); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.budget { margin: 0 0 20px; }
.budget svg { display: block; height: 14px; width: 100%; }
.bars { display: grid; gap: 4px 12px; grid-template-columns: minmax(80px, max-content) minmax(60px, 1fr) max-content; margin: 0 0 8px; }
.bars dt { color: var(--vscode-foreground); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars dd { margin: 0; }
.bars svg { display: block; height: 1.1em; margin-top: 0.2em; width: 100%; }
`;

/** The patterns that the style names. They stand before what is drawn with them. */
export const PATTERNS = `<svg class="definitions" aria-hidden="true"><defs>
<pattern id="diagonal" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="green" width="3.5" height="6"/></pattern>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="purple" cx="3" cy="3" r="2"/></pattern>
<pattern id="caution" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="yellow" width="3.5" height="6"/></pattern>
<pattern id="lines" width="6" height="5" patternUnits="userSpaceOnUse"><rect class="yellow" width="6" height="2"/></pattern>
</defs></svg>`;
