import * as vscode from "vscode";
import { RECIPES } from "../../edits/recipes";
import { DOCUMENTS, writingIn } from "../documents";

/** Puts the refactorings into the lightbulb and the Refactor menu. */
export class CodeActions implements vscode.CodeActionProvider {
  static register(): vscode.Disposable {
    return vscode.languages.registerCodeActionsProvider(DOCUMENTS, new CodeActions(), {
      providedCodeActionKinds: RECIPES.map((recipe) => kindOf(recipe.codeActionKind)),
    });
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range | vscode.Selection,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (writingIn(document) === "elsewhere") {
      return [];
    }
    const asked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
    return RECIPES.filter((recipe) => {
      const kind = kindOf(recipe.codeActionKind);
      if (context.only && !context.only.contains(kind)) {
        return false;
      }
      // A lightbulb on every line would be noise: unasked, only problems and selections have one.
      return recipe.needsDiagnostics ? context.diagnostics.length > 0 : asked || !range.isEmpty;
    }).map((recipe) => {
      const title = recipe.needsDiagnostics ? `${recipe.title} with Codestral` : `Codestral: ${recipe.title}`;
      const action = new vscode.CodeAction(title, kindOf(recipe.codeActionKind));
      action.command = { title: recipe.title, command: `codestral.${recipe.id}`, arguments: [document.uri, range] };
      if (recipe.needsDiagnostics) {
        action.diagnostics = [...context.diagnostics];
      }
      return action;
    });
  }
}

function kindOf(value: string): vscode.CodeActionKind {
  return vscode.CodeActionKind.Empty.append(value);
}
