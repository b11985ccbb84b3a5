import assert from "node:assert/strict";
import { type ApiProblem, sentenceOf } from "../../../../src/mistral/errors";
import type { Trouble } from "../../../../src/mistral/health";
import type { Work } from "../../../../src/mistral/keys/apiKey";
import { type StatusFacts, statusItem } from "../../../../src/vscode/status/statusItem";

const server = "api.mistral.ai";
const now = 1_000_000;

const keys = (work: Work, address = `https://${server}`) => [{ name: "work", server: address, work }];

const well: StatusFacts = {
  now,
  keys: keys("both"),
  setting: `https://${server}`,
  waiting: undefined,
  failure: undefined,
  aside: [],
  isThinking: false,
  off: undefined,
  snooze: undefined,
};

const trouble = (problem: ApiProblem, rest: Partial<Trouble> = {}): Trouble => ({
  ...{ problem, purpose: "completion", keyName: "work", at: now },
  ...rest,
});

const refused = trouble({ kind: "refusedKey", server });
const offline = trouble({ kind: "offline", server, code: "ECONNREFUSED" });
const limited = (milliseconds: number) =>
  trouble({ kind: "rateLimited", detail: "", retryAfterMs: milliseconds }, { until: now + milliseconds });

describe("the status bar item", () => {
  const cases: readonly [string, Partial<StatusFacts>, ReturnType<typeof statusItem>][] = [
    [
      "nothing that is not known yet",
      { keys: undefined },
      { kind: "starting", text: "$(sparkle) Codestral", says: ["Codestral is starting."] },
    ],
    ["ready", {}, { kind: "ready", text: "$(sparkle) Codestral", says: ["Codestral is ready."] }],
    [
      "thinking",
      { isThinking: true },
      { kind: "thinking", text: "$(loading~spin) Codestral", says: ["Codestral is thinking."] },
    ],
    [
      "no key",
      { keys: [] },
      { kind: "noKey", text: "$(key) Codestral: no key", says: ["Set an API key to begin."], cure: "setApiKey" },
    ],
    [
      "no key for ghost text",
      { keys: keys("chat") },
      {
        ...{ kind: "noKey", text: "$(key) Codestral: chat only" },
        ...{ says: ["No API key is there for ghost text."], cure: "manageApiKeys" },
      },
    ],
    [
      "no key for the chat",
      { keys: keys("completion") },
      {
        ...{ kind: "ready", text: "$(sparkle) Codestral" },
        says: ["Codestral is ready.", "No API key is there for the chat."],
      },
    ],
    [
      "waiting, with the seconds",
      { waiting: { purpose: "chat", until: now + 6_200 } },
      {
        ...{ kind: "waiting", text: "$(watch) Codestral 7 s" },
        says: ["The chat waits for a rate limit and goes on in 7 s."],
        ...{ cure: "manageApiKeys", changesAfter: 200 },
      },
    ],
    [
      "a limit that ghost text met",
      { failure: limited(3_000) },
      {
        ...{ kind: "waiting", text: "$(watch) Codestral 3 s" },
        says: ["Ghost text waits for a rate limit and goes on in 3 s."],
        ...{ cure: "manageApiKeys", changesAfter: 1_000 },
      },
    ],
    [
      "a limit of which the server does not say how long it lasts",
      { failure: trouble({ kind: "rateLimited", detail: "" }, { until: now + 60_000 }) },
      {
        ...{ kind: "waiting", text: "$(watch) Codestral" },
        says: ["Ghost text waits for a rate limit; the server does not say how long."],
        ...{ cure: "manageApiKeys", changesAfter: 60_000 },
      },
    ],
    [
      "refused",
      { failure: refused },
      {
        ...{ kind: "failure", text: "$(warning) Codestral: key refused" },
        says: ["api.mistral.ai refused the API key; set another one, or check that this key belongs to this server."],
        cure: "manageApiKeys",
      },
    ],
    [
      "offline",
      { failure: offline },
      {
        ...{ kind: "failure", text: "$(debug-disconnect) Codestral: offline" },
        says: [sentenceOf(offline.problem)],
        cure: "tryConnection",
      },
    ],
    [
      "a model that cannot complete",
      { failure: trouble({ kind: "unusableModel", model: "m", detail: "" }) },
      {
        ...{ kind: "failure", text: "$(warning) Codestral" },
        ...{ says: ["The model m cannot be used; pick another one."], cure: "pickCompletionModel" },
      },
    ],
    [
      "a model that cannot chat",
      { failure: trouble({ kind: "unusableModel", model: "m", detail: "" }, { purpose: "refactoring" }) },
      {
        ...{ kind: "failure", text: "$(warning) Codestral" },
        ...{ says: ["The model m cannot be used; pick another one."], cure: "pickChatModel" },
      },
    ],
    [
      "off here, and why",
      { off: "Ghost text is off for yaml." },
      { kind: "off", text: "$(circle-slash) Codestral", says: ["Ghost text is off for yaml."] },
    ],
    [
      "snoozed, with the minutes",
      { snooze: { sentence: "Ghost text is snoozed for 12 more minutes.", minutesLeft: 12 } },
      {
        ...{ kind: "snoozed", text: "$(bell-slash) Codestral 12 min" },
        says: ["Ghost text is snoozed for 12 more minutes."],
      },
    ],
    [
      "snoozed until restart",
      { snooze: { sentence: "Ghost text is snoozed until restart.", minutesLeft: Number.POSITIVE_INFINITY } },
      {
        ...{ kind: "snoozed", text: "$(bell-slash) Codestral" },
        says: ["Ghost text is snoozed until restart."],
      },
    ],
    [
      "ready, and which keys step aside",
      { aside: [trouble({ kind: "refusedKey", server }, { keyName: "old" }), limited(4_000)] },
      {
        ...{ kind: "ready", text: "$(sparkle) Codestral" },
        says: [
          "Codestral is ready.",
          "The key “old” is not used: api.mistral.ai refused the API key; set another one, or check that this key belongs to this server.",
          "The key “work” rests, as its rate limit is reached.",
        ],
        ...{ cure: "manageApiKeys", changesAfter: 4_000 },
      },
    ],
  ];
  for (const [what, facts, expected] of cases) {
    it(`says ${what}`, () => assert.deepEqual(statusItem({ ...well, ...facts }), expected));
  }

  it("sends to the setting of the server whoever has no other, and else to the keys", () => {
    const cure = (problem: ApiProblem, address: string) =>
      statusItem({ ...well, keys: keys("both", address), failure: trouble(problem) }).cure;
    const astray: ApiProblem = { kind: "malformed", server };
    assert.equal(cure(astray, well.setting), "openSettings");
    assert.equal(cure(astray, "https://own.example"), "manageApiKeys");
    assert.equal(cure(refused.problem, well.setting), "manageApiKeys");
  });

  it("counts a wait down to its end, and then says something else", () => {
    const until = now + 2_000;
    const at = (moment: number) => statusItem({ ...well, now: moment, waiting: { purpose: "chat", until } });
    assert.deepEqual(
      [at(now), at(now + 1), at(now + 1_000), at(until - 1), at(until)].map(({ text }) => text),
      ["$(watch) Codestral 2 s", "$(watch) Codestral 2 s", "$(watch) Codestral 1 s", "$(watch) Codestral 1 s"].concat(
        "$(sparkle) Codestral",
      ),
    );
  });

  it("says of several things at once the one that matters most", () => {
    const all: Partial<StatusFacts>[] = [
      { keys: undefined },
      { keys: [] },
      { waiting: { purpose: "chat", until: now + 1_000 } },
      { failure: refused },
      { isThinking: true },
      { off: "Ghost text is off." },
      { snooze: { sentence: "Ghost text is snoozed until restart.", minutesLeft: 1 } },
    ];
    const kinds = all.map((_, at) => {
      const facts = all.slice(at).toReversed();
      return statusItem(Object.assign({}, well, ...facts)).kind;
    });
    assert.deepEqual(kinds, ["starting", "noKey", "waiting", "failure", "thinking", "off", "snoozed"]);
  });
});
