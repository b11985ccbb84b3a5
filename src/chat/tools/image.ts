const KINDS: readonly (readonly [kind: string, at: number, bytes: string])[] = [
  ["PNG", 0, "\x89PNG\r\n\x1a\n"],
  ["JPEG", 0, "\xff\xd8\xff"],
  ["GIF", 0, "GIF8"],
  ["WebP", 8, "WEBP"],
  ["AVIF", 4, "ftypavif"],
  ["BMP", 0, "BM"],
  ["TIFF", 0, "II*\0"],
  ["TIFF", 0, "MM\0*"],
  ["icon", 0, "\0\0\x01\0"],
];

/** As much as tells one kind from another. */
export const IMAGE_HEAD = 16;

/** Which kind of image a binary file is, by its first bytes; undefined if it is none. */
export function imageKind(head: Uint8Array): string | undefined {
  const text = Buffer.from(head).toString("latin1");
  return KINDS.find(([, at, bytes]) => text.startsWith(bytes, at))?.[0];
}
