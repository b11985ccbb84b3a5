import { isProblem } from "../client";
import { chooseModel, successor, type Use } from "./choose";
import { findModel, type Model } from "./model";
import { aboutPrice, priceOf } from "./prices";
import type { Listing } from "./serverModels";

/** Something about a model in use that its person is to be told once. */
export interface Notice {
  /** The same for the same news. */
  readonly id: string;
  readonly sentence: string;
}

/** So long before the end a person is told. */
const AHEAD_MS = 30 * 24 * 60 * 60_000;

const WORK: Readonly<Record<Use, string>> = { chat: "answers in the chat", completion: "writes ghost text" };

/**
 * What there is to say about the model in use: that it is going to be retired soon, or that another one has taken its
 * place and what that costs.
 * @param now milliseconds since 1970
 */
export function noticeFor(use: Use, setting: string, { models, server }: Listing, now: number): Notice | undefined {
  const choice = chooseModel(use, setting, models, now);
  if (isProblem(choice)) {
    return undefined;
  }
  const { model: name, insteadOf } = choice;
  if (insteadOf !== undefined) {
    const price = priceWhereItDiffers(insteadOf, name, server, models);
    return {
      id: `${use} ${insteadOf} → ${name}`,
      sentence: `${insteadOf} is retired; ${name} ${WORK[use]} in its place${price && `, at ${price}`}.`,
    };
  }
  const model = findModel(name, models, now);
  if (model?.retiredAt === undefined || model.retiredAt > now + AHEAD_MS) {
    return undefined;
  }
  const heir = successor(use, model, models, now);
  const price = heir === undefined ? "" : priceWhereItDiffers(name, heir, server, models);
  const then =
    heir === undefined ? "the server names no model in its place" : `then comes ${heir}${price && `, at ${price}`}`;
  return {
    id: `${use} ${name} ${dateOf(model.retiredAt)}`,
    sentence: `${name}, which ${WORK[use]}, retires on ${dateOf(model.retiredAt)}; ${then}.`,
  };
}

/** As people write it in lists, in the world's time. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The price of the second; empty if it is the first one's or not known. */
function priceWhereItDiffers(was: string, is: string, server: string, models: readonly Model[]): string {
  const [before, after] = [was, is]
    .map((name) => priceOf(name, server, models))
    .map((price) => price && aboutPrice(price));
  return after === undefined || after === before ? "" : after;
}
