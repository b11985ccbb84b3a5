import type { Desk } from "./desk";
import { screenshot } from "./screenshot";
import { drawSideBarTo } from "./sideBar";
import { themes, useTheme } from "./themes";

/** Leaves a picture for each theme, and goes back to the first. @param sideBar and one with a side bar of so many pixels */
export async function pictures(
  desk: Desk,
  name: string,
  { sideBar }: { readonly sideBar?: number } = {},
): Promise<void> {
  const { page } = desk;
  const [first, ...others] = themes;
  await screenshot(page, `${name} ${first.name}`);
  for (const theme of others) {
    await useTheme(desk, theme.label);
    await screenshot(page, `${name} ${theme.name}`);
  }
  await useTheme(desk, first.label);
  if (sideBar !== undefined) {
    const width = await drawSideBarTo(page, sideBar);
    await screenshot(page, `${name} narrow`);
    await drawSideBarTo(page, width);
  }
}
