/** What of a notebook a model reads: its cells, without what they put out. */
export interface Notebook {
  readonly text: string;
  readonly cells: number;
  /** Of its code, such as `python`; undefined if it does not say. */
  readonly language: string | undefined;
}

/** A notebook's JSON is mostly what its cells have put out, images among it. Undefined if it is none. */
export function notebookIn(json: string): Notebook | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const cells = member(parsed, "cells");
  if (!Array.isArray(cells)) {
    return undefined;
  }
  const metadata = member(parsed, "metadata");
  const language =
    member(member(metadata, "language_info"), "name") ?? member(member(metadata, "kernelspec"), "language");
  return {
    text: cells.map((cell, at) => `[Cell ${at + 1}, ${kindOf(cell)}]\n${sourceOf(cell)}`).join("\n"),
    cells: cells.length,
    language: typeof language === "string" ? language : undefined,
  };
}

function kindOf(cell: unknown): string {
  const kind = member(cell, "cell_type");
  return typeof kind === "string" ? kind : "unknown";
}

/** A text, or its lines with their ends. */
function sourceOf(cell: unknown): string {
  const source = member(cell, "source");
  return Array.isArray(source) ? source.join("") : typeof source === "string" ? source : "";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
