import { record } from "../record";
import { saidIn } from "../said";

/** LM Studio answers 200 where it does not know the address. */
export function isUnknownEndpoint(answer: string): boolean {
  return /^unexpected endpoint/i.test(saidIn(answer).message);
}

/**
 * A whole answer as the stream that was asked for: some servers do not stream, or not with tools.
 * @returns undefined if it is no answer
 */
export function asStream(answer: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer);
  } catch {
    return undefined;
  }
  const { choices, error, usage } = record(parsed);
  if (!Array.isArray(choices)) {
    return error === undefined ? undefined : `data: ${JSON.stringify({ error })}\n\n`;
  }
  const streamed = choices.map((choice) => {
    const { message, ...rest } = record(choice);
    return { ...rest, delta: message };
  });
  return `data: ${JSON.stringify({ choices: streamed, usage })}\n\ndata: [DONE]\n\n`;
}
