import * as vscode from "vscode";
import type { ChangeSet } from "../../edits/changeSet";
import { followRange } from "../../edits/follow";
import type { Asked, Turn } from "../../edits/propose";
import type { Problem } from "../../edits/proof/problems";
import { RECIPES } from "../../edits/recipes";
import { fix } from "../../edits/recipes/fix";
import type { Plan, Recipe, Tools, Work } from "../../edits/recipes/recipe";
import { isProblem, type MistralClient } from "../../mistral/client";
import { CURE_LABELS, cureOf, sentenceOf, type Cure } from "../../mistral/errors";
import { signalOf } from "../abort";
import type { Core } from "../core";
import { runCure } from "../cure";
import { Countdown } from "../../mistral/countdown";
import type { Exclusion } from "../workspace/exclusion";
import { Workspace } from "../workspace/workspace";
import type { ModelsInUse } from "../mistral/modelsInUse";
import type { Settings } from "../settings";
import type { Findings } from "./findings";
import { Highlight } from "./highlight";
import { placeNewFile } from "./newFile";
import type { ReviewPaths } from "./review/openReview";
import type { Shown } from "./review/reviews";
import { MAX_TARGET_CHARACTERS, targetAt, targetRange } from "./target";
import { isReadOnly } from "./write/readOnly";

export interface RefactoringParts {
  readonly client: MistralClient;
  readonly core: Core;
  readonly models: Pick<ModelsInUse, "chat">;
  readonly settings: Settings;
  readonly exclusion: Pick<Exclusion, "sentence" | "why" | "whyNamed">;
  /** Shows what is proposed, for the person to review. */
  show(set: ChangeSet, shown: Shown): Promise<void>;
  readonly findings: Pick<Findings, "show">;
  /** Answers in the chat. */
  explain(text: string, document: vscode.TextDocument, range: vscode.Range): Promise<void>;
}

/** So many lines above and below new problems are part of what is mended. */
const AROUND_LINES = 15;

/** Runs a recipe on the code at hand, from the question to the review. */
export class Refactorings {
  constructor(private readonly parts: RefactoringParts) {}

