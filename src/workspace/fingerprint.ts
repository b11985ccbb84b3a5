import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** Of a longer file only so much is looked at, besides its size and when it was written. */
const MOST_BYTES = 16_000_000;
const PIECE_BYTES = 250_000;

/**
 * Another text whenever another thing stands in a file of this machine.
 * @throws when it cannot be read
 */
export async function fingerprint(path: string, signal: AbortSignal): Promise<string> {
  const file = await open(path);
  try {
    const { size, mtimeNs, ino } = await file.stat({ bigint: true });
    const hash = createHash("sha256").update(JSON.stringify([size, mtimeNs, ino].map(String)));
    const piece = new Uint8Array(PIECE_BYTES);
    for (let at = 0; at < MOST_BYTES; at += PIECE_BYTES) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, at);
      hash.update(piece.subarray(0, bytesRead));
      if (bytesRead < PIECE_BYTES) {
        break;
      }
    }
    return hash.digest("hex");
  } finally {
    await file.close();
  }
}
