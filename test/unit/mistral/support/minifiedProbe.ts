// Bundled and minified by its test, as the extension is: says which problems it comes to.
import { asks } from "./asks";
import { clientFor } from "./fixture";

const { PROBE_SERVER = "", PROBE_CLOSED = "" } = process.env;
const kinds: Record<string, readonly (string | undefined)[]> = {};
for (const [name, ask] of Object.entries(asks)) {
  kinds[name] = [
    (await ask(clientFor(PROBE_SERVER, "wrong")))?.kind,
    (await ask(clientFor(PROBE_CLOSED)))?.kind,
    (await ask(clientFor("http://127.0.0.1:1")))?.kind,
  ];
}
console.log(JSON.stringify(kinds));
process.exit(0);
