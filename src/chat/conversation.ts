import type { ReasoningEffort } from "../mistral/chatRequest";
import type { MistralClient } from "../mistral/client";
import { type ApiProblem, cureOf, sentenceOf } from "../mistral/errors";
import type { Abilities } from "../mistral/order";
import type { Consent } from "./consent";
import { Deltas } from "./deltas";
import { isUnsettled, mayGoOn } from "./endings";
import type { History } from "./history";
import { KeptConversation } from "./kept";
import type { Lease } from "./lease";
import type { ChatEvent, ChatStatus, PlaceView, Cure, ProblemView, ToWebview, TurnPlace } from "./protocol";
import { CHAT_MODE, toolsFor } from "./permission";
import { systemPrompt } from "./prompt";
import { modelOf } from "./remembered";
import { shownOf } from "./shown";
import { freeId, type QueuedMessage } from "./queue";
import { messagesOf } from "./replay";
import { Silence } from "./silence";
import type { Tool } from "./tools/tool";
import { statusOf } from "./status";
import { runTurn, type Wait } from "./turn";
import type { Usage } from "../mistral/usage";
import type { WorkspacePort } from "../workspace/port";

export interface ConversationParts {
  readonly client: MistralClient;
  readonly history: History;
  readonly lease: Lease;
  readonly workspace: WorkspacePort;
  readonly tools: readonly Tool[];
  /** Asks the person what calls may do. */
  readonly consent: Consent;
  /** What is to be known about the history, such as that it is in memory only. */
  readonly notice?: ProblemView | undefined;
  chooseModel(signal: AbortSignal): Promise<{ readonly model: string } | ApiProblem>;
  /** What the model that was chosen last can do; undefined if its server does not say. */
  abilitiesOf(model: string): Abilities | undefined;
  /** What a request cost, about, in US dollars; undefined if no price is known. */
  costOf(model: string, server: string, usage: Usage): number | undefined;
  /** How many US dollars an answer may cost before the person is asked whether it goes on; 0 for any. */
  answerBudget(): number;
  /** How much the model thinks first, if the person has a wish. */
  reasoningEffort(): ReasoningEffort | undefined;
  /** To the page, if there is one. @returns whether one listens */
  post(message: ToWebview): boolean;
  /** After how many milliseconds a silence of the server's is told. */
  readonly silenceToldAfterMs?: number;
  /** What must never happen (a bug, a full disk): for the log. */
  failed(error: unknown): void;
}

/** The workspace's current conversation: takes messages, runs turns, keeps what was said. */
export class Conversation {
  /** Its place on the disk. Who changes it as a whole does so by `change`. */
  readonly kept: KeptConversation;
  private readonly deltas = new Deltas((event) => this.emit(event));
  private closed = false;
  private running: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  /** What waits goes out when the person sends something. */
  private isHeld = false;
  private model: string | undefined;
  private blocked: ProblemView | undefined;
  private wait: Wait | undefined;
  private readonly silence: Silence;
  /** The number of the last event that a page has heard of as it came. */
  private told: number;
  /** The first turn that the page wants. */
  private from: TurnPlace | undefined;

  constructor(private readonly parts: ConversationParts) {
    this.silence = new Silence(() => this.postStatus(), parts.silenceToldAfterMs);
    this.kept = new KeptConversation(parts.history, parts.lease, {
      failed: (error) => {
        parts.failed(error);
        this.tellKept();
      },
      recovered: () => this.tellKept(),
      parted: () => this.showAnew(),
    });
    parts.consent.listen(() => this.postStatus());
    this.kept.open();
    this.model = modelOf(this.events);
    this.told = this.events.length;
  }

  get busy(): boolean {
    return this.running !== undefined;
  }

  /** What a page needs that knows nothing yet. @param from the first turn that it wants */
  snapshot(from?: TurnPlace): Extract<ToWebview, { type: "snapshot" }> {
    return {
      type: "snapshot",
      conversation: this.kept.id,
      seq: this.events.length,
      ...shownOf(this.events, from?.conversation === this.kept.id ? from.turn : undefined),
      isTold: this.told >= this.events.length,
      branches: this.kept.said.branches,
      status: this.status(),
    };
  }

  /** Shows the page the conversation as it is now. */
  show(from?: TurnPlace): void {
    this.from = from;
    if (this.parts.post(this.snapshot(from))) {
      this.told = this.events.length;
    }
  }

