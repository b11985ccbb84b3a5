import * as vscode from "vscode";
import type { Origin } from "../../../edits/changeSet";
import { withLineEnds } from "../../../edits/lineEnds";
import { sharedWith, withFile } from "../../../edits/review/review";
import { type ReviewedFile, withProposed } from "../../../edits/review/reviewedFile";
import type { KeptReview, ReviewStore } from "../../../edits/review/reviewStore";
import { placeOf, type ReviewPlace } from "./address";
import { ReviewBar } from "./bar";
import type { ReviewFiles, ReviewText, ReviewTexts } from "./fileSystem";
import { OpenReview, type ReviewPaths } from "./openReview";
import { Saving } from "./saving";
import { openDiff, titleOf } from "./show";
import { allTabs, closeTabs, placesIn, reviewInFront, tabsOf } from "./tabs";
import { ReviewTree } from "./tree";
import { Watch } from "./watch";

export interface OpenReviewsParts {
  readonly files: Pick<ReviewFiles, "fireChanged">;
  readonly store: ReviewStore;
  /** What a review that was loaded again can offer; undefined where there is nobody any more to ask. */
  readonly revive: (origin: Origin, memo: unknown) => ReviewPaths | undefined;
}

/** The reviews that are on the screen: their tabs, their texts, what is kept of them, and what is said of them. */
export class OpenReviews implements ReviewTexts, vscode.Disposable {
  private readonly open: OpenReview[] = [];
  /** Put aside in this window: who proposed them can still be asked. */
  private readonly aside = new Map<string, OpenReview>();
  private latestAside: OpenReview | undefined;
  private readonly saving = new Saving();
  private readonly bar = new ReviewBar();
  private readonly tree = new ReviewTree();
  private readonly watch = new Watch(
    () => this.open,
    (review) => this.changed(review),
  );
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly parts: OpenReviewsParts) {
    this.subscriptions = [
      this.bar,
      this.tree,
      this.watch,
      vscode.window.tabGroups.onDidChangeTabs(() => this.lookAtTabs()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.edited(document)),
    ];
    this.lookAtTabs();
  }

  get all(): readonly OpenReview[] {
    return this.open;
  }

  /** That of the id; else the one in front, else the latest. */
  find(id: string | undefined): OpenReview | undefined {
    return id === undefined ? (this.inFront() ?? this.open.at(-1)) : this.open.find((one) => one.id === id);
  }

  inFront(): OpenReview | undefined {
    const id = reviewInFront();
    return this.open.find((one) => one.id === id);
  }

  /** Shows one that is new. */
  async add(open: OpenReview): Promise<void> {
    this.parts.store.add({ review: open.review, memo: open.memo });
    this.latestAside = undefined;
    this.open.push(open);
    await this.openTab(open);
  }

  /** Those that were put aside, or whose tab VS Code did not open again after a reload, the latest first. */
  asides(): KeptReview[] {
    return this.parts.store.all().filter(({ review }) => !this.open.some(({ id }) => id === review.id));
  }

  /** Shows one again that was put aside. */
  async reopen(kept: KeptReview): Promise<void> {
    const open = this.aside.get(kept.review.id) ?? this.revived(kept);
    this.aside.delete(open.id);
    this.latestAside = undefined;
    this.parts.store.putAside(open.id, false);
    this.open.push(open);
    await this.watch.lookAtAll(open);
    await this.openTab(open);
  }

  /** It is over: nothing of it is kept, and its tabs close. */
  async end(open: OpenReview): Promise<void> {
    this.forget(open);
    this.parts.store.remove(open.id);
    await this.saving.saved(open.id);
    // What cannot be shown leaves no tab, and who shows it hears of that.
    await Promise.resolve(open.opening).catch(() => undefined);
    await closeTabs(open.id);
    this.update();
  }

  /** Settles when what the person has made of its proposals is part of it. */
  settled(open: OpenReview): Promise<void> {
    return this.saving.saved(open.id);
  }

  setFile(open: OpenReview, at: number, file: ReviewedFile): void {
    open.review = withFile(open.review, at, file);
    this.parts.store.put(open.id, at, file);
    this.update();
  }

  /** Its files hold other texts now, or something of it was decided. */
  async decided(open: OpenReview): Promise<void> {
    for (const [at, file] of open.review.files.entries()) {
      this.parts.store.put(open.id, at, file);
    }
    this.changed(open);
    await this.watch.lookAtAll(open);
  }

  lookAtFiles(open: OpenReview): Promise<void> {
    return this.watch.lookAtAll(open);
  }

  /** Shows it under other addresses, which it has after `change`. */
  async exchangeTab(open: OpenReview, change: () => void): Promise<void> {
    open.isBusy = true;
    try {
      await this.settled(open);
      await closeTabs(open.id);
      change();
      await this.openTab(open);
    } finally {
      open.isBusy = false;
    }
    await this.watch.lookAtAll(open);
  }

  text({ id, side, at }: ReviewPlace): ReviewText | undefined {
    const open = this.open.find((one) => one.id === id) ?? this.aside.get(id);
    const file = open ? open.file(at) : this.parts.store.load(id)?.review.files[at];
    return file && { text: side === "before" ? file.base : file.proposed, changedAt: open?.changedAt(side, at) ?? 0 };
  }

  keep({ id, at }: ReviewPlace, text: string): void {
    const open = this.open.find((one) => one.id === id);
    const file = open?.file(at);
    if (open && file) {
      open.touch("after", at);
      this.setFile(open, at, withProposed(file, text));
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private async openTab(open: OpenReview): Promise<void> {
    this.update();
    open.opening = openDiff(open);
    try {
      await open.opening;
    } finally {
      open.opening = undefined;
    }
    // It may be over by now.
    if (!this.open.includes(open)) {
      await closeTabs(open.id);
    }
    this.update();
  }

  private forget(open: OpenReview): void {
    const at = this.open.indexOf(open);
    if (at !== -1) {
      this.open.splice(at, 1);
    }
  }

  private lookAtTabs(): void {
    for (const id of new Set(
      allTabs()
        .flatMap(placesIn)
        .map((place) => place.id),
    )) {
      if (!this.open.some((one) => one.id === id)) {
        this.load(id);
      }
    }
    // Its tabs are closed: it is put aside, and can be opened again.
    for (const open of this.open.filter((one) => !one.isBusy && !one.opening && tabsOf(one.id).length === 0)) {
      this.forget(open);
      this.parts.store.putAside(open.id, true);
      this.aside.set(open.id, open);
      this.latestAside = open;
    }
    this.update();
  }

  /** A tab shows it since before the window was loaded. */
  private load(id: string): void {
    const kept = this.parts.store.load(id);
    if (kept) {
      const open = this.aside.get(id) ?? this.revived(kept);
      this.aside.delete(id);
      this.parts.store.putAside(id, false);
      this.open.push(open);
      void this.watch.lookAtAll(open);
      void this.backToDiff(open);
    }
  }

  /** After a reload VS Code may show one side of a diff by itself. */
  private async backToDiff(open: OpenReview): Promise<void> {
    const plain = tabsOf(open.id).filter(({ input }) => input instanceof vscode.TabInputText);
    if (plain.length === 0 || plain.length < tabsOf(open.id).length) {
      return;
    }
    await this.openTab(open);
    await this.saving.saved(open.id);
    await vscode.window.tabGroups.close(plain.filter(({ isDirty }) => !isDirty));
  }

  private revived({ review, memo }: KeptReview): OpenReview {
    return new OpenReview(review, this.parts.revive(review.set.origin, memo), memo);
  }

  /** The person edits the proposal. */
  private edited(document: vscode.TextDocument): void {
    const place = placeOf(document.uri);
    const open = place && this.open.find((one) => one.id === place.id);
    const file = place && open?.file(place.at);
    if (!place || !open || !file || place.side === "before") {
      return;
    }
    const text = document.getText();
    if (withLineEnds(text, "\n") !== withLineEnds(file.proposed, "\n")) {
      open.review = withFile(open.review, place.at, withProposed(file, text));
      this.update();
    }
    if (document.isDirty) {
      void this.saving.save(document);
    }
  }

  private changed(open: OpenReview): void {
    for (const at of open.review.files.keys()) {
      open.touch("before", at);
      this.parts.files.fireChanged(open.address("before", at));
    }
    this.update();
  }

  /** Says what is true now, wherever it is said. */
  private update(): void {
    const front = this.inFront();
    const allStale = this.open.filter((one) => one.stale().length > 0);
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    // Whoever is in one of the files is told of that one.
    const stale =
      allStale.find((one) => one.stale().some((at) => one.file(at)?.change.uri === active)) ?? allStale.at(0);
    void vscode.commands.executeCommand("setContext", "codestral.reviewActive", front !== undefined);
    void vscode.commands.executeCommand("setContext", "codestral.hasReviews", this.open.length > 0);
    this.watch.update();
    this.tree.show(this.open, front);
    if (front) {
      const beside = this.open.filter((one) => one !== front && sharedWith(front.review, one.review).length > 0).length;
      this.bar.show({ kind: "review", open: front, beside });
    } else {
      const aside = this.latestAside && titleOf(this.latestAside.review);
      this.bar.show({ kind: "background", stale, aside });
    }
  }
}