  /** @param at where to work, if not at the active editor's selection */
  async run(recipe: Recipe, at?: { readonly uri: vscode.Uri; readonly range: vscode.Range }): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = at ? await vscode.workspace.openTextDocument(at.uri) : editor?.document;
    const selection = at?.range ?? editor?.selection;
    if (!document || !selection) {
      void vscode.window.showWarningMessage("Open a file and put the cursor into the code first.");
      return;
    }
    if (this.refuses(document)) {
      return;
    }
    const range = await targetRange(document, selection);
    if (!range || this.refuses(document, range)) {
      return;
    }
    const work = await showing(document, range, () => workFor(recipe, document, range, selection));
    if (work) {
      await this.planAndShow(recipe, work, document, range);
    }
  }

  /** Proposes an edit that mends these problems of a file; it is about the code around them. */
  async repair(uri: vscode.Uri, problems: readonly Problem[]): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const lines = problems.map(({ line }) => line);
    const lastLine = document.lineCount - 1;
    const first = Math.min(...lines, lastLine);
    const last = Math.min(Math.max(...lines), lastLine);
    const around = new vscode.Range(
      Math.max(0, first - AROUND_LINES),
      0,
      Math.min(lastLine, last + AROUND_LINES),
      Number.MAX_SAFE_INTEGER,
    );
    const range = document.validateRange(around);
    if (this.refuses(document, range)) {
      return;
    }
    const diagnostics = problems.map(({ line, message, source }) => `Line ${line + 1}: ${message} (${source})`);
    const work = { request: "", languageId: document.languageId, code: document.getText(range), diagnostics };
    await this.planAndShow(fix, work, document, range);
  }

  /** @param memo of a review; what it offers after the window has been loaded anew, if it is one of ours */
  revive(memo: unknown): ReviewPaths | undefined {
    return isMemo(memo) ? this.pathsOf(memo) : undefined;
  }

  private pathsOf(memo: Memo): ReviewPaths {
    return {
      again: () => this.repeat(memo, memo.turns),
      refine: (words) => this.repeat(memo, [...memo.turns, { answer: memo.answer, words }]),
    };
  }

  /** Asks for it once more, for the same code, wherever that is by now, and with the person's own instruction. */
  private async repeat(memo: Memo, turns: readonly Turn[]): Promise<void> {
    const recipe = RECIPES.find(({ id }) => id === memo.recipe);
    const document = recipe && (await opened(vscode.Uri.parse(memo.uri)));
    if (!document) {
      void vscode.window.showWarningMessage("The file that the edit was proposed for can no longer be opened.");
      return;
    }
    const { start, end } = followRange(memo.text, document.getText(), memo);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    if (document.getText(range).trim() === "") {
      void vscode.window.showWarningMessage("The code that the edit was proposed for is gone.");
      return;
    }
    if (this.refuses(document, range)) {
      return;
    }
    const work = await workFor(recipe, document, range, range, memo.request);
    if (work) {
      await this.planAndShow(recipe, work, document, range, turns);
    }
  }

  /** Whether nothing may be asked about a file, or about this code in it; the person is told why. */
  private refuses(document: vscode.TextDocument, range?: vscode.Range): boolean {
    const sentence = this.parts.exclusion.sentence(document.uri) ?? (range && whyNot(document, range));
    if (sentence !== undefined) {
      void vscode.window.showWarningMessage(sentence);
    }
    return sentence !== undefined;
  }

  private async planAndShow(
    recipe: Recipe,
    work: Work,
    document: vscode.TextDocument,
    range: vscode.Range,
    turns: readonly Turn[] = [],
  ): Promise<void> {
    if (recipe.rewrites && (await isReadOnly(document))) {
      const name = vscode.workspace.asRelativePath(document.uri);
      void vscode.window.showWarningMessage(`${name} is read-only, so an edit could not be written.`);
      return;
    }
    const target = targetAt(document, range);
    const plan = await showing(document, range, () => recipe.plan(work, this.toolsFor({ recipe, target, turns })));
    const { uri, start, end, text } = target;
    const asked = { recipe: recipe.id, request: work.request, turns, uri, start, end, text };
    switch (plan.kind) {
      case "changes": {
        const memo: Memo = { ...asked, answer: plan.answer };
        await this.parts.show(plan.set, { ...this.pathsOf(memo), memo });
        break;
      }
      case "diagnostics":
        this.parts.findings.show(document, range, plan.findings);
        await vscode.commands.executeCommand("workbench.actions.view.problems");
        break;
      case "text": {
        const { text: content, languageId: language } = plan;
        const untitled = await vscode.workspace.openTextDocument({ content, language });
        await vscode.window.showTextDocument(untitled, vscode.ViewColumn.Beside);
        break;
      }
      case "chat":
        await this.parts.explain(plan.message, document, range);
        break;
      case "nothing":
        void vscode.window.showInformationMessage(`Nothing to change. ${plan.summary}`);
        break;
      case "problem":
        await showProblem(plan.sentence, plan.cure, () => this.repeat({ ...asked, answer: "" }, turns));
        break;
      case "cancelled":
        break;
    }
  }

  private toolsFor(asked: Omit<Asked, "instruction">): Tools {
    const withProgress = (tool: "rewrite" | "addFile") => async (instruction: string) =>
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: `Codestral: ${asked.recipe.title}`,
          cancellable: true,
        },
        (progress, token) => this.ask(tool, { ...asked, instruction }, progress, signalOf(token)),
      );
    return { rewrite: withProgress("rewrite"), addFile: withProgress("addFile") };
  }

  private async ask(
    tool: "rewrite" | "addFile",
    asked: Asked,
    progress: vscode.Progress<{ message: string }>,
    signal: AbortSignal,
  ): Promise<Plan> {
    const { client, core, models, exclusion } = this.parts;
    const choice = await models.chat(signal);
    if (signal.aborted) {
      return { kind: "cancelled" };
    }
    if (isProblem(choice)) {
      return { kind: "problem", sentence: sentenceOf(choice), cure: cureOf(choice) };
    }
    const say = (message: string) => progress.report({ message });
    const countdown = new Countdown(say);
    const proposer = {
      client,
      model: choice.model,
      placeNewFile: (path: string) => placeNewFile(path, vscode.Uri.parse(asked.target.uri), new Workspace(exclusion)),
      progress: (characters: number) => say(`${characters} characters`),
      waiting: (until: number | undefined, sentence: string) => countdown.set(until, sentence),
    };
    const loaded = await core.load();
    try {
      return await loaded[tool](proposer, asked, signal);
    } finally {
      countdown.set(undefined, "");
    }
  }
}

