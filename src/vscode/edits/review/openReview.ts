import * as vscode from "vscode";
import { uriAfter } from "../../../edits/changeSet";
import type { Review } from "../../../edits/review/review";
import type { ReviewedFile, Standing } from "../../../edits/review/reviewedFile";
import { addressOf, type Side } from "./address";

/** What else a person may ask for than to take a change or leave it. */
export interface ReviewPaths {
  /** Proposes the change anew, as its files are now. */
  readonly again: () => Promise<void>;
  /** Asks for another proposal beside this one, by what the person says about it. */
  readonly refine: (words: string) => Promise<void>;
}

/** A review that is on the screen. */
export class OpenReview {
  /** By the files' places. */
  readonly standings = new Map<number, Standing>();
  /** Settles when its diff is there: a tab can be closed only then. */
  opening: PromiseLike<unknown> | undefined;
  /** Something of it is being written, or its tab is being exchanged for another one: what is heard of it meanwhile is our own doing. */
  isBusy = false;
  private readonly stamps = new Map<string, number>();
  private readonly begun = Date.now();

  constructor(
    public review: Review,
    readonly paths: ReviewPaths | undefined,
    readonly memo: unknown,
  ) {}

  get id(): string {
    return this.review.id;
  }

  file(at: number): ReviewedFile | undefined {
    return this.review.files[at];
  }

  address(side: Side, at: number): vscode.Uri {
    const change = this.file(at)?.change;
    return addressOf({ id: this.id, side, at }, vscode.Uri.parse(change ? uriAfter(change) : ""));
  }

  /** A text of it is another one now. Each text has a time of its own, or VS Code would take the others for rewritten, too. */
  touch(side: Side, at: number): void {
    this.stamps.set(`${side} ${at}`, Math.max(Date.now(), this.changedAt(side, at) + 1));
  }

  /** Milliseconds since 1970. */
  changedAt(side: Side, at: number): number {
    return this.stamps.get(`${side} ${at}`) ?? this.begun;
  }

  /** The places of the files for which the proposal does not hold any more. */
  stale(): number[] {
    return [...this.standings].flatMap(([at, standing]) =>
      standing !== "fits" && this.file(at)?.decision === "open" ? [at] : [],
    );
  }
}

/** A file's name, without its folder. */
export function nameOf(uri: string): string {
  return vscode.Uri.parse(uri).path.split("/").at(-1) ?? "";
}
