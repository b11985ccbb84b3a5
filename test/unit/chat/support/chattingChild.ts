import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Conversation } from "../../../../src/chat/conversation";
import { openDatabase } from "../../../../src/chat/database";
import { History } from "../../../../src/chat/history";
import { Lease } from "../../../../src/chat/lease";
import type { ChatEvent, ToWebview } from "../../../../src/chat/protocol";
import { isRunning } from "../../../../src/storage/owner";
import { type ChatPiece, text, thinking, toolCall } from "../../../mistral/brain";
import { ScriptedBrain } from "../../../mistral/brains/scripted";
import { seededRandom } from "../../../mistral/random";
import { startMistralServer } from "../../../mistral/server";
import { clientFor } from "../../mistral/support/fixture";
import type { Killed } from "../../support/kill";
import { consentFor } from "./consent";
import { echo, noWorkspace } from "./tools";
import { idle, Screen } from "./windows";

/** What the parent sends to a child that chats until it is killed. */
export interface Order extends Killed {
  readonly database: string;
  /** A file that gets a line of `Shown` for all that comes on the screen. */
  readonly shown: string;
  readonly seed: number;
}

/** Something that was said, as it came on the screen. */
export interface Shown {
  readonly conversation: string;
  readonly event: ChatEvent;
}

process.once("message", (order) => void chatUntilKilled(order as Order));

async function chatUntilKilled({ database: path, shown, seed, killsItselfAt }: Order): Promise<void> {
  let ticks = 0;
  const tick = () => {
    if (++ticks === killsItselfAt) process.kill(process.pid, "SIGKILL");
  };
  const random = seededRandom(seed);
  const brain = new ScriptedBrain().onChat(
    () => true,
    (request) => answer(request.messages.at(-1)?.role === "tool"),
  );
  const server = await startMistralServer({ brain });
  const history = new History(ticking(await openDatabase(path, fail), tick), "here");
  const owner = { pid: process.pid, session: `${seed}` };
  const screen = new Screen();
  const conversation = new Conversation({
    client: clientFor(server.url),
    history,
    lease: new Lease(history, { owner, now: () => Date.now(), isRunning }),
    workspace: noWorkspace,
    tools: [echo],
    consent: consentFor(noWorkspace).consent,
    chooseModel: async () => ({ model: "mistral-medium-latest" }),
    abilitiesOf: () => undefined,
    costOf: () => undefined,
    answerBudget: () => 0,
    reasoningEffort: () => undefined,
    post: (message) => {
      const said = saidBy(message);
      if (said) appendFileSync(shown, `${JSON.stringify(said)}\n`);
      return screen.post(message);
    },
    failed: (error) => fail(String(error)),
  });
  process.send?.("chatting");
  for (;;) {
    screen.forget();
    const questions = questionsOf(conversation.snapshot());
    const does = random();
    if (does < 0.15 && questions > 0) {
      await conversation.askAgain(questions, 1);
      await conversation.askAgain(1 + Math.floor(random() * questions), 1);
    } else if (does < 0.25 && questions > 0) {
      conversation.showBranch(1 + Math.floor(random() * questions), 1 + Math.floor(random() * 3));
    } else if (does < 0.32) {
      await conversation.startOver();
    } else {
      conversation.send(`Question ${words(6)}`, undefined);
      if (random() < 0.2) {
        await wait(random() * 80);
        await conversation.stop();
      }
    }
    if (conversation.busy) await screen.until(idle);
    await new Promise(setImmediate);
  }

  async function* answer(isLast: boolean): AsyncGenerator<ChatPiece> {
    for (let piece = 0; piece < 1 + random() * 8; piece++) {
      yield random() < 0.25 ? thinking(words(3)) : text(words(12));
      if (random() < 0.5) await wait(random() * 40);
    }
    if (!isLast && random() < 0.5) {
      yield toolCall("echo", { text: words(5) });
      yield toolCall("echo", { text: words(5) });
    }
  }

  function words(count: number): string {
    return Array.from({ length: count }, () => `é${Math.floor(random() * 1e9).toString(36)} `).join("");
  }
}

function questionsOf(message: ToWebview): number {
  return message.type === "snapshot"
    ? message.earlier + message.events.filter(({ kind }) => kind === "user").length
    : 0;
}

/** An event; of a snapshot the question that was asked again, which comes with no event. */
function saidBy(message: ToWebview): Shown | undefined {
  if (message.type === "event") return { conversation: message.conversation, event: message.event };
  const last = message.type === "snapshot" ? message.events.at(-1) : undefined;
  return message.type === "snapshot" && last?.kind === "user"
    ? { conversation: message.conversation, event: last }
    : undefined;
}

/** A database, or a statement of it, that tells of each moment before and after it does something. */
function ticking<Target extends object>(target: Target, tick: () => void): Target {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object);
      if (typeof value !== "function") return value;
      return (...given: unknown[]): unknown => {
        tick();
        const result: unknown = Reflect.apply(value, object, given);
        tick();
        return name === "prepare" && typeof result === "object" && result ? ticking(result, tick) : result;
      };
    },
  });
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
