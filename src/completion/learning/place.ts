/** One change of a document's text, in UTF-16 units of the text before it. */
export interface TextEdit {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: string;
}

/** Where a piece of text stands in its document. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the piece stands after a change; what is written within it, or over its edge, belongs to it from then on. */
export function moved({ start, end }: Place, { offset, removed, inserted }: TextEdit): Place {
  const grown = inserted.length - removed;
  if (offset + removed <= start) {
    return { start: start + grown, end: end + grown };
  }
  if (offset >= end) {
    return { start, end };
  }
  return { start: Math.min(start, offset), end: Math.max(end, offset + removed) + grown };
}
