import * as vscode from "vscode";
import type { Misfit } from "../../../edits/applyAnswer";
import type { ChangeSet } from "../../../edits/changeSet";
import { reviewOf } from "../../../edits/review/review";
import type { Standing } from "../../../edits/review/reviewedFile";
import { Decisions, type Write } from "./decisions";
import type { ReviewText, ReviewTexts } from "./fileSystem";
import type { ReviewPlace } from "./address";
import { OpenReview, type ReviewPaths } from "./openReview";
import { OpenReviews, type OpenReviewsParts } from "./openReviews";
import { openDiff, openFileDiff, titleOf } from "./show";

/** What else is said of a change-set that is shown. */
export interface Shown extends ReviewPaths {
  /** By what it can be proposed again after the window has been loaded anew: plain JSON. */
  readonly memo?: unknown;
}

/** The address of a new file's path, or why nothing may be there. @param from where it was to be */
export type JudgePath = (path: string, from: vscode.Uri) => Promise<{ readonly uri: string } | Misfit>;

export interface ReviewsParts extends OpenReviewsParts {
  readonly write: Write;
  readonly judge: JudgePath;
}

/** Shows proposed changes as diffs, any number of them; each lands only when the person accepts it. */
export class Reviews implements ReviewTexts, vscode.Disposable {
  private readonly open: OpenReviews;
  readonly decisions: Decisions;

  constructor(private readonly parts: ReviewsParts) {
    this.open = new OpenReviews(parts);
    this.decisions = new Decisions(this.open, parts.write, (id) => this.proposeAgain(id));
  }

  /** Settles when its diff is there. */
  async show(set: ChangeSet, { memo, ...paths }: Shown): Promise<void> {
    await this.open.add(new OpenReview(reviewOf(set), paths, memo));
  }

  /** Asks for another proposal, by what the person says about the one in front. */
  async refine(id?: string): Promise<void> {
    const open = this.open.find(id);
    const words = open?.paths && (await askForWords(open));
    if (words) {
      await open?.paths?.refine(words);
    }
  }

  /** Proposes one anew, the one in front or else the first that does not hold any more; the new one takes its place. */
  async proposeAgain(id?: string): Promise<void> {
    const stale = this.open.all.find((one) => one.stale().length > 0);
    const open = this.open.find(id ?? this.open.inFront()?.id ?? stale?.id);
    if (!open?.paths) {
      return;
    }
    const known = new Set(this.open.all);
    await open.paths.again();
    if (this.open.all.some((one) => !known.has(one))) {
      await this.open.end(open);
    }
  }

  /** Opens one that was put aside, which the person picks if there are several. */
  async reopen(): Promise<void> {
    const choices = this.open.asides().map((kept) => ({
      label: titleOf(kept.review),
      description: kept.review.set.summary,
      kept,
    }));
    if (choices.length === 0) {
      void vscode.window.showInformationMessage("No proposed edit was put aside.");
      return;
    }
    const choice =
      choices.length === 1
        ? choices[0]
        : await vscode.window.showQuickPick(choices, {
            title: "Codestral: Reopen Proposed Edit",
            placeHolder: "Put aside, the latest first",
          });
    if (choice) {
      await this.open.reopen(choice.kept);
    }
  }

  /** Brings a review to the front, or one of its files. */
  async bringToFront(id?: string, at?: number): Promise<void> {
    const open = this.open.find(id);
    if (open) {
      await (at === undefined || open.review.files.length === 1 ? openDiff(open) : openFileDiff(open, at));
    }
  }

  /** Lets the person say where a new file is to be. @param at its place; else the first new file is meant */
  async moveNewFile(id?: string, at?: number): Promise<void> {
    const open = this.open.find(id);
    const place = at ?? open?.review.files.findIndex(({ change }) => change.kind === "create") ?? -1;
    const change = open?.file(place)?.change;
    if (!open || change?.kind !== "create") {
      return;
    }
    const from = vscode.Uri.parse(change.uri);
    const uri = await askForPath(from, (path) => this.parts.judge(path, from));
    const file = open.file(place);
    if (uri !== undefined && file) {
      await this.open.exchangeTab(open, () => this.open.setFile(open, place, { ...file, change: { ...change, uri } }));
    }
  }

  /** How the files of a review stand to it at this moment. */
  async standing(id: string): Promise<Standing[]> {
    const open = this.open.find(id);
    if (!open) {
      return [];
    }
    await this.open.lookAtFiles(open);
    return open.review.files.map((_file, at) => open.standings.get(at) ?? "fits");
  }

  text(place: ReviewPlace): ReviewText | undefined {
    return this.open.text(place);
  }

  keep(place: ReviewPlace, text: string): void {
    this.open.keep(place, text);
  }

  dispose(): void {
    this.open.dispose();
  }
}

async function askForWords({ review }: OpenReview): Promise<string | undefined> {
  const words = await vscode.window.showInputBox({
    title: `Codestral: Refine ${titleOf(review)}`,
    prompt: "What should be different? Another proposal opens beside this one.",
    placeHolder: "Shorter, please",
    ignoreFocusOut: true,
  });
  return words?.trim() || undefined;
}

/** @returns the address; undefined where it stays as it was */
async function askForPath(
  from: vscode.Uri,
  judge: (path: string) => ReturnType<JudgePath>,
): Promise<string | undefined> {
  const now = vscode.workspace.asRelativePath(from, false);
  const path = await vscode.window.showInputBox({
    ...{ title: "Codestral: Where the New File Goes", prompt: "Its path within the workspace folder", value: now },
    ...{ valueSelection: [0, now.lastIndexOf("/") + 1], ignoreFocusOut: true },
    validateInput: async (value) => {
      const judged = value.trim() === now ? undefined : await judge(value.trim());
      return judged && "sentence" in judged ? judged.sentence : undefined;
    },
  });
  const judged = path === undefined || path.trim() === now ? undefined : await judge(path.trim());
  return judged && "uri" in judged ? judged.uri : undefined;
}
