import type { Locator } from "playwright-core";
import { eventually } from "./eventually";

/** Waits until what counts seconds (`5 s`) says fewer than at first; a busy machine may show only some of them. */
export async function countsDown(place: Locator): Promise<void> {
  let first = Number.NaN;
  const now = async () => {
    const [text = ""] = await place.allInnerTexts();
    return Number(/(\d+)\ss/.exec(text)?.[1] ?? Number.NaN);
  };
  await eventually(async () => {
    first = await now();
    return Number.isNaN(first);
  }, false);
  await eventually(async () => (await now()) < first, true);
}
