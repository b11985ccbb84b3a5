import { serve } from "./tasks";

/** A window that is only watched. */
export async function run(): Promise<void> {
  await serve();
}
