// Types the same with both engines in real time, in VS Code's Node. What to type comes as a message, and so goes the answer.
import { ours } from "../ownEngine";
import { replay } from "../run";
import { loadChatLib } from "./chatLib";
import { Copilot } from "./copilot";
import { refuseConnections } from "./noNetwork";
import { realTime } from "./realTime";
import type { SideBySide, Typing } from "./typing";

// Only the oracle is to be asked, and that is in this process.
refuseConnections();
process.on("disconnect", () => process.exit(1));
process.on("message", (typing: Typing) => void type(typing));

async function type({ folder, files, gaps, server, ...typing }: Typing): Promise<void> {
  const corpus = { ...typing.corpus, files: new Map(files) };
  const lib = loadChatLib(folder);
  console.error("Typing with our engine, in real time…");
  const own = await replay(corpus, gaps, server, ours, realTime);
  console.error("Typing the same with Copilot's engine…");
  const peer = await replay(corpus, gaps, server, (port, _, oracle) => new Copilot(lib, port, oracle), realTime);
  const answer: SideBySide = { ours: own, peer };
  process.send?.(answer, undefined, undefined, () => process.exit(0));
}
