import type { ChatPiece, FinishReason } from "./brain";
import { toolCallId } from "./random";
import { StopStrings } from "./stopStrings";
import { countTokens, splitTokens } from "./tokens";

/** One token, one call of a tool, or the end. */
export type Step =
  | { readonly kind: "text" | "thinking"; readonly text: string }
  | {
      readonly kind: "toolCall";
      readonly id: string;
      readonly name: string;
      readonly arguments: string;
      readonly index: number;
    }
  | { readonly kind: "end"; readonly reason: FinishReason; readonly tokens: number };

export interface Bounds {
  readonly stop?: string | readonly string[] | null;
  readonly maxTokens?: number | null;
  /** More calls than one in an answer. */
  readonly parallelToolCalls?: boolean;
}

/** Turns a brain's pieces into what a model would have said: token by token, up to a stop string or the token limit. */
export async function* generate(pieces: AsyncIterable<ChatPiece>, bounds: Bounds): AsyncGenerator<Step> {
  const speech = new Speech(bounds);
  if (bounds.maxTokens !== 0) {
    for await (const token of tokensOf(pieces)) {
      yield* speech.say(token);
      if (speech.ended) break;
    }
  }
  yield* speech.end();
}

async function* tokensOf(pieces: AsyncIterable<ChatPiece>): AsyncGenerator<ChatPiece> {
  for await (const piece of pieces) {
    const whole =
      piece.kind === "toolCall" || piece.kind === "finish" || (piece.kind === "text" && piece.whole === true);
    if (whole) yield piece;
    else for (const text of splitTokens(piece.text)) yield { kind: piece.kind, text };
  }
}

class Speech {
  readonly #bounds: Bounds;
  readonly #stops: StopStrings;
  #tokens = 0;
  #calls = 0;
  #reason: FinishReason | undefined;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#stops = new StopStrings(bounds.stop);
    if (bounds.maxTokens === 0) this.#reason = "length";
  }

  get ended(): boolean {
    return this.#reason !== undefined;
  }

  *say(token: ChatPiece): Generator<Step> {
    switch (token.kind) {
      case "finish":
        this.#reason = token.reason;
        return;
      case "toolCall":
        yield* this.#call(token);
        break;
      case "thinking":
        this.#tokens += 1;
        yield { kind: "thinking", text: token.text };
        break;
      case "text": {
        this.#tokens += 1;
        const said = this.#stops.take(token.text);
        if (said.text !== "") yield { kind: "text", text: said.text };
        if (said.stopped) this.#reason = "stop";
      }
    }
    const { maxTokens } = this.#bounds;
    if (maxTokens !== undefined && maxTokens !== null && this.#tokens >= maxTokens) this.#reason ??= "length";
  }

  *end(): Generator<Step> {
    const rest = this.#stops.flush();
    if (rest !== "") yield { kind: "text", text: rest };
    const reason = this.#reason ?? (this.#calls > 0 ? "tool_calls" : "stop");
    yield { kind: "end", reason, tokens: this.#tokens };
  }

  *#call(piece: Extract<ChatPiece, { kind: "toolCall" }>): Generator<Step> {
    const { name, arguments: json } = piece;
    const rest = this.#stops.flush();
    if (rest !== "") yield { kind: "text", text: rest };
    if (this.#calls > 0 && this.#bounds.parallelToolCalls === false) {
      this.#reason = "tool_calls";
      return;
    }
    this.#tokens += countTokens(name + json);
    yield { kind: "toolCall", id: piece.id ?? toolCallId(), name, arguments: json, index: this.#calls++ };
  }
}
