import assert from "node:assert/strict";
import * as fc from "fast-check";
import { storedEvent } from "../../../src/chat/storedEvent";
import { anyEvent } from "../webview/events";

const damaged = { kind: "unknown", why: "damaged" };

describe("an event as it was kept", () => {
  it("is what was said, with what a newer version has added to it", () => {
    fc.assert(
      fc.property(
        anyEvent.filter(({ kind }) => kind !== "unknown"),
        (event) => {
          const newer = { ...event, added: 1 };
          assert.deepEqual(storedEvent(JSON.stringify(newer)), JSON.parse(JSON.stringify(newer)));
        },
      ),
    );
  });

  it("of a kind that only a newer version knows is told as such", () => {
    for (const kind of ["hologram", "constructor", "__proto__", ""]) {
      assert.deepEqual(storedEvent(JSON.stringify({ kind, delta: "x" })), { kind: "unknown", why: "newer" });
    }
  });

  const broken = {
    "no JSON": '{"kind":"text","delta":"ha',
    nothing: "null",
    "a list": "[]",
    "no kind": '{"delta":"x"}',
    "a kind that is no word": '{"kind":7}',
    "text without words": '{"kind":"text"}',
    "a call without a label": '{"kind":"toolCall","id":"a","name":"t","arguments":"{}"}',
    "a problem without a sentence": '{"kind":"problem","problem":{}}',
    "a problem that is null": '{"kind":"problem","problem":null}',
    "usage without figures": '{"kind":"usage","usage":{"prompt":"many","completion":1,"cached":0}}',
    "cures that are no list": '{"kind":"settled","actions":"retry","sentence":"Well."}',
  };
  for (const [name, row] of Object.entries(broken)) {
    it(`that is broken is told as damaged: ${name}`, () => {
      assert.deepEqual(storedEvent(row), damaged);
    });
  }
});
