import { type ApiProblem, sentenceOf } from "../errors";
import { isList, type Model } from "../models/model";
import { serverName } from "../server";

/** What came of trying a key. */
export interface Verdict {
  /**
   * `unchecked`: the server offers no way to try a key before its first use. `later`: nothing could be learnt now, and
   * it may well be good. `refused`: it will not work.
   */
  readonly kind: "accepted" | "unchecked" | "later" | "refused";
  /** For a person; never holds the key. */
  readonly sentence: string;
}

/** @param answer what the server said when it was asked for its models */
export function verdictOf(answer: readonly Model[] | ApiProblem, server: string): Verdict {
  const name = serverName(server);
  if (isList(answer)) {
    return { kind: "accepted", sentence: `${name} accepted the key.` };
  }
  switch (answer.kind) {
    // codestral.mistral.ai and some own servers have no list of models.
    case "notFound":
    case "notOffered":
      return { kind: "unchecked", sentence: `${name} offers no way to check a key before its first use.` };
    case "offline":
    case "tls":
    case "timeout":
    case "reset":
    case "truncated":
    case "unfinished":
    case "failedInStream":
    case "serverError":
    case "serverTimeout":
    case "rateLimited":
      return { kind: "later", sentence: sentenceOf(answer) };
    case "noKey":
    case "badServer":
    case "refusedKey":
    case "forbidden":
    case "redirected":
    case "unusableModel":
    case "tooLong":
    case "invalid":
    case "unpaid":
    case "filtered":
    case "malformed":
      return { kind: "refused", sentence: sentenceOf(answer) };
  }
}
