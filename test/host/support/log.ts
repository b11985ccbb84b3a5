import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { profile } from "./files";
import { untilFile } from "./fileEvents";
import { extension } from "./extension";

/** What the extension wrote into its log file, in this window. */
export function logText(): string {
  const file = join(logFolder(), "Codestral Companion.log");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The log's text once it says what is waited for; the editor writes it when it finds the time. */
export function logThatSays(fits: RegExp): Promise<string> {
  return untilFile(logFolder(), () => {
    const text = logText();
    return fits.test(text) ? text : undefined;
  });
}

function logFolder(): string {
  const logs = join(profile(), "logs");
  const found = readdirSync(logs, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith(extension().id));
  assert.ok(found, `There is no log folder of the extension below ${logs}.`);
  return join(logs, found);
}
