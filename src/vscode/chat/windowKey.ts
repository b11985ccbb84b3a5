import { randomUUID } from "node:crypto";
import { WITHOUT_FOLDER } from "../../chat/chatList";

const WINDOW = "codestral.window";

/** What VS Code keeps for a window, also over a reload. */
interface WindowState {
  get(key: string): unknown;
  update(key: string, value: string): PromiseLike<void>;
}

/** A window without a folder keeps its key when it is loaded again. @param isNew hears that it has had none before */
export async function windowKey(state: WindowState, isNew: () => void): Promise<string> {
  const known = state.get(WINDOW);
  if (typeof known === "string") {
    return known;
  }
  const key = WITHOUT_FOLDER + randomUUID();
  await state.update(WINDOW, key);
  isNew();
  return key;
}
