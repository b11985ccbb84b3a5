import { strict as assert } from "node:assert";
import type { Page } from "playwright-core";

/** Draws the edge of the side bar with the mouse. @param width about, in pixels of the page from its left edge @returns what it was */
export async function drawSideBarTo(page: Page, width: number): Promise<number> {
  const { mouse } = page;
  const box = await page.locator(".part.sidebar").boundingBox();
  assert.ok(box);
  await mouse.move(box.x + box.width, box.y + 300);
  await mouse.down();
  await mouse.move(box.x + width, box.y + 300, { steps: 5 });
  await mouse.up();
  return box.width;
}
