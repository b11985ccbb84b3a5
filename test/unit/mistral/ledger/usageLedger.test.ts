import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LEDGER_LAYOUT } from "../../../../src/mistral/ledger/layout";
import { summaryOf } from "../../../../src/mistral/ledger/usageSummary";
import { monthOf } from "../../../../src/mistral/ledger/usageLedger";
import { daysUntil } from "../../../../src/storage/days";
import { inZone } from "../../storage/inZone";
import { DAY_MS, NOON, request, result, windowsForEachTest } from "./support";

describe("the ledger of usage", () => {
  const windows = windowsForEachTest();

  it("sums up by day, purpose, model, server and key", async () => {
    const { usage, settle } = windows.open();
    usage.ended(request(), result());
    // A clock may have a finer measure, and so may an estimate.
    const usageOfPart = { prompt: 1_000.4, cached: 599.7, completion: 49.6 };
    usage.ended(
      request({ at: NOON + 0.5 }),
      result({ estimated: true, outcome: "cancelled", usage: usageOfPart, wholeMs: 0.1 }),
    );
    usage.ended(request({ purpose: "chat", model: "local", server: "127.0.0.1" }), result());
    await settle();
    const one = { day: "2026-11-21", keyName: "work", requests: 1, prompt: 1_000, cached: 600, completion: 50 };
    const others = { pages: 0, audioSeconds: 0, characters: 0 };
    const tallies = usage.tallies(7)?.toSorted((a, b) => a.purpose.localeCompare(b.purpose));
    assert.deepEqual(tallies, [
      { ...one, purpose: "chat", model: "local", server: "127.0.0.1", estimated: 0, cost: 0, unpriced: 1, ...others },
      {
        ...{ day: "2026-11-21", purpose: "completion", model: "codestral-latest", server: "api.mistral.ai" },
        ...{ keyName: "work", requests: 2, prompt: 2_000, cached: 1_200, completion: 100 },
        ...{ estimated: 1, cost: 0.0996, unpriced: 0, ...others },
      },
    ]);
  });

  it("counts pages, audio and characters besides tokens", async () => {
    const { usage, settle } = windows.open();
    const none = { prompt: 0, cached: 0, completion: 0 };
    usage.ended(request({ model: "local" }), result({ usage: { ...none, pages: 3 } }));
    usage.ended(
      request({ model: "local" }),
      result({ usage: { ...none, pages: 2, audioSeconds: 7.5, characters: 9 } }),
    );
    await settle();
    const [{ pages, audioSeconds, characters, requests, unpriced } = assert.fail()] = usage.tallies(7) ?? [];
    assert.deepEqual([pages, audioSeconds, characters, requests, unpriced], [5, 7.5, 9, 2, 2]);
    const { total } = summaryOf(usage.tallies(7) ?? [], ["2026-11-21"]);
    assert.deepEqual([total.sum.pages, total.sum.audioSeconds, total.sum.characters], [5, 7.5, 9]);
  });

  it("goes on with the tables of the version before", async () => {
    const path = windows.path();
    mkdirSync(dirname(path), { recursive: true });
    const before = new DatabaseSync(path);
    before.exec(LEDGER_LAYOUT.steps[0] ?? "");
    before.exec("PRAGMA user_version = 1");
    const old = `'2026-11-21', 'chat', 'm', 's', 'k', 'answered', 4, 100, 10, 20, 0, 0.5, 0`;
    before.exec(`INSERT INTO daily VALUES (${old})`);
    before.close();
    const { usage, settle, failures } = windows.open();
    usage.ended(request({ purpose: "chat", model: "m", server: "s", keyName: "k" }), result());
    await settle();
    const [{ requests, prompt, pages } = assert.fail()] = usage.tallies(7) ?? [];
    assert.deepEqual([requests, prompt, pages, failures], [5, 1_100, 0, []]);
  });

  it("charges and estimates nothing for a request that took no tokens, whoever's model it was", async () => {
    const { usage, settle } = windows.open();
    const nothing = { prompt: 0, cached: 0, completion: 0 };
    usage.ended(
      request({ model: "local" }),
      result({ usage: nothing, estimated: true, outcome: { kind: "truncated" } }),
    );
    await settle();
    const { cost, unpriced, estimated } = usage.tallies(7)?.[0] ?? {};
    assert.deepEqual([cost, unpriced, estimated], [0, 0, 0]);
  });

  it("knows how requests ended, problems by their kind", async () => {
    const { usage, settle } = windows.open();
    for (const outcome of ["answered", "answered", "cancelled"] as const) usage.ended(request(), result({ outcome }));
    usage.ended(request(), result({ outcome: { kind: "rateLimited", detail: "secret detail" } }));
    await settle();
    assert.deepEqual(usage.outcomes(7), [
      { outcome: "answered", requests: 2 },
      { outcome: "cancelled", requests: 1 },
      { outcome: "rateLimited", requests: 1 },
    ]);
  });

  it("knows the median and the 95th percentile of the first token, model by model", async () => {
    const { usage, settle } = windows.open();
    for (let ms = 20; ms >= 1; ms--) usage.ended(request(), result({ firstTokenMs: ms }));
    usage.ended(request({ model: "other" }), result({ firstTokenMs: 7.5 }));
    usage.ended(request(), result({ firstTokenMs: undefined }));
    await settle();
    assert.deepEqual(
      usage.latencies().toSorted((a, b) => a.model.localeCompare(b.model)),
      [
        { model: "codestral-latest", requests: 20, median: 10, p95: 19 },
        { model: "other", requests: 1, median: 7.5, p95: 7.5 },
      ],
    );
  });

  it("forgets what is older than 90 days, at the start and later on", async () => {
    const { usage, database, settle, time } = windows.open();
    usage.ended(request({ at: NOON - 90 * DAY_MS }), result());
    usage.ended(request({ at: NOON - 89 * DAY_MS }), result());
    await settle();
    const rows = (table: string) =>
      database.read((open) => Number(open.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]));
    const days = () => {
      assert.deepEqual([rows("usage"), rows("daily")], [1, 1]);
      return usage.tallies(90)?.map(({ day }) => day);
    };
    assert.deepEqual(days(), ["2026-08-24"]);
    time.now += DAY_MS;
    usage.ended(request(), result());
    database.flush();
    assert.deepEqual(days(), ["2026-11-21"]);
    database.dispose();
    const later = windows.open();
    later.time.now += 90 * DAY_MS;
    await later.settle();
    assert.equal(
      later.database.read((open) => open.prepare("SELECT 1 FROM usage").all().length),
      0,
    );
  });

  it("counts a request once, whoever says it twice", async () => {
    const { usage, settle } = windows.open();
    const one = request();
    for (const _time of [1, 2]) usage.ended(one, result());
    await settle();
    assert.deepEqual([usage.tallies(7)?.[0]?.requests, usage.spentThisMonth()], [1, 0.05]);
  });

  it("adds up what all windows spend in a month, by this machine's calendar", async () => {
    const [here, there] = [windows.open(), windows.open()];
    here.usage.ended(request({ at: new Date(2026, 9, 31, 23, 59, 59, 999).getTime() }), result());
    here.usage.ended(request({ at: new Date(2026, 10, 1).getTime() }), result());
    await here.settle();
    there.usage.ended(request({ at: new Date(2026, 10, 30, 23, 59, 59, 999).getTime() }), result());
    there.usage.ended(request({ at: new Date(2026, 11, 1).getTime() }), result());
    await there.settle();
    const spent = [9, 10, 11, 0].map((month, at) => {
      here.time.now = new Date(at === 3 ? 2027 : 2026, month, 15).getTime();
      return here.usage.spentThisMonth();
    });
    assert.deepEqual(spent, [0.05, 0.1, 0.05, 0]);
  });

  it("ends a month at midnight here, not in Greenwich", () => {
    const at = Date.UTC(2026, 10, 1, 3, 30);
    assert.equal(
      inZone("America/New_York", () => monthOf(at)),
      "2026-10",
    );
    assert.equal(
      inZone("Asia/Tokyo", () => monthOf(at)),
      "2026-11",
    );
  });

  it("leaves nothing in the file when it is deleted, and the other ledger alone", async () => {
    const { usage, egress, settle } = windows.open();
    const one = request({ model: "telltale" });
    egress.sent(one);
    usage.ended(one, result());
    await settle();
    usage.ended(request({ model: "telltale" }), result());
    usage.deleteAll();
    assert.deepEqual([usage.tallies(90), usage.spentThisMonth(), egress.latest()?.length], [[], 0, 1]);
  });
});

