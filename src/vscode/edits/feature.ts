import * as vscode from "vscode";
import { RECIPES } from "../../edits/recipes";
import type { Recipe } from "../../edits/recipes/recipe";
import type { Command, Feature } from "../feature";
import type { Edits } from ".";

export const EDITS: Feature<Edits> = {
  name: "Refactoring",
  commands: {
    acceptEdit: ({ review }) => review.accept(),
    discardEdit: ({ review }) => review.discard(),
    ...Object.fromEntries(RECIPES.map((recipe) => [recipe.id, run(recipe)])),
  },
};

/** From the lightbulb it comes with the place to work at. */
function run(recipe: Recipe): Command<Edits> {
  return async (edits, uri, range) => {
    const at = uri instanceof vscode.Uri && range instanceof vscode.Range ? { uri, range } : undefined;
    await (await edits.refactorings()).run(recipe, at);
  };
}
