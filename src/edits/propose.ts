import { randomUUID } from "node:crypto";
import type { MistralClient } from "../mistral/client";
import { cureOf, sentenceOf } from "../mistral/errors";
import type { Message } from "../mistral/messages";
import { askStructured, type StructuredAnswer } from "../mistral/structured";
import { newTestFile, refactoringEdit } from "./answers";
import { applyAnswer, type Misfit } from "./applyAnswer";
import type { ChangeSet, FileChange } from "./changeSet";
import { withLineEnds, withoutFence } from "./lineEnds";
import { secretSentence } from "./match/explain";
import { editMessages } from "./prompt";
import type { Plan, Recipe } from "./recipes/recipe";
import type { SnapshotTarget } from "./target";

const PURPOSE = "refactoring";

export interface Proposer {
  readonly client: MistralClient;
  readonly model: string;
  /** Where a new file of that path would be, or why it may not be there. */
  readonly placeNewFile: (path: string) => Promise<{ readonly uri: string } | Misfit>;
  readonly progress: (characters: number) => void;
  /** It waits until then (milliseconds since 1970), for a reason that the seconds follow; undefined: no longer. */
  readonly waiting: (until: number | undefined, sentence: string) => void;
}

/** What was proposed, and what the person wants different. */
export interface Turn {
  /** The model's answer, as it came. */
  readonly answer: string;
  readonly words: string;
}

/** What the model is asked for. */
export interface Asked {
  readonly recipe: Pick<Recipe, "id" | "title">;
  readonly instruction: string;
  readonly target: SnapshotTarget;
  /** The proposals that came before, each with what the person said about it. */
  readonly turns: readonly Turn[];
}

/** How often the model is asked for an edit: once, and once more with what is wrong with its first answer. */
const ROUNDS = 2;

/** Asks the model for a new text of the target and checks that it fits. Nothing is written. */
export async function rewrite(
  { client, model, progress, waiting }: Proposer,
  { recipe, instruction, target, turns }: Asked,
  signal: AbortSignal,
): Promise<Plan> {
  const messages = [...editMessages("edit", instruction, target), ...turns.flatMap(messagesOf)];
  // An answer is JSON, and so is what is expected of it.
  const prediction = JSON.stringify(target.text.slice(target.start, target.end));
  for (let round = 1; ; round++) {
    const answer = await askStructured(
      client,
      {
        purpose: PURPOSE,
        model,
        messages,
        name: "refactoring_edit",
        schema: refactoringEdit,
        prediction,
        progress,
        waiting,
      },
      signal,
    );
    if (answer.kind !== "value") {
      return withoutValue(answer);
    }
    const after = applyAnswer(target, answer.value, client.secretsOf(target.text));
    const { summary } = answer.value;
    if (typeof after === "string") {
      return after === target.text
        ? { kind: "nothing", summary }
        : {
            kind: "changes",
            answer: JSON.stringify(answer.value),
            set: changeSet(recipe, target, summary, { kind: "edit", uri: target.uri, before: target.before, after }),
          };
    }
    if (round === ROUNDS) {
      return { kind: "problem", sentence: after.sentence };
    }
    messages.push(
      { role: "assistant", content: JSON.stringify(answer.value) },
      { role: "user", content: `${after.forModel}\nAnswer again with the whole corrected JSON.` },
    );
  }
}

/** Asks the model for a file beside the target. Nothing is written. */
export async function addFile(
  { client, model, progress, waiting, placeNewFile }: Proposer,
  { recipe, instruction, target, turns }: Asked,
  signal: AbortSignal,
): Promise<Plan> {
  const messages = [...editMessages("newFile", instruction, target), ...turns.flatMap(messagesOf)];
  const answer = await askStructured(
    client,
    { purpose: PURPOSE, model, messages, name: "new_test_file", schema: newTestFile, progress, waiting },
    signal,
  );
  if (answer.kind !== "value") {
    return withoutValue(answer);
  }
  const { path, content, summary } = answer.value;
  const placeholder = client.secretsOf("").foreignIn(content);
  if (placeholder !== undefined) {
    return { kind: "problem", sentence: secretSentence(path, placeholder) };
  }
  const place = await placeNewFile(path);
  if ("sentence" in place) {
    return { kind: "problem", sentence: place.sentence };
  }
  const after = withLineEnds(`${withoutFence(content).trimEnd()}\n`, target.eol);
  const set = changeSet(recipe, target, summary, { kind: "create", uri: place.uri, after });
  return { kind: "changes", set, answer: JSON.stringify(answer.value) };
}

function messagesOf({ answer, words }: Turn): Message[] {
  return [
    { role: "assistant", content: answer },
    { role: "user", content: `${words}\nAnswer again with the whole JSON.` },
  ];
}

function changeSet(
  { id, title }: Asked["recipe"],
  { uri: target }: SnapshotTarget,
  summary: string,
  file: FileChange,
): ChangeSet {
  return { id: randomUUID(), origin: { kind: "refactoring", id, target }, title, summary, files: [file] };
}

function withoutValue(answer: Exclude<StructuredAnswer<unknown>, { kind: "value" }>): Plan {
  switch (answer.kind) {
    case "cancelled":
      return answer;
    case "problem":
      return { kind: "problem", sentence: sentenceOf(answer.problem), cure: cureOf(answer.problem) };
    case "unfit":
      return {
        kind: "problem",
        sentence: `The model's answer could not be used (${answer.detail}); try again, select less code, or pick another model.`,
        cure: "pickChatModel",
      };
  }
}
