import { existsSync } from "node:fs";
import { DemoBrain } from "../mistral/brains/demo";
import { startMistralServer } from "../mistral/server";
import { readSetting, type Settings } from "../vscode/profile";
import type { Home } from "./startHome";

const setting = "codestral.server";

/** Who answers the extension, and what the editor must be told for it. */
export interface Answerer {
  /** What to tell the person about it. */
  readonly introduction: string;
  readonly env: NodeJS.ProcessEnv;
  /** `undefined` removes a setting. */
  readonly settings: Settings;
  close(): Promise<void>;
}

export interface AnswererOptions {
  /** The person's key, if there is one. */
  readonly key: string | undefined;
  /** The workspace, which the demo reads. */
  readonly folder: string;
  /** The file of settings that may set the server. */
  readonly settings: string;
  readonly home: Home;
}

/** The demo answers when there is no key, unless the person has changed the server in the settings since. */
export async function chooseAnswerer({ key, folder, settings, home }: AnswererOptions): Promise<Answerer> {
  const theirs = existsSync(settings) && readSetting(settings, setting) !== home.memory.demoServer;
  if (key || theirs) {
    home.remember({ demoServer: undefined });
    const introduction = "Your own key and server are used.";
    return { introduction, env: {}, settings: theirs ? {} : { [setting]: undefined }, close: async () => {} };
  }
  const demoKey = "demo-key";
  const mood = { firstTokenMs: 60, betweenTokensMs: 4 };
  const server = await startMistralServer({ brain: new DemoBrain(folder), key: demoKey, mood });
  home.remember({ demoServer: server.url });
  return {
    introduction:
      "No model is behind it: MISTRAL_API_KEY is not set, so a local server answers from the files of the folder. Start with your key to talk to a model.",
    env: { MISTRAL_API_KEY: demoKey },
    settings: { [setting]: server.url },
    close: () => server.close(),
  };
}
