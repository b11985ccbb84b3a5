import type { ToolCall as SdkToolCall } from "@mistralai/mistralai/models/components/toolcall";
import { acceptableId } from "./order";
import type { ToolCall } from "./messages";

interface Call {
  id: string;
  name: string;
  arguments: string;
}

/**
 * Puts streamed tool calls together. Mistral's models send each call whole; others send it in pieces that share an
 * `index` and, after the first, carry the id `"null"` and no name. Ids that are missing are made up, distinct in `salt`.
 */
export class ToolCallCollector {
  private readonly calls: Call[] = [];
  private readonly latest = new Map<number, Call>();

  constructor(private readonly salt: string) {}

  add(pieces: readonly SdkToolCall[]): void {
    for (const piece of pieces) {
      const { name, arguments: args } = piece.function;
      const id = piece.id === "null" || piece.id === undefined ? "" : piece.id;
      const text = typeof args === "string" ? args : JSON.stringify(args);
      const call = this.callFor(piece.index ?? 0, { id, name, arguments: text });
      call.id ||= id;
      call.name ||= name;
      call.arguments += text;
    }
  }

  /** The calls that have a name, in the order in which they began, each with an id of its own. */
  finished(): ToolCall[] {
    const taken = new Set<string>();
    return this.calls
      .map((call, at) => {
        const own = acceptableId(call.id || `${this.salt}:${at}`);
        const id = taken.has(own) ? acceptableId(`${this.salt}:${at}:${own}`) : own;
        taken.add(id);
        return { ...call, id };
      })
      .filter((call) => call.name !== "");
  }

  private callFor(index: number, piece: Call): Call {
    const known = this.latest.get(index);
    if (known && continues(known, piece)) {
      return known;
    }
    const begun = { id: "", name: "", arguments: "" };
    this.calls.push(begun);
    this.latest.set(index, begun);
    return begun;
  }
}

/** Some servers send several whole calls with the same index, others repeat name and id with each fragment of one. */
function continues(known: Call, { id, name, arguments: more }: Call): boolean {
  if (name === "" || known.name === "") {
    return true;
  }
  const isSame = name === known.name && (id === "" || id === known.id);
  return isSame && (more === "" || !isWhole(known.arguments));
}

/** The beginning of an object is no JSON. */
function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
