import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { applyEdits, editsBetween, type TextEdit } from "../change";

/** Higher costs ten times the time for a tenth of the size. */
const QUALITY = 6;

export function packed(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

export function unpacked(bytes: Uint8Array): string {
  return brotliDecompressSync(bytes).toString("utf8");
}

/** What turns one text into the other. */
export function packedHunks(before: string, after: string): Uint8Array {
  return packed(JSON.stringify(editsBetween(before, after).map(({ start, end, newText }) => [start, end, newText])));
}

export function withHunks(before: string, hunks: Uint8Array): string {
  const edits = JSON.parse(unpacked(hunks)) as [number, number, string][];
  return applyEdits(
    before,
    edits.map(([start, end, newText]): TextEdit => ({ start, end, newText })),
  );
}
