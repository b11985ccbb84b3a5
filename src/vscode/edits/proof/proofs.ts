import * as vscode from "vscode";
import { type ChangeSet, uriAfter } from "../../../edits/changeSet";
import { type Card, landed, repairable, withProblems, withTests } from "../../../edits/proof/cards";
import type { Problem } from "../../../edits/proof/problems";
import { ProofBar } from "./bar";
import { type Baseline, baselineOf, problemsSince } from "./checks";
import { problemsIn } from "./problems";
import { TestChoices } from "./testChoice";
import { nameOf, runTests } from "./testRuns";

export interface ProofParts {
  /** The folder's: which tests the person picked. */
  readonly memory: vscode.Memento;
  /** Takes back what was written, the latest first; whoever it concerns is told what could not be. @returns whether all was */
  takeBack(entries: readonly number[]): Promise<boolean>;
  /** Proposes an edit that mends new problems of one file, for review. */
  repair(uri: vscode.Uri, problems: readonly Problem[]): Promise<void>;
}

/** Proposals that were never decided leave no more than this behind. */
const MOST_PREPARED = 50;

interface Prepared {
  /** Aborted when nobody waits for it any more. */
  readonly ended: AbortController;
  baseline: Baseline | undefined;
}

/** Looks at what a change has done once it has landed, and says so on a card. */
export class Proofs implements vscode.Disposable {
  private readonly bar = new ProofBar();
  private readonly choices: TestChoices;
  private readonly prepared = new Map<string, Prepared>();
  private current: Card | undefined;
  private checking = new AbortController();
  private testing = new AbortController();
  /** The files that a repair was proposed for. */
  private repairing = new Set<string>();

  constructor(private readonly parts: ProofParts) {
    this.choices = new TestChoices(parts.memory);
  }

  /** A change is shown for review: what is wrong before it is looked at meanwhile. */
  async prepare(set: ChangeSet): Promise<void> {
    const prepared = this.preparedFor(set);
    const baseline = await baselineOf(set, prepared.ended.signal);
    prepared.baseline ??= baseline;
  }

  /** To be told right before anything of it is written: from now on, what is wrong may be its doing. */
  aboutToLand(set: ChangeSet): void {
    const prepared = this.preparedFor(set);
    if (!prepared.baseline) {
      prepared.ended.abort();
      const own = set.files.map(({ uri }) => vscode.Uri.parse(uri));
      prepared.baseline = { users: [], problems: problemsIn(own) };
    }
  }

  /** Settles when the language servers have said what has become of it. @param entry of the journal, if it was kept */
  async landed(set: ChangeSet, entry: number | undefined): Promise<void> {
    this.checking.abort();
    this.testing.abort();
    const checking = new AbortController();
    this.checking = checking;
    const isRepair = set.files.some((file) => this.repairing.has(uriAfter(file)));
    this.repairing = new Set();
    const card = landed(this.current, set, entry, isRepair);
    this.put(card);
    const { baseline } = this.preparedFor(set);
    if (!baseline) {
      return;
    }
    const problems = await problemsSince(card.set, baseline, checking.signal);
    if (!checking.signal.aborted && this.current?.set.id === set.id) {
      this.put(withProblems(this.current, problems));
    }
  }

  /** Runs the tests that the person picked for the change's folder, or asks which. @param choosing asks in any case */
  async runTests(choosing = false): Promise<void> {
    const card = this.current;
    const folder = card && folderOf(card.set);
    if (!card || !folder) {
      void vscode.window.showInformationMessage("Open the changed file's folder first: tests belong to a folder.");
      return;
    }
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage("Tests run code of this folder: trust the workspace first.");
      return;
    }
    const choice = (choosing ? undefined : this.choices.of(folder)) ?? (await this.choices.pick(folder));
    if (!choice || this.current?.set.id !== card.set.id) {
      return;
    }
    this.testing.abort();
    const testing = new AbortController();
    this.testing = testing;
    this.put(withTests(this.current, { kind: "running", name: nameOf(choice) }));
    const tests = await runTests(choice, folder, testing.signal);
    if (!testing.signal.aborted && this.current?.set.id === card.set.id) {
      this.put(withTests(this.current, tests));
    }
  }

  /** One round, file by file: the first with new problems. */
  async repair(): Promise<void> {
    const card = this.current;
    const fresh = card ? repairable(card.set, card.proof.problems?.fresh ?? []) : [];
    const [first] = fresh;
    if (first) {
      const own = fresh.filter(({ uri }) => uri === first.uri);
      this.repairing = new Set([first.uri]);
      await this.parts.repair(vscode.Uri.parse(first.uri), own);
    }
  }

  async takeBack(): Promise<void> {
    const card = this.current;
    if (card && (await this.parts.takeBack(card.entries.toReversed()))) {
      this.close();
    }
  }

  /** The new problems, those that are gone, and what can be done, as a list. */
  async show(): Promise<void> {
    const problems = this.current?.proof.problems;
    const rows = [
      ...rowsOf("New", problems?.fresh ?? []),
      ...rowsOf("Gone", problems?.gone ?? []),
      { label: "$(beaker) Choose Other Tests…", run: () => this.runTests(true) },
    ];
    const chosen = await vscode.window.showQuickPick(rows, {
      title: `Codestral: ${this.current?.set.title ?? "Nothing Has Landed"}`,
      placeHolder: this.current?.set.summary ?? "",
    });
    await chosen?.run();
  }

  close(): void {
    this.checking.abort();
    this.testing.abort();
    this.put(undefined);
  }

  dispose(): void {
    this.prepared.forEach(({ ended }) => ended.abort());
    this.checking.abort();
    this.testing.abort();
    this.bar.dispose();
  }

  private preparedFor({ id }: ChangeSet): Prepared {
    const known = this.prepared.get(id);
    if (known) {
      return known;
    }
    const [oldest] = this.prepared.keys();
    if (this.prepared.size >= MOST_PREPARED && oldest !== undefined) {
      this.prepared.get(oldest)?.ended.abort();
      this.prepared.delete(oldest);
    }
    const fresh: Prepared = { ended: new AbortController(), baseline: undefined };
    this.prepared.set(id, fresh);
    return fresh;
  }

  private put(card: Card | undefined): void {
    this.current = card;
    this.bar.show(card);
    void vscode.commands.executeCommand("setContext", "codestral.hasProof", card !== undefined);
  }
}

function rowsOf(kind: "New" | "Gone", problems: readonly Problem[]) {
  return problems.map(({ uri, line, message, severity }) => ({
    label: `$(${kind === "Gone" ? "check" : severity}) ${message}`,
    description: `${kind.toLowerCase()} · ${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${line + 1}`,
    run: async () => {
      const selection = new vscode.Range(line, 0, line, 0);
      await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection });
    },
  }));
}

function folderOf({ files }: ChangeSet): vscode.WorkspaceFolder | undefined {
  for (const file of files) {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uriAfter(file)));
    if (folder) {
      return folder;
    }
  }
  return undefined;
}
