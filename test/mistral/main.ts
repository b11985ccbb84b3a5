import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { DemoBrain } from "./brains/demo";
import { defaultKey, startMistralServer } from "./server";

/** Runs the server by hand: `node out/mistral/main.mjs --folder DIR`. It stands until Ctrl-C. */
const { values } = parseArgs({ options: { folder: { type: "string", default: "." } } });
const folder = resolve(values.folder);
const server = await startMistralServer({
  brain: new DemoBrain(folder),
  mood: { firstTokenMs: 60, betweenTokensMs: 4 },
});
process.stdout.write(`${server.url}  (key: ${defaultKey}; no model: it continues from the files in ${folder})\n`);
