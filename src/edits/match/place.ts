/** A stretch of a text: UTF-16 offsets, `end` exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Whether the two have a character in common, or one of them lies within the other. */
export function overlap(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}
