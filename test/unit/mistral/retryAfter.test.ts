import assert from "node:assert/strict";
import { retryAfterMs } from "../../../src/mistral/retryAfter";

describe("Retry-After", () => {
  const now = Date.parse("2026-08-01T12:00:00Z");
  const headers: readonly (readonly [string | null, number | undefined])[] = [
    [null, undefined],
    ["", undefined],
    ["  ", undefined],
    ["0", 0],
    ["7", 7_000],
    [" 7 ", 7_000],
    ["0.25", 250],
    ["-1", 0],
    ["600", 600_000],
    ["3600", 600_000],
    ["1e300", 600_000],
    ["Infinity", 600_000],
    ["Sat, 01 Aug 2026 12:00:30 GMT", 30_000],
    ["Sat, 01 Aug 2026 11:00:00 GMT", 0],
    ["Fri, 01 Aug 2036 12:00:00 GMT", 600_000],
    ["soon", undefined],
    ["7 seconds", undefined],
  ];
  for (const [header, expected] of headers) {
    it(JSON.stringify(header), () => assert.equal(retryAfterMs(header, now), expected));
  }
});
