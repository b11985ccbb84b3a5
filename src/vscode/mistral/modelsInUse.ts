import * as vscode from "vscode";
import { isProblem } from "../../mistral/client";
import { type Clock, systemClock } from "../../mistral/clock";
import { type ApiProblem, CURE_LABELS } from "../../mistral/errors";
import type { ModelCatalog } from "../../mistral/models/catalog";
import { type Choice, chooseModel, type Use } from "../../mistral/models/choose";
import { capabilitiesOf, type Model } from "../../mistral/models/model";
import { noticeFor } from "../../mistral/models/retirement";
import type { Listing } from "../../mistral/models/serverModels";
import { Shared } from "../../mistral/models/shared";
import type { RequestResult, SentRequest } from "../../mistral/request";
import type { Settings } from "../settings";
import { MODEL_SETTING, SETTINGS } from "./settings";

export interface ModelParts {
  readonly catalog: ModelCatalog;
  readonly settings: Settings;
  /** Remembers what the person has been told, in all windows. */
  readonly told: vscode.Memento;
  /** The keys or their servers have changed. */
  readonly onDidChangeAccess: vscode.Event<unknown>;
}

const TOLD = "codestral.modelNotices";
/** More than are retired in a year. */
const MAX_TOLD = 50;
/** The choice for ghost text follows the list this soon. */
const LOOK_EVERY_MS = 60_000;

/** A server that cannot list its models may answer all the same. */
const NO_LIST: ReadonlySet<ApiProblem["kind"]> = new Set([
  "notFound",
  "malformed",
  "forbidden",
  "rateLimited",
  "serverError",
  "timeout",
]);
/** Without a way to a server there is no answer, whichever model is named. */
const NO_WAY: ReadonlySet<ApiProblem["kind"]> = new Set(["noKey", "badServer"]);
/** A named model needs no list, but one that has been retired has an heir, and most servers say which one sooner. */
const NAMED_WAIT_MS = 1_000;

/** Knows which models answer now, and tells the person once when one of them is retired or is going to be. */
export class ModelsInUse implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly told: Set<string>;
  /** A choice that the person has just made and that the settings may not show yet. */
  private choosing: Promise<void> = Promise.resolve();
  private looking = new AbortController();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private chatModels: readonly Model[] = [];
  private completionListing: Listing | undefined;
  private completionChoice: { readonly setting: string; readonly model: string } | undefined;

  constructor(
    private readonly parts: ModelParts,
    private readonly clock: Clock = systemClock,
  ) {
    this.told = new Set(parts.told.get<string[]>(TOLD, []));
    this.subscriptions = [
      parts.onDidChangeAccess(() => this.forget()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("codestral.server")) {
          this.forget();
        } else if (event.affectsConfiguration("codestral.completion.model")) {
          this.lookAgain();
        }
      }),
    ];
  }

  /** The model that answers in the chat and writes refactorings now. A server without a list gets what the setting says. */
  async chat(signal: AbortSignal): Promise<Choice | ApiProblem> {
    await new Shared(() => this.choosing).join(signal);
    const setting = this.parts.settings.get(SETTINGS.chatModel);
    const isNamed = setting !== "auto";
    const asking = this.parts.catalog.list("chat", signal);
    const listing = await (isNamed ? this.within(NAMED_WAIT_MS, asking, signal) : asking);
    if (listing === undefined || isProblem(listing)) {
      const isInTheWay = listing && (isNamed ? NO_WAY.has(listing.kind) : !NO_LIST.has(listing.kind));
      this.chatModels = [];
      return isInTheWay ? listing : chooseModel("chat", setting, [], Date.now());
    }
    this.chatModels = listing.models;
    this.tell("chat", setting, listing);
    return chooseModel("chat", setting, listing.models, Date.now());
  }

  /** What a model for the chat can do, by the list that one was chosen from last; undefined if the server does not say. */
  abilitiesOf(model: string): ReturnType<typeof capabilitiesOf> {
    return capabilitiesOf(model, this.chatModels);
  }

  /** The model that writes ghost text, from what is known now: nobody waits for a list while typing. */
  completion(): string {
    const now = Date.now();
    if (now - this.lookedAt >= LOOK_EVERY_MS) {
      this.lookedAt = now;
      this.completionChoice = undefined;
      void this.look(this.looking.signal);
    }
    const setting = this.parts.settings.get(SETTINGS.completionModel);
    if (this.completionChoice?.setting !== setting) {
      const choice = chooseModel("completion", setting, this.completionListing?.models ?? [], now);
      // The server says best why it refuses a model that has no heir.
      this.completionChoice = { setting, model: isProblem(choice) ? setting : choice.model };
    }
    return this.completionChoice.model;
  }

  /** Makes a model the one in use. The next request goes to it, also one that is sent at once. */
  async use(use: Use, model: string): Promise<void> {
    const writing = write(MODEL_SETTING[use].name, model);
    this.choosing = writing.catch(() => undefined);
    await writing;
  }

  /** A request has ended. After a model was refused, the list of models is asked for again. */
  ended(request: SentRequest, { outcome }: RequestResult): void {
    if (typeof outcome === "object" && outcome.kind === "unusableModel") {
      const { purpose, server, keyName, model } = request;
      void this.parts.catalog.distrust(purpose, server, keyName, model).then(() => this.lookAgain());
    }
  }

  dispose(): void {
    this.looking.abort();
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  /** What is known is another server's or another key's. */
  private forget(): void {
    this.completionListing = undefined;
    this.completionChoice = undefined;
    this.lookAgain();
  }

  /** What is known may not hold any more, and the next key asks. */
  private lookAgain(): void {
    this.looking.abort();
    this.looking = new AbortController();
    this.lookedAt = Number.NEGATIVE_INFINITY;
  }

  /** Undefined if it takes longer; it goes on then, for whoever wants it next. */
  private within<T>(milliseconds: number, work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    const over = new AbortController();
    const late = this.clock.wait(milliseconds, AbortSignal.any([signal, over.signal])).then(() => undefined);
    return Promise.race([work, late]).finally(() => over.abort());
  }

  private async look(signal: AbortSignal): Promise<void> {
    // A part of the extension that cannot be loaded has been reported.
    const listing = await this.parts.catalog.list("completion", signal).catch(() => undefined);
    if (listing === undefined || signal.aborted) {
      return;
    }
    this.completionListing = isProblem(listing) ? undefined : listing;
    this.completionChoice = undefined;
    if (this.completionListing) {
      this.tell("completion", this.parts.settings.get(SETTINGS.completionModel), this.completionListing);
    }
  }

  private tell(use: Use, setting: string, listing: Listing): void {
    const notice = noticeFor(use, setting, listing, Date.now());
    const toldElsewhere = this.parts.told.get<string[]>(TOLD, []);
    if (notice === undefined || this.told.has(notice.id) || toldElsewhere.includes(notice.id)) {
      return;
    }
    this.told.add(notice.id);
    void this.parts.told.update(TOLD, [...toldElsewhere, notice.id].slice(-MAX_TOLD));
    void offerAnother(use, notice.sentence);
  }
}

async function offerAnother(use: Use, sentence: string): Promise<void> {
  const picked = await vscode.window.showInformationMessage(sentence, CURE_LABELS.pickChatModel);
  if (picked !== undefined) {
    const picker = use === "chat" ? "pickChatModel" : "pickCompletionModel";
    await vscode.commands.executeCommand(`codestral.${picker}`);
  }
}

/** Where it is set now, so that the choice takes effect. */
async function write(name: string, model: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("codestral");
  const isOfWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(name, model, target);
}
