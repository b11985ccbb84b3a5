import * as vscode from "vscode";
import { keyHint } from "../../../mistral/keys/keyHint";
import { sameKey } from "../../../mistral/keys/stored";
import { serverName } from "../../../mistral/server";
import { askText, type Place, type Remark } from "./ask";
import { ENVIRONMENT_ID } from "../keys";
import type { KeyParts } from "./parts";
import { tryKey, UNSTORED } from "./trial";

export interface KeyQuestion extends Place {
  readonly server: string;
  /** The key that is replaced; the box may say of others only that they are stored already. */
  readonly replaces?: string;
  readonly value?: string;
  readonly keep?: (value: string) => void;
  /** Where the key is not only asked for: the box stays open if it cannot be stored. */
  readonly store?: (secret: string) => Promise<void>;
  /** An own server may want no key. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Asks for a key and tries it. One that is refused stays in the box; one that cannot be tried now is taken when the
 * person insists. @returns undefined for a step back
 */
export async function askKey(
  parts: KeyParts,
  question: KeyQuestion,
): Promise<{ readonly secret: string; readonly sentence: string } | undefined> {
  const { server } = question;
  const name = serverName(server);
  let insistsOn: string | undefined;
  let sentence = "";
  let isAccepted = false;
  const judge = async (secret: string, signal: AbortSignal): Promise<Remark | undefined> => {
    if (secret === "" && !question.mayBeEmpty) {
      return "Paste the key here.";
    }
    const stored = sameKey(
      (await parts.keys.keys()).filter(({ id }) => id !== question.replaces && id !== ENVIRONMENT_ID),
      { server, secret },
    );
    if (stored) {
      return `This key is stored already, as “${stored.name}”.`;
    }
    const trial = insistsOn === secret ? undefined : await tryKey(parts, { name: UNSTORED, server, secret }, signal);
    if (trial === undefined) {
      sentence = "The key is stored. It has not been checked.";
      return undefined;
    }
    const { verdict } = trial;
    isAccepted = verdict.kind === "accepted";
    if (verdict.kind === "later") {
      insistsOn = secret;
      const message = `${verdict.sentence} Or press Enter again to store the key unchecked.`;
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    }
    sentence = verdict.kind === "unchecked" ? `The key is stored. ${verdict.sentence}` : verdict.sentence;
    return verdict.kind === "refused" ? verdict.sentence : undefined;
  };
  const check = async (secret: string, signal: AbortSignal) => {
    const refusal = await judge(secret, signal);
    if (refusal !== undefined || signal.aborted) {
      return refusal;
    }
    const failure = await whyNotStored(() => question.store?.(secret));
    if (failure === undefined && isAccepted) {
      // The same key may have been refused before.
      parts.health.accepted({ server, secret });
    }
    return failure;
  };
  const may = question.mayBeEmpty ? " Leave it empty if the server wants none." : "";
  const hint = keyHint(server);
  const made = hint ? ` [Make one at ${hint.place}](${hint.url}). ${hint.costs}` : "";
  const secret = await askText({
    ...question,
    prompt: `The key for ${name}. It is kept in VS Code's secret storage.${may}${made}`,
    placeholder: "API key",
    password: true,
    remark: (value) => remarkOn(value.trim()),
    check,
  });
  return secret === undefined ? undefined : { secret, sentence };
}

function remarkOn(key: string): string | undefined {
  return /^[\x21-\x7e]*$/.test(key)
    ? undefined
    : "A key has neither white space nor special characters in it; copy it again.";
}

/** Stores something. @returns the sentence for a person if that failed */
export async function whyNotStored(store: () => Promise<void> | undefined): Promise<string | undefined> {
  try {
    await store();
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `VS Code could not store the key (${why}); check the system's keyring, or set MISTRAL_API_KEY.`;
  }
}
