import type { ToolCall as SdkToolCall } from "@mistralai/mistralai/models/components/toolcall";
import { acceptableId } from "./order";
import type { ToolCall } from "./messages";

/**
 * Puts streamed tool calls together. Mistral's models send each call whole; others send it in pieces that share an
 * `index` and, after the first, carry the id `"null"` and no name. Ids that are missing are made up, distinct in `salt`.
 */
export class ToolCallCollector {
  private readonly calls = new Map<number, { id: string; name: string; arguments: string }>();

  constructor(private readonly salt: string) {}

  add(pieces: readonly SdkToolCall[]): void {
    for (const piece of pieces) {
      const id = piece.id === "null" || piece.id === undefined ? "" : piece.id;
      const call = this.callFor(piece.index ?? 0, id);
      call.id ||= id;
      call.name ||= piece.function.name;
      const { arguments: args } = piece.function;
      call.arguments += typeof args === "string" ? args : JSON.stringify(args);
    }
  }

  /** The calls that have a name, in order. */
  finished(): ToolCall[] {
    return [...this.calls.entries()]
      .sort(([a], [b]) => a - b)
      .filter(([, call]) => call.name !== "")
      .map(([index, call]) => ({ ...call, id: acceptableId(call.id || `${this.salt}:${index}`) }));
  }

  /** Some servers send several whole calls with the same index; a second real id there begins another call. */
  private callFor(index: number, id: string) {
    const known = this.calls.get(index);
    if (known !== undefined && (id === "" || known.id === "" || known.id === id)) {
      return known;
    }
    const fresh = { id: "", name: "", arguments: "" };
    this.calls.set(known === undefined ? index : Math.max(...this.calls.keys()) + 1, fresh);
    return fresh;
  }
}
