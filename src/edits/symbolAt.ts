/** A symbol of a document, by its lines (from 0, `last` included). */
export interface CodeSymbol {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Something that can be worked on by itself: a function, a class; not a field or a constant of one line. */
  readonly hasBody: boolean;
  readonly children: readonly CodeSymbol[];
}

export type SymbolChoice =
  | { readonly kind: "symbol"; readonly symbol: CodeSymbol }
  /** Only the person knows: what stands above the line, below it, and around both. */
  | { readonly kind: "ask"; readonly symbols: readonly CodeSymbol[]; readonly around: CodeSymbol | undefined }
  /** There are no symbols to choose from. */
  | { readonly kind: "all" };

/**
 * What a person means whose caret is on a line: the smallest symbol that begins on it or encloses it. Between the members of
 * something larger they may mean either neighbour, or all.
 */
export function symbolAt(symbols: readonly CodeSymbol[], line: number): SymbolChoice {
  return within(symbols, undefined, line);
}

function within(symbols: readonly CodeSymbol[], around: CodeSymbol | undefined, line: number): SymbolChoice {
  const here = symbols.filter(({ first, last }) => first <= line && line <= last);
  const starting = here.filter(({ first }) => first === line);
  // Two on one line are told apart by their size; that of the line itself is the one that begins there.
  const inner = (starting.length > 0 ? starting : here).toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
  if (inner && (inner.hasBody || inner.children.some(reaches))) {
    const begins = inner.first === line && !inner.children.some((child) => reaches(child) && child.first === line);
    return begins ? { kind: "symbol", symbol: inner } : within(inner.children, inner, line);
  }
  return between(symbols.filter(reaches), around, line);
}

function between(members: readonly CodeSymbol[], around: CodeSymbol | undefined, line: number): SymbolChoice {
  const above = members.filter(({ last }) => last < line).at(-1);
  const below = members.find(({ first }) => first > line);
  const neighbours = [above, below].filter((one) => one !== undefined);
  const isLast = around?.last === line;
  // Above the first and below the last of a file's symbols all of it is meant.
  const isAtTheEdge = around === undefined && neighbours.length === 1;
  if (neighbours.length === 0 || isLast || isAtTheEdge) {
    return around ? { kind: "symbol", symbol: around } : { kind: "all" };
  }
  return { kind: "ask", symbols: neighbours, around };
}

/** Something with a body, or around one. */
function reaches({ hasBody, children }: CodeSymbol): boolean {
  return hasBody || children.some(reaches);
}

function sizeOf({ first, last }: CodeSymbol): number {
  return last - first;
}
