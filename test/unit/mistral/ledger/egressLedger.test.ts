import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { request, result, windowsForEachTest } from "./support";

describe("the ledger of what was sent", () => {
  const windows = windowsForEachTest();

  it("says where each request went, with what, and how it ended", async () => {
    const { egress, settle } = windows.open();
    const one = request({
      purpose: "chat",
      characters: 5_000,
      sources: [
        { path: "src/a.ts", lines: { first: 3, last: 40 }, characters: 1_200 },
        { path: "b.md", characters: 9 },
      ],
      redactions: [{ kind: "password", count: 2 }],
    });
    egress.sent(one);
    const other = request();
    egress.sent(other);
    egress.ended(one, result({ outcome: { kind: "offline", server: "api.mistral.ai", code: "ENOTFOUND" } }));
    await settle();
    assert.deepEqual(egress.latest(), [
      { ...other, outcome: undefined, body: undefined },
      { ...one, outcome: "offline", body: undefined },
    ]);
  });

  it("keeps the last 200 of all windows", async () => {
    const [here, there] = [windows.open(), windows.open()];
    for (let at = 0; at < 150; at++) here.egress.sent(request({ id: `here ${at}` }));
    await here.settle();
    for (let at = 0; at < 150; at++) there.egress.sent(request({ id: `there ${at}` }));
    await there.settle();
    const ids = here.egress.latest()?.map(({ id }) => id) ?? [];
    assert.deepEqual([ids.length, ids[0], ids[150], ids.at(-1)], [200, "there 149", "here 149", "here 100"]);
  });

  it("keeps bodies only of what is sent while that is wanted, and makes them for nobody else", async () => {
    let isWanted = false;
    const { egress, settle } = windows.open(() => isWanted);
    egress.sent(request({ body: () => assert.fail("The body was made.") }));
    isWanted = true;
    egress.sent(request({ body: () => '{"prompt":"secret CODESTRAL_SECRET_0123456789AB"}' }));
    isWanted = false;
    egress.sent(request({ body: () => assert.fail("The body was made.") }));
    await settle();
    assert.deepEqual(
      egress.latest()?.map(({ body }) => body),
      [undefined, '{"prompt":"secret CODESTRAL_SECRET_0123456789AB"}', undefined],
    );
  });

  it("makes no body while a request goes out", async () => {
    const { egress, database } = windows.open(() => true);
    let made = 0;
    await database.load();
    egress.sent(
      request({
        body: () => {
          made++;
          return "{}";
        },
      }),
    );
    assert.equal(made, 0);
    database.flush();
    assert.equal(made, 1);
  });

  it("leaves nothing in the file of what is deleted, or is more than 200", async () => {
    const { egress, usage, settle, database } = windows.open();
    const telltale = (path: string) => request({ sources: [{ path, characters: 1 }] });
    egress.sent(telltale("overflowed-telltale"));
    for (let at = 0; at < 200; at++) egress.sent(request());
    await settle();
    database.read((open) => open.exec("PRAGMA wal_checkpoint(TRUNCATE)"));
    assert.equal(onDisk().includes("overflowed-telltale"), false);
    egress.sent(telltale("deleted-telltale"));
    database.flush();
    assert.equal(onDisk().includes("deleted-telltale"), true);
    egress.sent(telltale("unwritten-telltale"));
    usage.ended(request(), result());
    egress.deleteAll();
    assert.deepEqual([egress.latest(), usage.tallies(7)?.[0]?.requests], [[], 1]);
    assert.equal(/(deleted|unwritten)-telltale/.test(onDisk()), false);
  });

  function onDisk(): string {
    const folder = dirname(windows.path());
    return readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, "latin1"))
      .join("\n");
  }
});
