import { text, wholeText } from "../../mistral/brain";
import { ScriptedBrain } from "../../mistral/brains/scripted";
import { startMistralServer } from "../../mistral/server";

/** Events of a long answer, the first and the last among them. */
const EVENTS = 500;

/**
 * The local server at its quickest, in a process of its own, so that its work is not taken for the client's. It tells its
 * address and ends with whoever started it.
 */
const brain = new ScriptedBrain()
  .onFim(/./, [text("return items.filter((item) => item.price > limit).map((item) => item.name);\n")])
  .onChat(/./, () => words());
const server = await startMistralServer({ brain });
process.once("disconnect", () => process.exit());
process.send?.(server.url);

async function* words() {
  for (let event = 2; event < EVENTS; event++) yield wholeText("word ");
}
