import { createHash, randomUUID } from "node:crypto";
import { unlessAborted } from "../mistral/abort";
import type { ToolCall } from "../mistral/messages";
import type { Address } from "../workspace/address";
import { type Reach, reach } from "../workspace/locate";
import type { WorkspacePort } from "../workspace/port";
import type { CallConsent } from "./calls";
import type { Grants, Subject } from "./grants";
import { type Mode, type Permission, permissionFor, type Policy } from "./permission";
import type { ChatEvent, Choice, QuestionView } from "./protocol";
import { type Judged, questionAbout, refusalOf } from "./questions";
import type { Effect, OutsideFile, Permit, Refusal } from "./tools/tool";

export interface ConsentPort {
  readonly workspace: WorkspacePort;
  readonly grants: Grants;
  /** Another text whenever another thing stands in the file, as the person sees it: unsaved changes count. */
  fingerprint(address: Address, signal: AbortSignal): Promise<string>;
  /** Asks by a dialog of its own. @returns whether the person agrees */
  dialog(question: QuestionView, signal: AbortSignal): Promise<boolean>;
}

/** Who calls. */
export interface Asking {
  readonly mode: Mode;
  readonly conversation: string;
  readonly isTainted: () => boolean;
}

/** A call that is not run, and why. */
export interface Refused {
  readonly refusal: Refusal;
}

interface Pending {
  readonly question: QuestionView;
  readonly answer: (choice: Choice) => void;
}

/**
 * Asks the person for what a call would do. An answer is for the call as it was asked about: what it was to touch is looked at again
 * before it runs, and if that has changed the person is asked again. One question at a time; whoever stops has refused.
 */
export class Consent {
  private pending: Pending | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private changed = () => {};
  /** What a grant for the workspace has let into a chat, which it has tainted: its later pages may be read, too. */
  private readonly admitted = new Set<string>();

  constructor(private readonly port: ConsentPort) {}

  /** The question that waits for an answer in the chat. */
  get question(): QuestionView | undefined {
    return this.pending?.question;
  }

  /** @param changed hears of each question and of its end */
  listen(changed: () => void): void {
    this.changed = changed;
  }

  /** @returns false, and does nothing, if this is not what is asked now */
  answer(id: string, choice: Choice): boolean {
    const { pending } = this;
    if (pending?.question.id !== id || !pending.question.choices.includes(choice)) {
      return false;
    }
    pending.answer(choice);
    return true;
  }

  /** What the calls of one conversation ask. @param events what stands in it now */
  forChat(mode: Mode, conversation: string, events: () => readonly ChatEvent[]): CallConsent {
    const isTainted = () => events().some(({ kind }) => kind === "tainted");
    const asking = { mode, conversation, isTainted };
    return { isTainted, permit: (call, effects, signal) => this.permit(call, effects, asking, signal) };
  }

  /**
   * Waits for the person where it must. When `signal` is aborted, what was not answered is refused.
   * @returns undefined if it was stopped before there was anything to answer
   */
  async permit(
    call: ToolCall,
    effects: readonly Effect[],
    asking: Asking,
    signal: AbortSignal,
  ): Promise<Permit | Refused | undefined> {
    const judged = await unlessAborted(this.judge(effects, asking), signal);
    if (!judged?.some(isAsked)) {
      return judged && this.permitted(judged, asking);
    }
    const settled = this.last.then(() => this.settle(call, { effects, judged }, asking, signal));
    this.last = settled.catch(() => {});
    return settled;
  }

  private async settle(
    call: ToolCall,
    { effects, judged: first }: { readonly effects: readonly Effect[]; readonly judged: readonly Judged[] },
    asking: Asking,
    signal: AbortSignal,
  ): Promise<Permit | Refused> {
    let hasChanged = false;
    for (;;) {
      const judged = await unlessAborted(this.judge(effects, asking), signal);
      if (judged === undefined) {
        return refusedAmong(first);
      }
      const asked = judged.filter(isAsked);
      if (asked.length === 0) {
        return this.permitted(judged, asking);
      }
      const before = await this.digest(call, asked, signal);
      const choice = await this.ask(asked, { asking, hasChanged, signal });
      if (choice === "notNow" || choice === "never") {
        if (choice === "never") {
          this.keep(asked, choice, asking);
        }
        return refusedAmong(judged);
      }
      if (choice !== "once") {
        this.keep(asked, choice, asking);
        continue;
      }
      const now = await unlessAborted(this.judge(effects, asking), signal);
      if (now && (await this.digest(call, now.filter(isAsked), signal)) === before) {
        return this.permitted(now, asking);
      }
      hasChanged = true;
    }
  }

  private async judge(effects: readonly Effect[], asking: Asking): Promise<Judged[]> {
    return Promise.all(
      effects.map(async (effect): Promise<Judged> => {
        const reached = "path" in effect ? await reach(effect.path, accessOf(effect), this.port.workspace) : undefined;
        const subject = subjectOf(effect, reached);
        const policy = this.policyFor(subject, asking);
        return { effect, subject, reach: reached, permission: this.permissionFor(effect, reached, asking, policy) };
      }),
    );
  }

