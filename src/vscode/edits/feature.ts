import * as vscode from "vscode";
import { RECIPES } from "../../edits/recipes";
import type { Recipe } from "../../edits/recipes/recipe";
import type { Command, Feature } from "../feature";
import type { Edits } from ".";
import { placeOf } from "./review/address";
import type { Decisions } from "./review/decisions";
import type { Reviews } from "./review/reviews";
import type { Row } from "./review/tree";

export const EDITS: Feature<Edits> = {
  name: "Refactoring",
  commands: {
    acceptEdit: decision((decisions, { id, at }) => decisions.accept(id, at)),
    discardEdit: decision((decisions, { id, at }) => decisions.discard(id, at)),
    discardAllEdits: decision((decisions) => decisions.discardAll()),
    acceptChange: async (edits, ...args) => (await edits.reviews()).decisions.acceptHunk(...args),
    rejectChange: async (edits, ...args) => (await edits.reviews()).decisions.rejectHunk(...args),
    nextChange: decision((decisions) => decisions.goToHunk(1)),
    previousChange: decision((decisions) => decisions.goToHunk(-1)),
    refineEdit: review((reviews, { id }) => reviews.refine(id)),
    proposeAgain: review((reviews, { id }) => reviews.proposeAgain(id)),
    reopenEdit: review((reviews) => reviews.reopen()),
    moveNewFile: review((reviews, { id, at }) => reviews.moveNewFile(id, at)),
    openEdit: review((reviews, { id, at }) => reviews.bringToFront(id, at)),
    showEdits: () => vscode.commands.executeCommand("codestral.reviews.focus"),
    showProof: async (edits) => (await edits.proofs()).show(),
    runTests: async (edits) => (await edits.proofs()).runTests(),
    repairChange: async (edits) => (await edits.proofs()).repair(),
    takeBackChange: async (edits) => (await edits.proofs()).takeBack(),
    closeProof: async (edits) => (await edits.proofs()).close(),
    showChanges: async (edits) => (await edits.changes()).show(),
    deleteChanges: async (edits) => (await edits.changes()).deleteAll(),
    ...Object.fromEntries(RECIPES.map((recipe) => [recipe.id, run(recipe)])),
  },
};

/** What a command is about; what is in front, where it does not say. */
interface Meant {
  readonly id?: string;
  readonly at?: number | undefined;
}

/** A row of the list of reviews, or the address of a text under review, comes along from where it was clicked. */
function review(does: (reviews: Reviews, meant: Meant) => unknown): Command<Edits> {
  return async (edits, from) => does(await edits.reviews(), meantBy(from));
}

function decision(does: (decisions: Decisions, meant: Meant) => unknown): Command<Edits> {
  return review((reviews, meant) => does(reviews.decisions, meant));
}

function meantBy(from: unknown): Meant {
  if (from instanceof vscode.Uri) {
    const place = placeOf(from);
    return place ? { id: place.id } : {};
  }
  return isRow(from) ? { id: from.id, at: from.at } : {};
}

function isRow(from: unknown): from is Row {
  return typeof from === "object" && from !== null && "id" in from && "at" in from;
}

/** From the lightbulb it comes with the place to work at. */
function run(recipe: Recipe): Command<Edits> {
  return async (edits, uri, range) => {
    const at = uri instanceof vscode.Uri && range instanceof vscode.Range ? { uri, range } : undefined;
    await (await edits.refactorings()).run(recipe, at);
  };
}
