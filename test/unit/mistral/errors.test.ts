import assert from "node:assert/strict";
import { type ApiProblem, cureOf, sentenceOf } from "../../../src/mistral/errors";
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
