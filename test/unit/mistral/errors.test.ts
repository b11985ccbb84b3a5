import assert from "node:assert/strict";
import { type ApiProblem, cureOf, detailOf, sentenceOf } from "../../../src/mistral/errors";
import { problemLog } from "../../../src/mistral/problemLog";
import type { RequestResult, SentRequest } from "../../../src/mistral/request";
import { assertSentence } from "./support/asks";

const server = "api.mistral.ai";

/** One of each kind; where the detail may be empty, both. */
const problems: Readonly<Record<ApiProblem["kind"], readonly ApiProblem[]>> = {
  noKey: [{ kind: "noKey", server }],
  badServer: [{ kind: "badServer", server: "localhost" }],
  refusedKey: [{ kind: "refusedKey", server }],
  forbidden: [
    { kind: "forbidden", server, detail: "" },
    { kind: "forbidden", server, detail: "Blocked." },
  ],
  notFound: [{ kind: "notFound", server }],
  redirected: [{ kind: "redirected", server }],
  unusableModel: [
    { kind: "unusableModel", model: "m", detail: "" },
    { kind: "unusableModel", model: "m", detail: "Retired. Use n." },
  ],
  tooLong: [{ kind: "tooLong" }],
  invalid: [
    { kind: "invalid", status: 400, detail: "" },
    { kind: "invalid", status: 422, detail: "a: Field required" },
  ],
  rateLimited: [
    { kind: "rateLimited", detail: "" },
    { kind: "rateLimited", detail: "Rate limit exceeded" },
    { kind: "rateLimited", detail: "", retryAfterMs: 0 },
    { kind: "rateLimited", detail: "", retryAfterMs: 7_200 },
  ],
  notOffered: [{ kind: "notOffered", server, service: "batch" }],
  unpaid: [
    { kind: "unpaid", server, detail: "" },
    { kind: "unpaid", server, detail: "Insufficient balance" },
  ],
  serverError: [
    { kind: "serverError", server, status: 502 },
    { kind: "serverError", server, status: 503, retryAfterMs: 7_200 },
  ],
  serverTimeout: [{ kind: "serverTimeout", server }],
  reset: [{ kind: "reset", server, code: "ECONNRESET" }],
  unfinished: [{ kind: "unfinished", server }],
  filtered: [{ kind: "filtered", server }],
  offline: [{ kind: "offline", server, code: "ECONNREFUSED" }],
  tls: [{ kind: "tls", server, code: "CERT_HAS_EXPIRED" }],
  timeout: [{ kind: "timeout", server, seconds: 10 }],
  truncated: [{ kind: "truncated" }],
  malformed: [{ kind: "malformed", server }],
  failedInStream: [
    { kind: "failedInStream", detail: "" },
    { kind: "failedInStream", detail: "Internal error" },
  ],
};

const wait = (retryAfterMs: number) => sentenceOf({ kind: "rateLimited", detail: "", retryAfterMs });

describe("the sentence of a problem", () => {
  for (const problem of Object.values(problems).flat()) {
    it(sentenceOf(problem), () => assertSentence(problem));
  }

  it("names the server that refused the key", () => {
    assert.match(sentenceOf({ kind: "refusedKey", server: "own.example:8000" }), /^own\.example:8000 /);
  });

  for (const [code, words] of [
    ["ECONNREFUSED", /cannot be reached: nothing answers at this address;/],
    ["ENOTFOUND", /cannot be reached: its name is not known here;/],
    ["ERR_INTERNET_DISCONNECTED", /cannot be reached: this machine has no way to it;/],
    ["UND_ERR_CONNECT_TIMEOUT", /cannot be reached: it did not answer in time;/],
    ["UND_ERR_ABORTED", /cannot be reached; check/],
  ] as const) {
    it(`says in words what ${code} means, and leaves the code to the log`, () => {
      const lines: string[] = [];
      const log = problemLog({ warn: (line) => lines.push(line) });
      for (const kind of ["offline", "reset", "tls"] as const) {
        const problem = { kind, server, code };
        assert.ok(!sentenceOf(problem).includes(code), sentenceOf(problem));
        assert.equal(detailOf(problem), code);
        const result: Pick<RequestResult, "outcome"> = { outcome: problem };
        log.ended({ purpose: "chat" } as SentRequest, result as RequestResult);
      }
      assert.match(sentenceOf({ kind: "offline", server, code }), words);
      assert.equal(lines.length, 3);
      for (const line of lines) assert.ok(line.endsWith(`(${code})`), line);
    });
  }

  it("says what is wrong with a certificate", () => {
    const sentences = ["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID"].map((code) =>
      sentenceOf({ kind: "tls", server, code }),
    );
    const [expired, own, other] = sentences;
    assert.match(expired ?? "", /has expired/);
    assert.match(own ?? "", /does not trust/);
    assert.match(other ?? "", /another name/);
  });

  it("says how long to wait, never less than a second", () => {
    assert.match(wait(7_200), / 8 s\.$/);
    assert.match(wait(0), / 1 s\.$/);
  });
});

describe("the cure of a problem", () => {
  it("is what helps", () => {
    const cures = Object.fromEntries(
      Object.values(problems).map(([problem]) => [problem?.kind, problem && cureOf(problem)]),
    );
    assert.deepEqual(cures, {
      noKey: "setApiKey",
      badServer: "manageApiKeys",
      refusedKey: "manageApiKeys",
      forbidden: "showLog",
      notFound: "manageApiKeys",
      redirected: "manageApiKeys",
      unusableModel: "pickChatModel",
      tooLong: "newChat",
      invalid: "showLog",
      rateLimited: "retry",
      notOffered: "manageApiKeys",
      unpaid: "manageApiKeys",
      serverError: "retry",
      serverTimeout: "retry",
      reset: "retry",
      unfinished: "retry",
      filtered: "retry",
      offline: "retry",
      tls: "openSettings",
      timeout: "retry",
      truncated: "retry",
      malformed: "manageApiKeys",
      failedInStream: "retry",
    });
  });
});
