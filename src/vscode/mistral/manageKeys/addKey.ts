import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Work } from "../../../mistral/keys/apiKey";
import { freeName, nameProblem } from "../../../mistral/keys/names";
import { knownServer } from "../../../mistral/keys/servers";
import { addKey, type StoredKey } from "../../../mistral/keys/stored";
import { serverName } from "../../../mistral/server";
import { askText } from "./ask";
import { askKey, whyNotStored } from "./keyBox";
import type { KeyParts } from "./parts";
import { isOwn, newServerDraft, type ServerDraft, serverOf, serverSteps } from "./serverSteps";
import { inSteps, type Step } from "./steps";
import { askWork } from "./workStep";

interface Draft extends ServerDraft {
  secret: string;
  sentence: string;
  name: string;
  work: Work | undefined;
  stored: StoredKey | undefined;
}

/** Asks for all that a key has, and stores it. @returns the key; undefined if the person stepped back from all of it */
export async function addKeyInSteps(parts: KeyParts): Promise<StoredKey | undefined> {
  const draft: Draft = {
    ...newServerDraft(parts.keys.server()),
    ...{ secret: "", sentence: "", name: "", work: undefined, stored: undefined },
  };
  const steps = [...serverSteps<Draft>(), keyStep(parts), nameStep(parts), workStep(parts)];
  await inSteps("Codestral: Add API Key", draft, steps);
  if (draft.stored) {
    void vscode.window.showInformationMessage(draft.sentence);
  }
  return draft.stored;
}

function keyStep(parts: KeyParts): Step<Draft> {
  return {
    async ask(draft, place) {
      const taken = await askKey(parts, {
        ...place,
        server: serverOf(draft),
        value: draft.secret,
        mayBeEmpty: isOwn(draft),
        keep: (value) => {
          draft.secret = value;
        },
      });
      Object.assign(draft, taken);
      return taken !== undefined;
    },
  };
}

function nameStep({ keys }: KeyParts): Step<Draft> {
  return {
    async ask(draft, place) {
      const others = await keys.stored();
      const server = serverOf(draft);
      const name = await askText({
        ...place,
        prompt: "What the key is called in lists, in the log and in the figures of its use.",
        value: draft.name || freeName(knownServer(server)?.name ?? serverName(server), others),
        keep: (value) => {
          draft.name = value;
        },
        remark: (value) => nameProblem(value, draft.secret, others),
      });
      draft.name = name ?? draft.name;
      return name !== undefined;
    },
  };
}

function workStep({ keys }: KeyParts): Step<Draft> {
  return {
    async ask(draft, place) {
      const server = serverOf(draft);
      const work = await askWork(place, draft.work ?? knownServer(server)?.work ?? "both");
      if (work === undefined) {
        return false;
      }
      draft.work = work;
      const { name, secret } = draft;
      const key = { id: randomUUID(), name, server, work, secret };
      const problem = await whyNotStored(() => keys.update((list) => addKey(list, key)));
      if (problem !== undefined) {
        void vscode.window.showErrorMessage(problem);
        return false;
      }
      draft.stored = key;
      return true;
    },
  };
}
