import type { Editors } from "./editor";
import { goToEndOfLongFile, openFolder } from "./longFile";
import type { Window } from "./patience";

/** A window of each editor, both with the caret at the end of the long file. */
export interface TwoWindows {
  readonly ours: Window;
  readonly control: Window;
}

export async function openBoth(editors: Editors): Promise<TwoWindows> {
  const control = await openFolder(editors.control);
  await goToEndOfLongFile(control);
  const ours = await openFolder(editors.ours);
  await ours.page.locator(".statusbar-item").filter({ hasText: "Codestral" }).waitFor();
  await goToEndOfLongFile(ours);
  return { ours, control };
}

/**
 * Measures in both windows by turns, after a round that warms up.
 * @returns milliseconds of CPU that our window's extension host took beyond the other one's for each round: what happens
 *   between its own turns counts too
 */
export async function byTurns(
  { ours, control }: TwoWindows,
  rounds: number,
  round: (isWarmUp: boolean) => Promise<void>,
): Promise<number> {
  await round(true);
  const used = async () => (await ours.half.cpu()) - (await control.half.cpu());
  const before = await used();
  for (let at = 1; at <= rounds; at++) {
    await round(false);
    console.error(`round ${at} of ${rounds}`);
  }
  return ((await used()) - before) / rounds;
}
