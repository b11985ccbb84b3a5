import type { Redaction } from "../request";
import { assignmentsIn } from "./assignments";
import { privateKeysIn } from "./privateKeys";
import type { Span } from "./span";
import { tokensIn } from "./tokens";
import { isUnmistakable } from "./unmistakable";
import { credentialsIn } from "./credentials";
import { PLACEHOLDER, type Vault } from "./vault";

export interface Redacted {
  readonly text: string;
  readonly redactions: readonly Redaction[];
}

/** Replaces private keys, tokens and passwords in a text by placeholders that the vault can put back. */
export function redact(text: string, vault: Vault): Redacted {
  const { before, redactions } = redactAround(text, "", vault);
  return { text: before, redactions };
}

/**
 * The same for a text in two parts, as around a cursor: a secret that the border goes through is found too, and each part
 * of it is replaced.
 */
export function redactAround(
  before: string,
  after: string,
  vault: Vault,
): { readonly before: string; readonly after: string; readonly redactions: readonly Redaction[] } {
  const counts = new Map<string, number>();
  let parts = { before, after };
  // What is left of a text may look like a secret only now that its neighbour is gone.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const text = parts.before + parts.after;
    const spans = secretsIn(text, vault.known);
    if (spans.length === 0) {
      break;
    }
    for (const { start, end, kind } of spans) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const secret = text.slice(start, end);
      if (isUnmistakable(secret)) {
        vault.remember(secret);
      }
    }
    const border = parts.before.length;
    parts = {
      before: replaced(parts.before, spans, 0, vault),
      after: replaced(parts.after, spans, border, vault),
    };
  }
  return { ...parts, redactions: [...counts].map(([kind, count]) => ({ kind, count })) };
}

const MOST_ROUNDS = 4;

/**
 * All secrets in the text, in order; none within another, and none that holds a placeholder.
 * @param known found elsewhere before: they are secrets wherever they stand
 */
export function secretsIn(text: string, known: Iterable<string> = []): readonly Span[] {
  const spans = [
    ...privateKeysIn(text),
    ...tokensIn(text),
    ...credentialsIn(text),
    ...assignmentsIn(text),
    ...knownIn(text, known),
  ];
  if (spans.length === 0) {
    return spans;
  }
  const placeholders = [...text.matchAll(PLACEHOLDER)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return withoutOverlaps(spans, placeholders);
}

function knownIn(text: string, known: Iterable<string>): Span[] {
  const spans: Span[] = [];
  for (const secret of known) {
    for (let start = text.indexOf(secret); start !== -1; start = text.indexOf(secret, start + secret.length)) {
      spans.push({ start, end: start + secret.length, kind: "known secret" });
    }
  }
  return spans;
}

function withoutOverlaps(spans: readonly Span[], taken: readonly { start: number; end: number }[]): Span[] {
  const all = [
    ...taken.map((span) => ({ ...span, kind: undefined })),
    // The longer of two that begin together says more.
    ...spans.toSorted((a, b) => a.start - b.start || b.end - a.end),
  ].toSorted((a, b) => a.start - b.start);
  const kept: Span[] = [];
  let end = 0;
  let upcoming = 0;
  for (const { start, end: spanEnd, kind } of all) {
    if (kind === undefined) {
      end = Math.max(end, spanEnd);
      continue;
    }
    while (upcoming < taken.length && (taken[upcoming]?.start ?? 0) < start) {
      upcoming++;
    }
    const next = taken[upcoming]?.start ?? Number.POSITIVE_INFINITY;
    if (start >= end && spanEnd <= next) {
      kept.push({ start, end: spanEnd, kind });
      end = spanEnd;
    }
  }
  return kept;
}

/** @param offset where `text` begins in the text that the spans are of */
function replaced(text: string, spans: readonly Span[], offset: number, vault: Vault): string {
  let result = "";
  let done = 0;
  for (const span of spans) {
    const start = Math.max(0, span.start - offset);
    const end = Math.min(text.length, span.end - offset);
    if (start < end) {
      result += text.slice(done, start) + vault.placeholderFor(text.slice(start, end));
      done = end;
    }
  }
  return result + text.slice(done);
}
