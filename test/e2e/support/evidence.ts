import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { MistralServer } from "../../mistral/server";
import { screenshot } from "./screenshot";

/** Keeps beside each other in `.state/e2e/` what the window shows and what the Mistral server was asked. */
export async function keepEvidence(at: { page: Page; mistral: MistralServer }, name: string): Promise<void> {
  const picture = await screenshot(at.page, name);
  writeFileSync(picture.replace(/png$/, "json"), JSON.stringify(at.mistral.requests, undefined, 1));
}
