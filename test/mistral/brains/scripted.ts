import { type Brain, type ChatPiece, type FimPiece, text } from "../brain";
import { type ChatRequest, type FimRequest, lastQuestion } from "../requests";

/** A string or a pattern is looked for in the prompt, or in the last question. */
export type Match<Request> = string | RegExp | ((request: Request) => boolean);

/** A string is one text. A function may be an async generator, and so wait for whatever the test waits for. */
export type Script<Request, Piece> =
  | string
  | readonly Piece[]
  | ((request: Request, signal: AbortSignal) => string | readonly Piece[] | AsyncIterable<Piece>);

interface Rule<Request, Piece> {
  readonly match: Match<Request>;
  readonly script: Script<Request, Piece>;
}

/** Nothing in the test says what to answer. The server makes a 500 of it. */
export class NoScript extends Error {
  override readonly name = "NoScript";
}

/**
 * Answers what the test says and nothing else: first what `nextFim` and `nextChat` queued, then the newest rule that
 * fits. A request that nothing fits is an error, and kept in `unmatched`.
 */
export class ScriptedBrain implements Brain {
  readonly unmatched: (FimRequest | ChatRequest)[] = [];
  readonly #fimRules: Rule<FimRequest, FimPiece>[] = [];
  readonly #chatRules: Rule<ChatRequest, ChatPiece>[] = [];
  readonly #nextFim: Script<FimRequest, FimPiece>[] = [];
  readonly #nextChat: Script<ChatRequest, ChatPiece>[] = [];

  onFim(match: Match<FimRequest>, script: Script<FimRequest, FimPiece>): this {
    this.#fimRules.unshift({ match, script });
    return this;
  }

  onChat(match: Match<ChatRequest>, script: Script<ChatRequest, ChatPiece>): this {
    this.#chatRules.unshift({ match, script });
    return this;
  }

  /** For the next FIM request, whatever it says; several of them queue. */
  nextFim(script: Script<FimRequest, FimPiece>): this {
    this.#nextFim.push(script);
    return this;
  }

  /** For the next chat request, whatever it says; several of them queue. */
  nextChat(script: Script<ChatRequest, ChatPiece>): this {
    this.#nextChat.push(script);
    return this;
  }

  /** Forgets all scripts, and what was unmatched. */
  clear(): void {
    for (const list of [this.unmatched, this.#fimRules, this.#chatRules, this.#nextFim, this.#nextChat]) {
      list.length = 0;
    }
  }

  async *fim(request: FimRequest, signal: AbortSignal): AsyncGenerator<FimPiece> {
    const script = this.#nextFim.shift() ?? ruleFor(this.#fimRules, request, request.prompt)?.script;
    if (script === undefined) throw this.#unmatched(request, "FIM prompt ending in", request.prompt.slice(-80));
    yield* play(script, request, signal);
  }

  async *chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPiece> {
    const question = lastQuestion(request);
    const script = this.#nextChat.shift() ?? ruleFor(this.#chatRules, request, question)?.script;
    if (script === undefined) throw this.#unmatched(request, "chat question", question.slice(0, 80));
    yield* play(script, request, signal);
  }

  #unmatched(request: FimRequest | ChatRequest, what: string, excerpt: string): NoScript {
    this.unmatched.push(request);
    return new NoScript(`no script for the ${what} ${JSON.stringify(excerpt)}`);
  }
}

function ruleFor<Request, Piece>(
  rules: readonly Rule<Request, Piece>[],
  request: Request,
  words: string,
): Rule<Request, Piece> | undefined {
  return rules.find(({ match }) => {
    if (typeof match === "function") return match(request);
    return typeof match === "string" ? words.includes(match) : words.search(match) >= 0;
  });
}

async function* play<Request, Piece>(
  script: Script<Request, Piece>,
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<Piece | ReturnType<typeof text>> {
  const said = typeof script === "function" ? script(request, signal) : script;
  if (typeof said === "string") yield text(said);
  else yield* said;
}
