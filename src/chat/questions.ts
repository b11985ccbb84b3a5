import type { Reach } from "../workspace/locate";
import { printable } from "../workspace/sentences";
import type { Subject } from "./grants";
import type { Permission } from "./permission";
import type { QuestionView } from "./protocol";
import type { Effect, EffectKind, Refusal } from "./tools/tool";

/** An effect of a call, and what is to be done about it. */
export interface Judged {
  readonly effect: Effect;
  readonly subject: Subject;
  /** Of a file, where there is something to decide. */
  readonly reach: Reach | undefined;
  readonly permission: Permission;
}

const ANYTHING = ["May Codestral do this?", "May Codestral do all of this?"] as const;

/** What a question is about: one thing, or several. */
const ASKED: Readonly<Record<EffectKind, readonly [string, string]>> = {
  reads: [
    "May Codestral read this file, which is outside the workspace?",
    "May Codestral read these files, which are outside the workspace?",
  ],
  writes: ["May Codestral write this file?", "May Codestral write these files?"],
  deletes: ["May Codestral delete this?", "May Codestral delete these?"],
  runs: ["May Codestral run this command?", "May Codestral run these commands?"],
  sends: ["May Codestral send to this server?", "May Codestral send to these servers?"],
  asks: ANYTHING,
};

/** What would be done, for a sentence about what is not. */
const DONE: Readonly<Record<EffectKind, string>> = {
  reads: "read",
  writes: "written",
  deletes: "deleted",
  runs: "run",
  sends: "sent to",
  asks: "asked",
};

/** How a question is put. */
export function questionAbout(
  asked: readonly Judged[],
  { isTainted, hasChanged }: { readonly isTainted: boolean; readonly hasChanged: boolean },
): Pick<QuestionView, "sentence" | "about" | "notes"> {
  const kinds = new Set(asked.map(({ effect }) => effect.kind));
  const [first = "reads", ...others] = kinds;
  const [one, several] = ASKED[first];
  return {
    sentence: others.length > 0 ? ANYTHING[1] : asked.length === 1 ? one : several,
    about: asked.map(({ effect, subject }) => {
      const what = printable(subject.what);
      return others.length > 0 ? `${effect.kind} ${what}` : what;
    }),
    notes: [
      ...(hasChanged ? ["It has changed since you were asked, so you are asked again."] : []),
      ...(kinds.has("reads") ? ["What stands there goes to the model."] : []),
      ...(isTainted ? ["This chat has read from outside the workspace, which may steer the model."] : []),
    ],
  };
}

/** Why an effect is not to be. What the model is told names the thing as the model did. */
export function refusalOf({ effect, reach, permission }: Judged): Refusal {
  const name = nameOf(effect);
  const not = `is not ${DONE[effect.kind]}`;
  const say = (told: string, forModel: string): Refusal => ({ told, sentence: `${name} ${forModel}` });
  switch (permission.rule) {
    case "excluded":
    case "outside": {
      const sentence = reach?.sentence ?? `${name} ${not}.`;
      return { told: sentence.startsWith(`${name} `) ? sentence.slice(name.length + 1) : sentence, sentence };
    }
    case "notTrusted":
      return say(
        `${not}: you have not trusted this workspace. Run “Workspaces: Manage Workspace Trust” first.`,
        `${not}, because the person has not trusted this workspace. Go on without it.`,
      );
    case "notInMode":
      return say(`${not} in this mode of the chat.`, `${not}, because the chat is in a mode that does not do that.`);
    case "forbidden":
      return say(
        `${not}: you have forbidden it. “Codestral: Chat Permissions…” takes that back.`,
        `${not}, because the person has forbidden it. Do not ask for it again.`,
      );
    case "harmless":
    case "byMode":
    case "granted":
    case "unasked":
    case "guarded":
    case "protected":
      return say(`${not}: you did not allow it.`, `${not}, because the person did not allow it. Go on without it.`);
  }
}

function nameOf(effect: Effect): string {
  switch (effect.kind) {
    case "reads":
    case "writes":
    case "deletes":
      return effect.path;
    case "runs":
      return effect.command;
    case "sends":
      return effect.host;
    case "asks":
      return "The person";
  }
}