  private policyFor(subject: Subject, { conversation }: Asking): Policy {
    const policy = this.port.grants.policyFor(subject, conversation);
    return policy === "workspace" && this.admitted.has(keyOf(subject, conversation)) ? "chat" : policy;
  }

  private permissionFor(effect: Effect, reached: Reach | undefined, asking: Asking, policy: Policy): Permission {
    const { isTrusted } = this.port.workspace;
    const place = reached?.kind ?? "inside";
    return permissionFor(effect.kind, { mode: asking.mode, isTrusted, isTainted: asking.isTainted(), place, policy });
  }

  private async ask(
    asked: readonly Judged[],
    {
      asking,
      hasChanged,
      signal,
    }: { readonly asking: Asking; readonly hasChanged: boolean; readonly signal: AbortSignal },
  ): Promise<Choice> {
    if (signal.aborted) {
      return "notNow";
    }
    const isTainted = asking.isTainted();
    const isByDialog = asked.some(({ permission }) => permission.kind === "dialog");
    const lasts =
      !isByDialog &&
      asked.every(({ effect, reach: reached }) => this.permissionFor(effect, reached, asking, "chat").kind === "allow");
    const choices: readonly Choice[] = lasts
      ? ["once", "chat", "workspace", "notNow", "never"]
      : ["once", "notNow", ...(isByDialog ? [] : (["never"] as const))];
    const question = { id: randomUUID(), ...questionAbout(asked, { isTainted, hasChanged }), choices };
    if (isByDialog) {
      return (await this.port.dialog(question, signal)) && !signal.aborted ? "once" : "notNow";
    }
    return new Promise((resolve) => {
      const answer = (choice: Choice) => {
        signal.removeEventListener("abort", stop);
        this.pending = undefined;
        this.changed();
        resolve(choice);
      };
      const stop = () => answer("notNow");
      signal.addEventListener("abort", stop);
      this.pending = { question, answer };
      this.changed();
    });
  }

  private keep(asked: readonly Judged[], policy: Exclude<Policy, "none">, { conversation }: Asking): void {
    for (const { subject } of asked) {
      this.port.grants.add(subject, policy, conversation);
    }
  }

  /** Nothing of it is asked any more. */
  private permitted(judged: readonly Judged[], { conversation }: Asking): Permit | Refused {
    for (const { subject, permission } of judged) {
      if (permission.rule === "granted") {
        this.admitted.add(keyOf(subject, conversation));
      }
    }
    return outcomeOf(judged, (one) => (one.permission.kind === "refuse" ? refusalOf(one) : undefined));
  }

  /** The call, and all that its question is about, as it is now. */
  private async digest(call: ToolCall, asked: readonly Judged[], signal: AbortSignal): Promise<string> {
    const looking = Promise.all(
      asked.map(async ({ subject, reach: reached, permission }) => [
        subject.effect,
        subject.what,
        permission.kind,
        reached ? await this.port.fingerprint(reached.real, signal).catch(() => "") : "",
      ]),
    );
    return createHash("sha256")
      .update(JSON.stringify([call.name, call.arguments, await unlessAborted(looking, signal)]))
      .digest("hex");
  }
}

/** What was asked is refused, and what had been before. */
function refusedAmong(judged: readonly Judged[]): Permit | Refused {
  return outcomeOf(judged, (one) => (isAsked(one) || one.permission.kind === "refuse" ? refusalOf(one) : undefined));
}

/** A call that only reads is run for what is left to be read; of any other, all is refused or nothing. */
function outcomeOf(judged: readonly Judged[], refusal: (one: Judged) => Refusal | undefined): Permit | Refused {
  const outside = new Map<string, OutsideFile>();
  const refused = new Map<string, Refusal>();
  for (const one of judged) {
    const { effect, reach: reached } = one;
    const why = refusal(one);
    if (why && effect.kind !== "reads") {
      return { refusal: why };
    }
    if (effect.kind === "reads" && why) {
      refused.set(effect.path, why);
    } else if (effect.kind === "reads" && reached?.kind === "outside") {
      outside.set(effect.path, { address: reached.address, real: reached.real });
    }
  }
  return { outside, refused };
}

function isAsked({ permission }: Judged): boolean {
  return permission.kind === "ask" || permission.kind === "dialog";
}

function accessOf(effect: Effect): "read" | "write" {
  return effect.kind === "reads" ? "read" : "write";
}

/** Of a file its true place, whatever link leads there. */
function subjectOf(effect: Effect, reached: Reach | undefined): Subject {
  switch (effect.kind) {
    case "reads":
    case "writes":
    case "deletes":
      return { effect: effect.kind, what: reached ? placeOf(reached.real) : effect.path };
    case "runs":
      return { effect: effect.kind, what: effect.command };
    case "sends":
      return { effect: effect.kind, what: effect.host };
    case "asks":
      return { effect: effect.kind, what: "" };
  }
}

function keyOf({ effect, what }: Subject, conversation: string): string {
  return JSON.stringify([effect, what, conversation]);
}

function placeOf({ system, path }: Address): string {
  return system === "file://" ? path : `${system}${path}`;
}