  /** Says why nothing can be sent, or that all is well again. */
  setBlocked(problem: ProblemView | undefined): void {
    this.blocked = problem;
    this.postStatus();
  }

  /** The model that will answer, as it is known before it is asked. */
  setModel(model: string): void {
    if (!this.running && this.model !== model) {
      this.model = model;
      this.postStatus();
    }
  }

  /**
   * What stood in the way of answers has been dealt with: a problem that offered one of these is none any more, and its
   * question can be asked again.
   */
  settle(actions: readonly Cure[], sentence: string): void {
    if (!this.running && !this.blocked && isUnsettled(this.events, actions)) {
      this.emit({ kind: "settled", actions, sentence });
      this.postStatus();
    }
  }

  /**
   * Asks now; while an answer is written, when that is there.
   * @param atOnce it stops that answer
   * @param quoted how many characters of the place's text stand in the message
   * @returns why the message was not taken, if it was not; the draft then stays where it is
   */
  send(text: string, context: PlaceView | undefined, { quoted = 0, atOnce = false } = {}): ProblemView | undefined {
    if (text.trim() === "") {
      return { sentence: "Write a message first." };
    }
    if (this.blocked) {
      return this.blocked;
    }
    const id = freeId(this.kept.queue);
    const message = { id, text, ...(context && { context }), quoted };
    if (!this.running) {
      this.ask(message);
      return undefined;
    }
    this.kept.setQueue([...this.kept.queue, message]);
    this.postStatus();
    if (atOnce) {
      void this.sendQueued(id);
    }
    return undefined;
  }

  /** A message that waits is asked at once; an answer that is being written stops. */
  async sendQueued(id: number): Promise<void> {
    if (this.blocked || !this.queued(id)) {
      return;
    }
    await this.stop();
    const message = this.queued(id);
    if (message && !this.running && !this.blocked) {
      this.askQueued(message);
    }
  }

  /** @returns what the message said; undefined if it does not wait any more */
  unqueue(id: number): string | undefined {
    const message = this.queued(id);
    if (message) {
      this.kept.setQueue(this.kept.queue.filter((one) => one !== message));
      this.postStatus();
    }
    return message?.text;
  }

  /**
   * Asks a question again. The answer that it has, and what followed that, stays as a branch.
   * @param shown which of its askings the person sees; if that is another one by now, nothing is done
   */
  async askAgain(question: number, shown: number): Promise<void> {
    const isMeant = () => this.kept.said.isShown(question, shown);
    if (this.blocked || !isMeant()) {
      return;
    }
    await this.stop();
    if (this.running || !isMeant()) {
      return;
    }
    this.kept.askAgain(question, Date.now());
    this.run();
    this.showAnew();
  }

  /** Shows another asking of a question, with what followed it; not while an answer is being written. */
  showBranch(question: number, shown: number): void {
    if (!this.running && this.kept.show(question, shown)) {
      this.model = modelOf(this.events) ?? this.model;
      this.showAnew();
    }
  }

  /** Goes on with an answer that stopped to ask whether it should. All that was said stays, and may take as much again. */
  goOn(): void {
    if (!this.running && !this.blocked && mayGoOn(this.events)) {
      this.run();
    }
  }

  async stop(): Promise<void> {
    // What waits is not asked of somebody who wants silence.
    this.isHeld = true;
    this.running?.abort.abort();
    await this.running?.done;
  }

  async startOver(): Promise<void> {
    await this.change((kept) => kept.startOver());
  }

  /** Stops what is under way, and shows what comes of a change of the conversation as a whole. @throws what `how` throws */
  async change<Result>(how: (kept: KeptConversation) => Result): Promise<Result> {
    await this.stop();
    const result = how(this.kept);
    this.model = modelOf(this.events) ?? this.model;
    this.showAnew();
    return result;
  }

  /** Cuts the turn that runs; what it had said stays, and the next window marks it as interrupted. */
  dispose(): void {
    this.deltas.flush();
    this.kept.close();
    this.closed = true;
    this.running?.abort.abort();
  }

  private get events(): readonly ChatEvent[] {
    return this.kept.said.events;
  }

  /** The person has changed it as a whole. */
  private showAnew(): void {
    this.told = this.events.length;
    this.show(this.from);
  }

