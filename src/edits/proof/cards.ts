import type { ChangeSet } from "../changeSet";
import type { Proof, ProvenTests } from "./card";
import type { Problem } from "./problems";

/** A change-set that has landed, whole or piece by piece, and what is known of it. */
export interface Card {
  /** All that was accepted of it so far. */
  readonly set: ChangeSet;
  /** Of the journal, in the order in which they were written. */
  readonly entries: readonly number[];
  readonly proof: Proof;
  /** It is itself the repair of another one: there is one round of it. */
  readonly isRepair: boolean;
}

/** What can be done from a card. */
export interface Offers {
  readonly tests: boolean;
  readonly repair: boolean;
  readonly takeBack: boolean;
}

export function offersOf({ proof, entries, isRepair, set }: Card): Offers {
  return {
    tests: proof.tests?.kind !== "running",
    repair: !isRepair && repairable(set, proof.problems?.fresh ?? []).length > 0,
    takeBack: entries.length > 0,
  };
}

/** The new problems of the change's own files; another file is not to be changed unasked. */
export function repairable({ files }: ChangeSet, fresh: readonly Problem[]): Problem[] {
  const own = new Set(
    files.flatMap((file) => (file.kind === "delete" ? [] : [file.kind === "rename" ? file.to : file.uri])),
  );
  return fresh.filter(({ uri }) => own.has(uri));
}

/** A card for what has landed: a new one, or the same one with more of its change-set. */
export function landed(card: Card | undefined, set: ChangeSet, entry: number | undefined, isRepair: boolean): Card {
  const entries = entry === undefined ? [] : [entry];
  if (card?.set.id !== set.id) {
    return { set, entries, isRepair, proof: { problems: undefined, tests: undefined } };
  }
  const others = card.set.files.filter(({ uri }) => !set.files.some((file) => file.uri === uri));
  return {
    set: { ...set, files: [...others, ...set.files] },
    entries: [...card.entries, ...entries],
    isRepair: card.isRepair,
    // What was run before this has not seen it.
    proof: { problems: undefined, tests: undefined },
  };
}

export function withProblems(card: Card, problems: Proof["problems"]): Card {
  return { ...card, proof: { ...card.proof, problems } };
}

export function withTests(card: Card, tests: ProvenTests | undefined): Card {
  return { ...card, proof: { ...card.proof, tests } };
}
