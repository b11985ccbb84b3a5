import type { EffectKind, Tool } from "./tools/tool";

/** How much a conversation may do: `ask` and `plan` only look, `edit` changes files, `agent` runs commands, too. */
export type Mode = "ask" | "plan" | "edit" | "agent";

/** The chat answers, and changes nothing. */
export const CHAT_MODE: Mode = "ask";

/** What kind of file an effect is on, links followed; `inside` also for an effect on no file. */
export type Place = "inside" | "protected" | "outside" | "excluded";

/** What the person has said before of this very effect, for this chat, for all of the workspace, or that it is never to be. */
export type Policy = "none" | "chat" | "workspace" | "never";

export interface Circumstances {
  readonly mode: Mode;
  /** Whether the person trusts the workspace. */
  readonly isTrusted: boolean;
  /** The conversation holds text from outside of the workspace, which may have been written to steer the model. */
  readonly isTainted: boolean;
  readonly place: Place;
  readonly policy: Policy;
}

/** What decided. */
export type Rule =
  | "harmless"
  | "byMode"
  | "granted"
  | "unasked"
  | "guarded"
  | "protected"
  | "excluded"
  | "notTrusted"
  | "forbidden"
  | "notInMode"
  | "outside";

/** A question about what is protected is asked by a dialog of its own, each time. */
export interface Permission {
  readonly kind: "allow" | "ask" | "dialog" | "refuse";
  readonly rule: Rule;
}

/**
 * Whether an effect needs a person's word. Nobody is asked for what is refused here, and no grant makes it possible. A mode or a
 * standing grant speaks for the person only where nobody from outside may have steered the model; what the person has granted in
 * this chat for one file outside holds on, as reading it again brings nothing new.
 */
export function permissionFor(effect: EffectKind, circumstances: Circumstances): Permission {
  const { mode, isTrusted, isTainted, place, policy } = circumstances;
  const isGuarded = isTainted || !isTrusted;
  if (effect === "asks") {
    return allow("harmless");
  }
  if (place === "excluded") {
    return refuse("excluded");
  }
  if (effect === "reads" && place !== "outside") {
    return allow("harmless");
  }
  if (!isTrusted && effect !== "sends") {
    return refuse("notTrusted");
  }
  if (!isOf(mode, effect)) {
    return refuse("notInMode");
  }
  if (policy === "never") {
    return refuse("forbidden");
  }
  if (effect === "reads") {
    return policy === "chat" || (policy === "workspace" && !isGuarded) ? allow("granted") : ask(isGuarded);
  }
  if (place === "outside" && effect !== "sends" && effect !== "runs") {
    return refuse("outside");
  }
  if (place === "protected") {
    return { kind: "dialog", rule: "protected" };
  }
  if (isGuarded) {
    return ask(true);
  }
  if (effect === "writes") {
    return allow("byMode");
  }
  return policy === "none" ? ask(false) : allow("granted");
}

/** The tools that a model is offered: none that could do nothing but be refused. */
export function toolsFor(mode: Mode, isTrusted: boolean, tools: readonly Tool[]): readonly Tool[] {
  const anywhere = { mode, isTrusted, isTainted: false, place: "inside", policy: "none" } as const;
  return tools.filter(({ does }) => does.every((effect) => permissionFor(effect, anywhere).kind !== "refuse"));
}

function isOf(mode: Mode, effect: EffectKind): boolean {
  switch (effect) {
    case "asks":
    case "reads":
    case "sends":
      return true;
    case "writes":
    case "deletes":
      return mode === "edit" || mode === "agent";
    case "runs":
      return mode === "agent";
  }
}

const allow = (rule: Rule): Permission => ({ kind: "allow", rule });
const refuse = (rule: Rule): Permission => ({ kind: "refuse", rule });
const ask = (isGuarded: boolean): Permission => ({ kind: "ask", rule: isGuarded ? "guarded" : "unasked" });
