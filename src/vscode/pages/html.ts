import { BASE_STYLE } from "./style";

export interface PageParts {
  readonly title: string;
  /** Added to what all pages have. */
  readonly style: string;
  readonly nonce: string;
  /** HTML. */
  readonly body: string;
}

/** A page that reads well without scripts, and may load and run nothing. */
export function page({ title, style, nonce, body }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${BASE_STYLE}${style}</style>
<title>${title}</title>
</head>
<body>
<main>
${body}
</main>
</body>
</html>`;
}

/** A figure of its own, in a list (`figures`). @param value HTML @param more HTML, in small print */
export function figure(name: string, value: string, more = ""): string {
  return `<div><dt>${name}</dt><dd>${value}${more && `<small>${more}</small>`}</dd></div>`;
}

export function figures(...all: readonly string[]): string {
  return `<dl class="figures">\n${all.join("\n")}\n</dl>`;
}

/** A table that scrolls by itself where the page is narrow. @param head its header's rows @param rows its other rows */
export function table(head: readonly string[], rows: readonly string[]): string {
  return `<div class="wide"><table>
<thead>
${head.join("\n")}
</thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

/** @param cells HTML */
export function row(head: string, cells: readonly string[]): string {
  return `<tr>${head}${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

export function number(value: number): string {
  return value.toLocaleString("en");
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? UNKNOWN : `${Math.round((part / whole) * 100)} %`;
}

export const UNKNOWN = '<span title="not known">–</span>';

/** Text as HTML, also within a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One of several choices, of which the page's style shows what belongs to the chosen one. @param name HTML */
export function choice(group: string, id: string, name: string, isChosen: boolean): string {
  const checked = isChosen ? " checked" : "";
  return `<span class="choice"><input type="radio" name="${group}" id="${id}"${checked}><label for="${id}">${name}</label></span>`;
}

/** The address that runs a command when its link is followed. */
export function commandLink(command: string, ...args: readonly (string | number)[]): string {
  const suffix = args.length > 0 ? `?${encodeURIComponent(JSON.stringify(args))}` : "";
  return escaped(`command:${command}${suffix}`);
}
