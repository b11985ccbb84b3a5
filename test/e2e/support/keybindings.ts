import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stage } from "./stage";

/** For the suite that calls this, which must do so before it opens its window: a key for a command without one. */
export function useKeybinding(key: string, command: string, when: string): void {
  const file = async () => {
    const { userDataDir } = await (await stage()).vscode("inEnvironment");
    return join(userDataDir, "User", "keybindings.json");
  };
  before("write the keybinding", async () => {
    const path = await file();
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, JSON.stringify([{ key, command, when }]));
  });
  after("remove the keybinding", async () => rmSync(await file()));
}
