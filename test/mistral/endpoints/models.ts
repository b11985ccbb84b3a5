import { dialects } from "../dialects";
import { json, notJson } from "../refusals";
import type { Exchange } from "./exchange";
import { send } from "./send";

/** GET /v1/models */
export async function models(exchange: Exchange): Promise<void> {
  const { mood, catalogue } = exchange;
  const dialect = mood.dialect === undefined ? undefined : dialects[mood.dialect];
  const list = json(200, dialect?.models(catalogue) ?? { object: "list", data: catalogue.listed });
  await send(exchange, mood.notJson === undefined ? list : notJson(mood.notJson));
}
