import assert from "node:assert/strict";
import { Conversation, type ConversationParts } from "../../../../src/chat/conversation";
import { openDatabase } from "../../../../src/chat/database";
import { History } from "../../../../src/chat/history";
import { Lease } from "../../../../src/chat/lease";
import type { ChatEvent, ToWebview } from "../../../../src/chat/protocol";
import { mistralForEachTest } from "../../mistral/support/fixture";
import { consentFor } from "./consent";
import { databasePathForEachTest } from "./temp";
import { echo, noWorkspace } from "./tools";

type Posted<Type extends ToWebview["type"]> = Extract<ToWebview, { type: Type }>;

/** What the webview hears: keeps it as it was when it was posted, and waits for what is to come. */
export class Screen {
  readonly heard: ToWebview[] = [];
  private waiting: (() => void)[] = [];

  readonly post = (message: ToWebview): boolean => {
    this.heard.push(structuredClone(message));
    for (const look of this.waiting.splice(0)) look();
    return true;
  };

  async until(fits: (message: ToWebview) => boolean): Promise<void> {
    while (!this.heard.some(fits)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  of<Type extends ToWebview["type"]>(type: Type): Posted<Type>[] {
    return this.heard.filter((message): message is Posted<Type> => message.type === type);
  }

  forget(): void {
    this.heard.length = 0;
  }
}

export const idle = (message: ToWebview) => message.type === "status" && !message.status.busy;
export const isEvent = (kind: ChatEvent["kind"]) => (message: ToWebview) =>
  message.type === "event" && message.event.kind === kind;
export const kindsOf = (events: readonly ChatEvent[]) => events.map((event) => event.kind);

/** Events with each run of text, or of thinking, in one piece, however it came. */
export function whole(events: readonly ChatEvent[]): ChatEvent[] {
  const joined: ChatEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if ((event.kind === "text" || event.kind === "thinking") && last?.kind === event.kind) {
      joined.splice(-1, 1, { ...event, delta: last.delta + event.delta });
    } else {
      joined.push(event);
    }
  }
  return joined;
}

/** Conversations of one workspace against the local server, with a history on disk, for each test of the suite. */
export function windowsForEachTest() {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });
  const fixture = mistralForEachTest();
  const path = databasePathForEachTest();
  let pid = 1_000_000;
  /** Processes that have ended without a word. */
  const killed = new Set<number>();
  beforeEach(() => killed.clear());

  /** A window's hold on a conversation. Its process runs until one says otherwise. */
  const leaseOn = (history: History) => {
    const owner = { pid: ++pid, session: "test" };
    const lease = new Lease(history, { owner, now: () => Date.now(), isRunning: (other) => !killed.has(other) });
    return { lease, kill: () => killed.add(owner.pid) };
  };

  /** Another connection to the history's file; it is closed after the test. */
  const openHistory = async <Kind extends History = History>(
    Kind: new (...args: ConstructorParameters<typeof History>) => Kind,
  ): Promise<Kind> => {
    const history = new Kind(await openDatabase(path(), assert.fail), "here");
    closing.push(() => history.close());
    return history;
  };

  /** One window's conversation. */
  const begin = async (parts: Partial<ConversationParts> = {}) => {
    const screen = new Screen();
    const failures: unknown[] = [];
    const history = parts.history ?? (await openHistory(History));
    const { lease, kill } = leaseOn(history);
    const conversation = new Conversation({
      client: fixture().client,
      history,
      lease,
      workspace: noWorkspace,
      tools: [echo],
      consent: consentFor(noWorkspace).consent,
      chooseModel: async () => ({ model: "mistral-medium-latest" }),
      abilitiesOf: () => undefined,
      costOf: () => undefined,
      answerBudget: () => 0,
      reasoningEffort: () => undefined,
      post: screen.post,
      failed: (error) => failures.push(error),
      ...parts,
    });
    closing.unshift(() => conversation.dispose());
    /** Asks, and waits for the end of the answer. */
    const ask = async (text: string) => {
      screen.forget();
      assert.equal(conversation.send(text, undefined), undefined);
      await screen.until(idle);
    };
    const snapshot = () => {
      const shot = conversation.snapshot();
      assert.ok(shot.type === "snapshot");
      return shot;
    };
    const events = () => [...snapshot().events];
    return { conversation, screen, failures, ask, events, snapshot, kill };
  };

  /** The latest conversation, as it is on disk, in whole pieces. */
  const onDisk = async () => {
    const history = await openHistory(History);
    return whole(history.load(history.latest() ?? "").events);
  };

  /** The messages of the request with this number, from 0. */
  const messagesOf = (at: number) => {
    const body = fixture().server.requests[at]?.body as { messages: { role: string; content: unknown }[] };
    return body.messages.map((message) => `${message.role}: ${JSON.stringify(message.content)}`);
  };

  return { fixture, path, openHistory, leaseOn, begin, onDisk, messagesOf };
}
