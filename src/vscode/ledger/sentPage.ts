import { type Sent, SENT_KEPT } from "../../mistral/ledger/egressLedger";
import { type Purpose, PURPOSES } from "../../mistral/purpose";
import type { Source } from "../../mistral/request";
import { dayOf } from "../../storage/days";
import { choice, commandLink, escaped, number, page } from "../pages/html";
import { outcomeName, PURPOSE_NAMES } from "./words";

export const SENT_COMMANDS = {
  show: "codestral.showWhatWasSent",
  delete: "codestral.deleteWhatWasSent",
  /** Takes a request's id, and the number of the source to open; without, it opens the body. */
  open: "codestral.openSent",
  usage: "codestral.showUsage",
} as const;

export interface SentFacts {
  /** The newest first; undefined: nothing can be kept on this machine. */
  readonly requests: readonly Sent[] | undefined;
  /** Paths that can be opened. */
  readonly files: ReadonlySet<string>;
  readonly keepsBodies: boolean;
}

/** Two hundred bodies of this length are as much as a page can bear. */
const MOST_SHOWN = 20_000;

/** The page that says what has left this machine. */
export function sentPage({ requests, files, keepsBodies }: SentFacts, nonce: string): string {
  return page({
    title: "What Was Sent",
    style: SENT_STYLE,
    nonce,
    body: `<h1>What was sent</h1>
<p>The last ${SENT_KEPT} requests of all windows on this machine, the newest first. This list never leaves the machine, and nothing else reads it.</p>
<p>${bodiesSentence(requests ?? [], keepsBodies)}</p>
${requests ? withRequests(requests, files) : "<p>Nothing can be kept on this disk, so there is no list. The log says why (<strong>Codestral: Show Log</strong>).</p>"}`,
  });
}

function bodiesSentence(requests: readonly Sent[], keepsBodies: boolean): string {
  if (keepsBodies) {
    return "The setting <code>codestral.debug.storeBodies</code> is on: what stands in the requests is kept here too, with secrets replaced.";
  }
  return requests.some(({ body }) => body !== undefined)
    ? "What stands in the requests is not kept any more. Delete this list to be rid of what was."
    : "What stands in the requests is not kept.";
}

function withRequests(requests: readonly Sent[], files: ReadonlySet<string>): string {
  const links = `<p><a href="${commandLink(SENT_COMMANDS.show)}">Refresh</a> · <a href="${commandLink(SENT_COMMANDS.usage)}">Show usage</a>`;
  if (requests.length === 0) {
    return `<p class="empty">Nothing has been sent yet.</p>\n${links}</p>`;
  }
  return `${links} · <a href="${commandLink(SENT_COMMANDS.delete)}">Delete this list…</a></p>
${filter(requests)}
${requests.map((request) => requestOf(request, files)).join("\n")}`;
}

function filter(requests: readonly Sent[]): string {
  const used = PURPOSES.filter((one) => requests.some(({ purpose }) => purpose === one));
  const count = (purpose: Purpose) => requests.filter((one) => one.purpose === purpose).length;
  const choices = [
    choice("purpose", "only-all", `all (${requests.length})`, true),
    ...used.map((one) => choice("purpose", `only-${one}`, `${PURPOSE_NAMES[one]} (${count(one)})`, false)),
  ];
  return `<fieldset><legend>Show</legend>${choices.join("")}</fieldset>`;
}

function requestOf(request: Sent, files: ReadonlySet<string>): string {
  const { id, at, purpose, model, server, keyName, characters, sources, redactions, outcome, body } = request;
  const fromFiles = sources.reduce((sum, source) => sum + source.characters, 0);
  const rest = characters - fromFiles;
  const items = sources.map(
    (source, at) => `<li>${sourceOf(source, files, commandLink(SENT_COMMANDS.open, id, at))}</li>`,
  );
  if (rest > 0) {
    items.push(
      `<li>${sources.length > 0 ? "other text" : "no file; text"}, such as instructions and questions: ${count(rest)}</li>`,
    );
  }
  const replaced = redactions.map(({ kind, count }) => `${number(count)} × ${escaped(kind)}`);
  return `<article class="${purpose}">
<h2><time datetime="${new Date(at).toISOString()}">${timeOf(at)}</time> ${PURPOSE_NAMES[purpose]} → ${escaped(server)}</h2>
<p>${escaped(model)} · key “${escaped(keyName)}” · ${outcome === undefined ? "under way" : escaped(outcomeName(outcome))} · ${count(characters)}</p>
<ul>${items.join("")}</ul>
${replaced.length > 0 ? `<p class="replaced">Replaced by placeholders before it went out: ${replaced.join(", ")}</p>` : ""}
${body === undefined ? "" : bodyOf(body, commandLink(SENT_COMMANDS.open, id))}
</article>`;
}

function sourceOf({ path, lines, characters }: Source, files: ReadonlySet<string>, address: string): string {
  const name = escaped(path);
  const linked = files.has(path) ? `<a href="${address}">${name}</a>` : name;
  const where = lines ? `, lines ${number(lines.first)}–${number(lines.last)}` : ", whole";
  return `${linked}${where}: ${count(characters)}`;
}

function bodyOf(body: string, address: string): string {
  const text = indented(body);
  const shown = text.slice(0, MOST_SHOWN);
  const more = text.length - shown.length;
  const cut = more > 0 ? `<p>… and ${count(more)} more.</p>` : "";
  return `<details><summary>What was sent, with secrets replaced</summary><pre>${escaped(shown)}</pre>${cut}<p><a href="${address}">Open it in an editor</a></p></details>`;
}

/** JSON as a person reads it; anything else as it is. */
export function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function count(characters: number): string {
  return characters === 1 ? "1 character" : `${number(characters)} characters`;
}

/** In this machine's time zone: `2026-11-21 09:05:07`. */
function timeOf(at: number): string {
  return `${dayOf(at)} ${new Date(at).toTimeString().slice(0, "09:05:07".length)}`;
}

const SENT_STYLE = `
article { border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-foreground))); overflow-wrap: anywhere; padding: 10px 0; }
article h2 { font-size: 1em; margin: 0; }
article p { margin: 0; max-width: none; }
article > p:first-of-type { color: var(--vscode-descriptionForeground); }
article ul { margin: 4px 0; padding-left: 20px; }
time { font-variant-numeric: tabular-nums; margin-right: 8px; }
.replaced { border-left: 3px solid var(--vscode-charts-yellow); padding-left: 8px; }
pre { background: var(--vscode-textCodeBlock-background); border: 1px solid var(--vscode-contrastBorder, transparent); font-family: var(--vscode-editor-font-family); margin: 6px 0; max-height: 400px; overflow: auto; padding: 8px; white-space: pre-wrap; }
${PURPOSES.map((one) => `body:has(#only-${one}:checked) article:not(.${one})`).join(", ")} { display: none; }
`;