function whyNot(document: vscode.TextDocument, range: vscode.Range): string | undefined {
  if (document.getText(range).trim() === "") {
    return "There is no code here to work on.";
  }
  const limit = MAX_TARGET_CHARACTERS.toLocaleString("en");
  return document.offsetAt(range.end) - document.offsetAt(range.start) > MAX_TARGET_CHARACTERS
    ? `This is too much code for one request (over ${limit} characters); select less.`
    : undefined;
}

/** By what a proposal can be asked for once more. */
interface Memo {
  readonly recipe: string;
  /** What the person typed, for the recipe that asks. */
  readonly request: string;
  readonly uri: string;
  /** The document's whole text then, and where in it the code was that it is about: UTF-16 offsets. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What was proposed before it. */
  readonly turns: readonly Turn[];
  readonly answer: string;
}

function isMemo(memo: unknown): memo is Memo {
  return typeof memo === "object" && memo !== null && "recipe" in memo && "turns" in memo && "answer" in memo;
}

async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Shows which code is meant while something is done with it. */
async function showing<T>(document: vscode.TextDocument, range: vscode.Range, run: () => PromiseLike<T>): Promise<T> {
  const highlight = new Highlight(document);
  try {
    highlight.show(range);
    return await run();
  } finally {
    highlight.dispose();
  }
}

/**
 * Asks what is missing; undefined if the person changed their mind or there is nothing to do.
 * @param known what they typed before
 */
async function workFor(
  recipe: Recipe,
  document: vscode.TextDocument,
  range: vscode.Range,
  selection: vscode.Range,
  known = "",
): Promise<Work | undefined> {
  const work: Work = {
    ...{ languageId: document.languageId, code: document.getText(range) },
    ...{ request: known, diagnostics: diagnosticsAt(document, range, selection) },
  };
  if (recipe.needsDiagnostics && work.diagnostics.length === 0) {
    void vscode.window.showInformationMessage("There are no problems here to fix.");
    return undefined;
  }
  if (!recipe.asks || known !== "") {
    return work;
  }
  const title = `Codestral: ${recipe.title}`;
  const answer = await vscode.window.showInputBox({ title, ...recipe.asks, ignoreFocusOut: true });
  const request = answer?.trim();
  return request ? { ...work, request } : undefined;
}

/** The problems under the cursor or in the selection, else all in the target. */
function diagnosticsAt(document: vscode.TextDocument, range: vscode.Range, selection: vscode.Range): string[] {
  const all = vscode.languages.getDiagnostics(document.uri);
  const here = all.filter((diagnostic) => diagnostic.range.intersection(selection));
  const chosen = here.length > 0 ? here : all.filter((diagnostic) => diagnostic.range.intersection(range));
  return chosen.map(
    ({ range: at, message, source }) => `Line ${at.start.line + 1}: ${message}${source ? ` (${source})` : ""}`,
  );
}

async function showProblem(
  sentence: string,
  cure: Exclude<Cure, "continue"> | undefined,
  again: () => Promise<void>,
): Promise<void> {
  // A new chat would not help an edit.
  const offered = cure === "newChat" ? undefined : cure;
  const choice = await vscode.window.showErrorMessage(sentence, ...(offered ? [CURE_LABELS[offered]] : []));
  if (choice !== undefined && offered !== undefined) {
    await (offered === "retry" ? again() : runCure(offered));
  }
}
