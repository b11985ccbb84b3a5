import { findModel } from "../models";
import { json, notJson, unknownModel } from "../refusals";
import type { Exchange } from "./exchange";
import { send } from "./send";

/** GET /v1/models/{id}, by id or alias; a model that is retired but still listed is found. */
export async function model(exchange: Exchange): Promise<void> {
  const { catalogue, id, mood } = exchange;
  const found = findModel(catalogue, id);
  const listed = found.state !== "unknown" && catalogue.listed.includes(found.card);
  if (!listed) return send(exchange, unknownModel(id));
  await send(exchange, mood.notJson === undefined ? json(200, found.card) : notJson(mood.notJson));
}
