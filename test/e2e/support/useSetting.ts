import { changeSettings, settingsFile } from "../../vscode/profile";
import { stage } from "./stage";

/** For the suite that calls this, which must do so before it opens its window: a setting of the person's. */
export function useSetting(name: string, value: unknown): void {
  const file = async () => settingsFile((await (await stage()).vscode("inEnvironment")).userDataDir, "User");
  before(`set ${name}`, async () => changeSettings(await file(), { [name]: value }));
  after(`unset ${name}`, async () => changeSettings(await file(), { [name]: undefined }));
}
