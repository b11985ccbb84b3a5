import assert from "node:assert/strict";
import { dayOf, daysUntil } from "../../../src/storage/days";
import { inZone } from "./inZone";

describe("days", () => {
  it("are this machine's and not Greenwich's", () => {
    const at = Date.UTC(2026, 10, 1, 3, 30);
    assert.equal(
      inZone("America/New_York", () => dayOf(at)),
      "2026-10-31",
    );
    assert.equal(
      inZone("Asia/Tokyo", () => dayOf(at)),
      "2026-11-01",
    );
  });

  for (const zone of ["Europe/Paris", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Cairo"]) {
    it(`are each there once in ${zone}, whatever the clocks do`, () => {
      inZone(zone, () => {
        for (const hour of [0, 12, 23]) {
          const days = daysUntil(new Date(2026, 11, 31, hour, 30).getTime(), 365);
          assert.deepEqual([days[0], days.at(-1), new Set(days).size], ["2026-01-01", "2026-12-31", 365]);
        }
      });
    });
  }

  it("begin at midnight, also on the day whose clock skips it", () => {
    inZone("Africa/Cairo", () => {
      const first = new Date(2026, 3, 24, 1, 0).getTime();
      assert.deepEqual([dayOf(first - 1), dayOf(first)], ["2026-04-23", "2026-04-24"]);
    });
  });
});
