import type { TrimRule } from "./rule";

/**
 * Control characters, bidirectional controls, zero-width spaces, fillers, tags and variation selectors: code that reads
 * otherwise than it runs is written with them.
 */
const INVISIBLE =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
/** Joiners mean something between emoji and in some scripts, and nothing behind ASCII. */
const JOINERS = /(?<=[\n -~])[\u200c\u200d]+/g;

/** What nobody sees is not suggested. */
export const invisible: TrimRule = {
  trim(suggestion) {
    const lines = suggestion.text.replace(/\r\n?/g, "\n");
    return { ...suggestion, text: lines.replace(INVISIBLE, "").replace(JOINERS, "") };
  },
};
