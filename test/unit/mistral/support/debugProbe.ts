// Runs in a process of its own, because the SDK reads MISTRAL_DEBUG once.
import { asks } from "./asks";
import { clientFor } from "./fixture";

const { PROBE_SERVER = "", PROBE_KEY = "" } = process.env;
const client = clientFor(PROBE_SERVER, PROBE_KEY);
if (await asks.streamFim(client)) throw new Error("no completion");
if (await asks.streamChat(client)) throw new Error("no chat");
if (await asks.listModels(client)) throw new Error("no models");
if ((await asks.listModels(clientFor(PROBE_SERVER, "wrong")))?.kind !== "refusedKey") throw new Error("not refused");
console.log("done");
process.exit(0);
