import * as vscode from "vscode";
import type { Purpose, RequestObserver } from "../mistral/client";
import { type ApiProblem, type Cure, cureOf, sentenceOf } from "../mistral/errors";
import { serverName } from "../mistral/server";
import type { Snooze } from "./completion/snooze";
import type { Log } from "./log";
import type { Keys } from "./mistral/keys";
import type { Settings } from "./settings";

/** Problems that stay true until somebody does something about them; the others are gone with the next answer. */
const LASTING: ReadonlySet<ApiProblem["kind"]> = new Set([
  "refusedKey",
  "badServer",
  "notFound",
  "redirected",
  "malformed",
  "tls",
  "unusableModel",
]);

/** The status bar item: one place that tells the truth and never nags. */
export class Status implements RequestObserver, vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("codestral.status", vscode.StatusBarAlignment.Right, 100);
  private readonly subscriptions: vscode.Disposable[];
  private underWay = 0;
  private hasKey: boolean | undefined;
  private failure: { readonly problem: ApiProblem; readonly purpose: Purpose } | undefined;

  constructor(
    private readonly keys: Keys,
    private readonly settings: Settings,
    private readonly snooze: Pick<Snooze, "minutesLeft" | "sentence" | "onDidChange">,
    private readonly log: Log,
  ) {
    this.item.name = "Codestral";
    this.subscriptions = [
      this.item,
      keys.onDidChange(() => void this.readKey()),
      snooze.onDidChange(() => this.draw()),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("codestral")) {
          this.failure = undefined;
          this.draw();
        }
      }),
    ];
    void this.readKey();
    this.item.show();
  }

  /** What is wrong now, if anything. */
  get trouble(): { readonly problem: ApiProblem; readonly cure: Cure } | undefined {
    if (this.hasKey === false) {
      return { problem: { kind: "noKey", server: serverName(this.keys.server()) }, cure: "setApiKey" };
    }
    if (!this.failure) {
      return undefined;
    }
    const { problem, purpose } = this.failure;
    // The picker is for models that chat; the one that completes is a setting.
    const cure = problem.kind === "unusableModel" && purpose === "completion" ? "openSettings" : cureOf(problem);
    return { problem, cure };
  }

  began(_purpose: Purpose): void {
    this.underWay++;
    this.draw();
  }

  ended(purpose: Purpose, outcome: "answered" | "cancelled" | ApiProblem): void {
    this.underWay--;
    if (typeof outcome === "object") {
      this.failure = { problem: outcome, purpose };
      this.log.warn(`${purpose}: ${sentenceOf(outcome)}`);
    } else if (outcome === "answered" || (this.failure && !LASTING.has(this.failure.problem.kind))) {
      this.failure = undefined;
    }
    this.draw();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private async readKey(): Promise<void> {
    this.hasKey = (await this.keys.key()) !== undefined;
    this.failure = undefined;
    this.draw();
  }

  private draw(): void {
    const { trouble } = this;
    const document = vscode.window.activeTextEditor?.document;
    const enabled = this.settings.get("completion.enabled", document);
    const { minutesLeft, sentence } = this.snooze;
    if (this.hasKey === false) {
      this.show("$(key) Codestral: no key", "Set an API key to begin. Click to open the box.", "codestral.setApiKey");
    } else if (trouble) {
      this.show("$(warning) Codestral", sentenceOf(trouble.problem), "codestral.showMenu");
    } else if (this.underWay > 0) {
      this.show("$(loading~spin) Codestral", "Codestral is thinking.", "codestral.showMenu");
    } else if (!enabled) {
      const where = document ? ` for ${document.languageId}` : "";
      this.show("$(circle-slash) Codestral", `Ghost text is off${where}. Click for the menu.`, "codestral.showMenu");
    } else if (sentence !== undefined) {
      const left = Number.isFinite(minutesLeft) ? ` ${minutesLeft} min` : "";
      this.show(`$(bell-slash) Codestral${left}`, `${sentence} Click for the menu.`, "codestral.showMenu");
    } else {
      this.show("$(sparkle) Codestral", "Codestral is ready. Click for the menu.", "codestral.showMenu");
    }
  }

  private show(text: string, tooltip: string, command: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.accessibilityInformation = { label: tooltip, role: "button" };
  }
}
