import assert from "node:assert/strict";
import { ago } from "../../../src/chat/ago";

describe("how long something was ago", () => {
  const now = Date.UTC(2026, 10, 22);
  const times: readonly (readonly [number, string])[] = [
    [-5, "just now"],
    [59, "just now"],
    [60, "1 minute ago"],
    [3_599, "59 minutes ago"],
    [2 * 3_600, "2 hours ago"],
    [86_400, "1 day ago"],
    [15 * 86_400, "2 weeks ago"],
    [60 * 86_400, "2 months ago"],
    [800 * 86_400, "2 years ago"],
  ];
  for (const [seconds, words] of times) {
    it(`${seconds} seconds: ${words}`, () => assert.equal(ago(now - seconds * 1_000, now), words));
  }
});
