import { json, notJson } from "../refusals";
import type { Exchange } from "./exchange";
import { send } from "./send";

/** GET /v1/models */
export async function models(exchange: Exchange): Promise<void> {
  const { mood, catalogue } = exchange;
  const list = json(200, { object: "list", data: catalogue.listed });
  await send(exchange, mood.notJson === undefined ? list : notJson(mood.notJson));
}
