import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isDelta, merged, type Row, runsOf } from "../../../src/chat/merge";
import type { ChatEvent } from "../../../src/chat/protocol";
import { whole } from "./support/windows";

const rowsOf = (events: readonly ChatEvent[]): Row[] =>
  events.map((event, at) => ({ number: at + 1, first: at + 1, follows: at, event: JSON.stringify(event) }));
const mergedRows = (rows: readonly Row[]): Row[] =>
  runsOf(rows).flatMap(([one, ...others]) => (one ? [merged([one, ...others])] : []));
const text = (delta: string): ChatEvent => ({ kind: "text", delta });

describe("the pieces of an answer", () => {
  it("become one, with the number of the last, whatever characters they were cut at", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('"}', "\\", '"', "\ud83d", "\ude00", "\0", ""),
    );
    const event: fc.Arbitrary<ChatEvent> = fc.oneof(
      piece.map(text),
      piece.map((delta): ChatEvent => ({ kind: "thinking", delta })),
      piece.map((sentence): ChatEvent => ({ kind: "problem", problem: { sentence } })),
    );
    const property = fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const rows = mergedRows(rowsOf(events));
      assert.deepEqual(
        rows.map((row) => JSON.parse(row.event) as ChatEvent),
        whole(events),
      );
      assert.equal(rows.at(-1)?.number ?? 0, events.length);
      for (const [at, { first, follows }] of rows.entries()) {
        assert.deepEqual([first, follows], [(rows[at - 1]?.number ?? 0) + 1, first - 1]);
      }
      assert.deepEqual(mergedRows(rows), rows, "once more changes nothing");
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("of two branches, or with one missing between them, stay apart", () => {
    const [one, two, three, four] = rowsOf([text("a"), text("b"), text("c"), text("d")]);
    assert.ok(one && two && three && four);
    assert.equal(runsOf([one, two, { ...three, follows: 1 }, four]).length, 2);
    assert.equal(runsOf([one, three, four]).length, 2);
  });

  it("that are none, or cannot be read, stay as they are", () => {
    const odd = ['{"kind":"text","delta":"a"', '{"kind":"text","delta":"b","more":1}', "nonsense", '{"kind":"texts"}'];
    const rows = odd.map((event, at) => ({ number: at + 1, first: at + 1, follows: at, event }));
    assert.deepEqual(mergedRows(rows), rows);
    assert.deepEqual(rows.map(isDelta), [false, false, false, false]);
  });
});