  private queued(id: number): QueuedMessage | undefined {
    return this.kept.queue.find((message) => message.id === id);
  }

  private askQueued(message: QueuedMessage): void {
    this.kept.setQueue(
      this.kept.queue.filter((one) => one !== message),
      false,
    );
    this.ask(message);
  }

  private ask({ text, context, quoted }: QueuedMessage): void {
    this.emit({ kind: "user", text, at: Date.now(), ...(context && { context, quoted }) });
    this.run();
  }

  /** After an answer that came to its end. @returns whether something was asked */
  private askNext(): boolean {
    const [next] = this.kept.queue;
    const end = this.events.findLast((event) => event.kind === "end");
    const isThere = end?.reason === "complete" || end?.reason === "length";
    if (!next || !isThere || this.isHeld || this.blocked || this.closed) {
      return false;
    }
    this.askQueued(next);
    return true;
  }

  private run(): void {
    this.isHeld = false;
    const abort = new AbortController();
    this.running = { abort, done: this.runTurn(abort.signal) };
    this.postStatus();
  }

  private async runTurn(signal: AbortSignal): Promise<void> {
    try {
      for await (const event of this.answer(signal)) {
        this.deltas.add(event);
      }
    } catch (error) {
      this.parts.failed(error);
      const sentence = "The chat stopped because of an error of its own; see the log, and try again.";
      this.deltas.add({ kind: "problem", problem: { sentence, action: "showLog" } });
      this.deltas.add({ kind: "end", reason: "problem" });
    } finally {
      this.deltas.flush();
      this.running = undefined;
      this.wait = undefined;
      this.silence.end();
      if (!this.askNext()) {
        this.postStatus();
      }
    }
  }

  private async *answer(signal: AbortSignal): AsyncGenerator<ChatEvent> {
    this.silence.begin();
    const choice = await this.parts.chooseModel(signal);
    if (signal.aborted) {
      yield { kind: "end", reason: "stopped" };
      return;
    }
    if ("kind" in choice) {
      yield { kind: "problem", problem: { sentence: sentenceOf(choice), action: cureOf(choice) } };
      yield { kind: "end", reason: "problem" };
      return;
    }
    this.model = choice.model;
    this.postStatus();
    yield { kind: "model", model: choice.model };
    const { client, workspace, consent } = this.parts;
    const tools = toolsFor(CHAT_MODE, workspace.isTrusted, this.parts.tools);
    const system = { role: "system", content: systemPrompt(workspace.roots) } as const;
    const messages = [system, ...messagesOf(this.events)];
    const { model } = choice;
    yield* runTurn(
      {
        client,
        model,
        conversation: this.kept.id,
        abilities: this.parts.abilitiesOf(model),
        reasoningEffort: this.parts.reasoningEffort(),
        messages,
        tools,
        context: { workspace },
        consent: consent.forChat(CHAT_MODE, this.kept.id, () => this.events),
        waiting: (wait) => this.setWait(wait),
        asking: (isAsked) => (isAsked ? this.silence.begin() : this.silence.end()),
        budget: this.parts.answerBudget(),
        costOf: (server, usage) => this.parts.costOf(model, server, usage),
      },
      signal,
    );
  }

  private setWait(wait: Wait | undefined): void {
    if (wait || this.wait) {
      this.wait = wait;
      this.postStatus();
    }
  }

  /** On disk first, then on the screen. */
  private emit(event: ChatEvent): void {
    if (this.closed) {
      return;
    }
    this.kept.add(event);
    const seq = this.events.length;
    if (this.parts.post({ type: "event", conversation: this.kept.id, seq, event })) {
      this.told = seq;
    }
  }

  private status(): ChatStatus {
    const { kept, model, blocked, wait, busy, isHeld } = this;
    const { notice, consent } = this.parts;
    const hasBegun = this.events.length > 0;
    const { milliseconds: silentFor } = this.silence;
    const { question } = consent;
    return statusOf({ kept, hasBegun, model, blocked, question, wait, busy, isHeld, silentFor, notice });
  }

  /** Where nothing is under way, whoever changes something says what comes of it, and this with it. */
  private tellKept(): void {
    if (this.running) {
      this.postStatus();
    }
  }

  private postStatus(): void {
    this.parts.post({ type: "status", status: this.status() });
  }
}
