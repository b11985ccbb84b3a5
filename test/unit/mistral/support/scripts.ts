import { once } from "node:events";
import { type TextPiece, wholeText } from "../../../mistral/brain";

/** Says a word and then nothing, until the client leaves. */
export async function* hang(_request: unknown, signal: AbortSignal): AsyncGenerator<TextPiece> {
  yield wholeText("partly");
  await once(signal, "abort");
}
