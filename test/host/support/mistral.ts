import { ScriptedBrain } from "../../mistral/brains/scripted";
import { type MistralServer, startMistralServer } from "../../mistral/server";
import { extension, setSetting } from "./extension";

/** Looks like no other text, so that it is found wherever it leaks. */
export const KEY = "host-suite-key-5c1d7e93ab20";

export interface Mistral {
  readonly server: MistralServer;
  readonly brain: ScriptedBrain;
}

/** A local server and a scripted brain for the tests of the suite that calls this. */
export function mistralForTheSuite(): () => Mistral {
  let running: Mistral | undefined;
  before(async () => {
    const brain = new ScriptedBrain();
    running = { brain, server: await startMistralServer({ brain, key: KEY }) };
  });
  beforeEach(() => {
    if (running === undefined) return;
    running.brain.clear();
    running.server.mood = {};
    running.server.keys = [KEY];
    running.server.forgetRequests();
  });
  after(() => running?.server.close());
  return () => {
    if (running === undefined) throw new Error("only inside a test");
    return running;
  };
}

/** The same, with the extension itself talking to the server: this process is the extension's. */
export function mistralBehindTheExtension(): () => Mistral {
  const mistral = mistralForTheSuite();
  beforeEach(() => {
    process.env.MISTRAL_API_KEY = KEY;
  });
  before(async () => {
    process.env.MISTRAL_API_KEY = KEY;
    await setSetting("server", mistral().server.url);
    await extension().activate();
  });
  after(async () => {
    delete process.env.MISTRAL_API_KEY;
    await setSetting("server", undefined);
  });
  return mistral;
}
