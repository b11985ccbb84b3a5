import * as fc from "fast-check";
import type { Message } from "../../../../src/mistral/messages";

const ids = fc.constantFrom("Abc123XyZ", "Def123XyZ", "call_0", "call_1", "null", "", "chatcmpl-tool-9f8e7d6c5b4a");
const content = fc.constantFrom("", "a", "b", " ", "\ud83d");
const call = fc.record({
  id: ids,
  name: fc.constantFrom("read_file", "other tool", "", "é😀", "n".repeat(100)),
  arguments: fc.constantFrom("", "{}", '{"path":"a"}', '{"path":', "[]", "3", "null", "\ud83d"),
});
const calls = fc.array(call, { maxLength: 4 });
const image = fc.constantFrom(
  "data:image/png;base64,iVBORw0KGgo=",
  "https://own/picture.png",
  "http://own/picture.png",
  "data:text/plain;base64,aGk=",
  `data:image/png;base64,${"A".repeat(14_000_000)}`,
);
const question = fc.record(
  { role: fc.constant("user" as const), content, images: fc.array(image, { maxLength: 6, size: "max" }) },
  { requiredKeys: ["role", "content"] },
);
const answer = fc.record(
  { role: fc.constant("assistant" as const), content, thinking: content, toolCalls: calls },
  { requiredKeys: ["role", "content"] },
);
const result = fc.record({
  role: fc.constant("tool" as const),
  toolCallId: ids,
  name: fc.constant("read_file"),
  content,
});
const system = fc.record({ role: fc.constant("system" as const), content });

/** Any message after any other. */
const anything: fc.Arbitrary<readonly Message[]> = fc.array(fc.oneof(system, question, answer, result), {
  maxLength: 14,
});

/**
 * A turn as the chat makes it: a question, then answers with calls and their results, then an answer; with or without
 * tools, by a model that thinks aloud or does not, and stopped after any of its messages.
 */
const turn: fc.Arbitrary<readonly Message[]> = fc
  .record({
    question,
    rounds: fc.array(
      fc.record({ text: content, thinking: content, made: fc.array(call, { minLength: 1, maxLength: 3 }) }),
      { maxLength: 3 },
    ),
    last: fc.record({ text: content, thinking: content }),
    stoppedAfter: fc.oneof({ weight: 3, arbitrary: fc.constant(100) }, { weight: 2, arbitrary: fc.nat(12) }),
  })
  .map(({ question: asked, rounds, last, stoppedAfter }) => {
    const worked = rounds.flatMap(({ text, thinking, made }): Message[] => [
      { role: "assistant", content: text, ...(thinking === "" ? {} : { thinking }), toolCalls: made },
      ...made.map(({ id, name }): Message => ({ role: "tool", toolCallId: id, name, content: "result" })),
    ]);
    const said: Message = {
      role: "assistant",
      content: last.text,
      ...(last.thinking === "" ? {} : { thinking: last.thinking }),
    };
    return [asked, ...worked, said].slice(0, stoppedAfter + 1);
  });
const turns = fc
  .tuple(fc.array(system, { maxLength: 2 }), fc.array(turn, { maxLength: 5 }))
  .map(([rules, all]): readonly Message[] => [...rules, ...all.flat()]);

/** Conversations, and messages in no order at all, with a question at the end. */
export const histories: fc.Arbitrary<readonly Message[]> = fc
  .oneof(turns, anything)
  .map((messages) => [...messages, { role: "user", content: "and now?" }]);
