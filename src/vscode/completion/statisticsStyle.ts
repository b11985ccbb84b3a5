/** What this page has of its own. A bar's kind is told by its shape too: one stands in front of the other. */
export const STYLE = `
section { display: none; }
body:has(#period7:checked) #of7, body:has(#period30:checked) #of30, body:has(#period90:checked) #of90 { display: block; }
.shown { fill: var(--vscode-charts-lines); }
.accepted { fill: var(--vscode-charts-blue); }
.kind { font-weight: 400; padding-left: 28px; }
`;
