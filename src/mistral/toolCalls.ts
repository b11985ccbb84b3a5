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
      const call = this.callFor(piece.index ?? 0, id, name);
      call.id ||= id;
      call.name ||= name;
      call.arguments += typeof args === "string" ? args : JSON.stringify(args);
    }
  }

  /** The calls that have a name, in the order in which they began. */
  finished(): ToolCall[] {
    return this.calls
      .map((call, at) => ({ ...call, id: acceptableId(call.id || `${this.salt}:${at}`) }))
      .filter((call) => call.name !== "");
  }

  /** Some servers send several whole calls with the same index; a name again, but not the id, begins another call. */
  private callFor(index: number, id: string, name: string): Call {
    const known = this.latest.get(index);
    if (known && (name === "" || known.name === "" || (id !== "" && id === known.id))) {
      return known;
    }
    const begun = { id: "", name: "", arguments: "" };
    this.calls.push(begun);
    this.latest.set(index, begun);
    return begun;
  }
}
