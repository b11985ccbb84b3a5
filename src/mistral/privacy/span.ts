/** A secret in a text: UTF-16 offsets, and what kind of secret it is, as a person reads it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}
