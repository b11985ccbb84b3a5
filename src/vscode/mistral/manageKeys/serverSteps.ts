import { KNOWN_SERVERS, knownServer } from "../../../mistral/keys/servers";
import { baseAddress, serverName } from "../../../mistral/server";
import { askChoice, askText } from "./ask";
import type { Step } from "./steps";

/** Which server keys are for. */
export interface ServerDraft {
  /** One of Mistral's addresses, or `OWN`. */
  choice: string | undefined;
  /** What was typed for an own server. */
  address: string;
}

const OWN = "own";

/** @param setting what `codestral.server` says, which is where an own server probably is */
export function newServerDraft(setting: string): ServerDraft {
  return { choice: undefined, address: knownServer(setting) ? "" : setting };
}

export function isOwn({ choice }: ServerDraft): boolean {
  return choice === OWN;
}

/** The address that was chosen. Without what may have stood before an `@`, or after a `?`. */
export function serverOf({ choice, address }: ServerDraft): string {
  return choice === OWN ? (baseAddress(address) ?? address) : (choice ?? "");
}

export function serverSteps<Draft extends ServerDraft>(): readonly Step<Draft>[] {
  return [
    {
      async ask(draft, place) {
        const known = KNOWN_SERVERS.map(({ address, about }) => ({
          ...{ label: serverName(address), description: about, value: address },
        }));
        const own = { label: "Own server…", description: "vLLM, llama.cpp, LM Studio, Ollama, a proxy", value: OWN };
        const choice = await askChoice(
          { ...place, placeholder: "The server that takes the key" },
          [...known, own],
          draft.choice,
        );
        draft.choice = choice ?? draft.choice;
        return choice !== undefined;
      },
    },
    {
      isNeeded: isOwn,
      async ask(draft, place) {
        const address = await askText({
          ...place,
          prompt: "The server's address. A path is kept; /v1 at its end is not needed.",
          placeholder: "http://localhost:8000",
          value: draft.address,
          keep: (value) => {
            draft.address = value;
          },
          remark: (value) =>
            value.trim() === "" || baseAddress(value) !== undefined
              ? undefined
              : "This is not a web address; it should be one such as http://localhost:8000.",
          check: async (value) => (value === "" ? "Type an address such as http://localhost:8000." : undefined),
        });
        draft.address = address ?? draft.address;
        return address !== undefined;
      },
    },
  ];
}