describe("the summary of usage", () => {
  const windows = windowsForEachTest();

  it("has each day of the period, models and keys by their cost, and the purposes of each", async () => {
    const { usage, settle } = windows.open();
    const yesterday = NOON - DAY_MS;
    usage.ended(request({ at: yesterday }), result());
    usage.ended(
      request({ purpose: "chat", model: "dear" }),
      result({ usage: { prompt: 1, cached: 0, completion: 900 } }),
    );
    usage.ended(request({ model: "local", keyName: "home" }), result());
    usage.ended(request({ at: NOON - 7 * DAY_MS }), result());
    await settle();
    const { total, days, models, keys } = summaryOf(usage.tallies(90) ?? [], daysUntil(NOON, 7));
    assert.equal(total.sum.requests, 3);
    assert.deepEqual(
      days.map(({ name, sum }) => [name.slice(-2), sum.requests]),
      [...["15", "16", "17", "18", "19"].map((day) => [day, 0]), ["20", 1], ["21", 2]],
    );
    assert.deepEqual(days.at(-1)?.purposes.get("chat")?.completion, 900);
    assert.deepEqual(
      models.map(({ name }) => name),
      ["dear", "codestral-latest", "local"],
    );
    assert.deepEqual(
      keys.map(({ name, sum }) => [name, sum.requests]),
      [
        ["work, api.mistral.ai", 2],
        ["home, api.mistral.ai", 1],
      ],
    );
  });
});
