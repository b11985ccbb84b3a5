import assert from "node:assert/strict";
import { chatCompletionStreamRequestToJSON } from "@mistralai/mistralai/models/components/chatcompletionstreamrequest";
import { dialects } from "../../../mistral/dialects";
import { bareCatalogue, findModel, publicCatalogue } from "../../../mistral/models";
import type { ChatRequest as WireRequest } from "../../../mistral/requests";
import { acceptChat } from "../../../mistral/validate/chat";
import type { ChatRequest } from "../../../../src/mistral/chatRequest";
import { bodyOf } from "../../../../src/mistral/chatBody";
import { Dialect } from "../../../../src/mistral/dialect/dialect";
import type { Message, ToolDefinition } from "../../../../src/mistral/messages";
import { type Abilities, acceptable } from "../../../../src/mistral/order";
import { Redactor } from "../../../../src/mistral/privacy/redactor";
import { Vault } from "../../../../src/mistral/privacy/vault";

const catalogue = publicCatalogue();

/** What the public API's model of this name can do. */
export function abilitiesOf(model: string): Required<Abilities> {
  const found = findModel(catalogue, model);
  assert.equal(found.state, "live");
  const can = found.card.capabilities;
  return { sees: can?.vision === true, reasons: can?.reasoning === true };
}

/** A request's body as the SDK sends it. */
export function wireOf(messages: readonly Message[], rest: Partial<ChatRequest> = {}): string {
  const request: ChatRequest = { purpose: "chat", model: "mistral-medium-latest", messages, ...rest };
  return chatCompletionStreamRequestToJSON(bodyOf(request, messages, new Redactor(new Vault())));
}

/** Fails unless the local server, which refuses what the API refuses, would take these messages. */
export function assertTaken(
  messages: readonly Message[],
  model = "mistral-medium-latest",
  tools: readonly ToolDefinition[] = [],
): void {
  const outcome = acceptChat(JSON.parse(wireOf(messages, { model, tools })), catalogue, {});
  if ("refusal" in outcome) assert.fail(`${outcome.refusal.body}\n${JSON.stringify(messages, null, 1)}`);
}

/** Fails unless each of the other servers would take this history. They say nothing of what their models can do. */
export function assertTakenElsewhere(history: readonly Message[]): void {
  const own = new Dialect("http://own");
  own.heard(new Headers());
  const messages = acceptable(history);
  const request = JSON.parse(own.shaped("chat", wireOf(messages, { model: "devstral" }))) as WireRequest;
  for (const [name, dialect] of Object.entries(dialects)) {
    const refusal = dialect.refuse(request, bareCatalogue(["devstral"]));
    assert.equal(refusal, undefined, `${name}: ${refusal?.body}\n${JSON.stringify(messages, null, 1)}`);
  }
}
