import * as vscode from "vscode";
import type { EgressLedger, Sent } from "../../mistral/ledger/egressLedger";
import type { LedgerDatabase } from "../../mistral/ledger/ledgerDatabase";
import { locateToShow } from "../../workspace/locate";
import type { Log } from "../log";
import { confirmDeletion, Panel } from "../pages/panel";
import { Folders } from "../workspace/folders";
import { openPlace } from "../workspace/openPlace";
import { indented, SENT_COMMANDS, sentPage } from "./sentPage";

export interface SentPanelParts {
  readonly database: LedgerDatabase;
  readonly egress: EgressLedger;
  readonly keepsBodies: () => boolean;
  readonly log: Pick<Log, "error">;
}

/** The page that says what has left this machine. It stays as it is until it is asked for again, as somebody reads it. */
export class SentPanel implements vscode.Disposable {
  private readonly folders = new Folders();
  private readonly panel = new Panel({
    id: "codestral.sent",
    title: "What Was Sent",
    commands: Object.values(SENT_COMMANDS),
    html: (nonce) => this.html(nonce),
  });

  constructor(private readonly parts: SentPanelParts) {}

  async show(): Promise<void> {
    await this.parts.database.load();
    await this.panel.show();
  }

  /**
   * Opens what a link of the page names: a source of a request, or its body. Paths come from the ledger and not from the
   * link, and only those within the workspace are opened.
   */
  async open(id: unknown, source?: unknown): Promise<void> {
    const request = this.requests()?.find((one) => one.id === id);
    const place = typeof source === "number" ? request?.sources[source] : undefined;
    if (place) {
      const { path, lines } = place;
      await openPlace(lines ? { path, startLine: lines.first, endLine: lines.last } : { path }, this.folders);
    } else if (source === undefined && request?.body !== undefined) {
      const content = indented(request.body);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "json", content }));
    } else {
      void vscode.window.showInformationMessage("This request is not on the list any more.");
    }
  }

  /** Asks whether that is meant, and forgets what was sent. */
  async deleteAll(): Promise<void> {
    const detail = "The figures of usage are kept. This cannot be undone.";
    if (!(await confirmDeletion("Delete the list of what was sent?", detail))) {
      return;
    }
    await this.parts.database.load();
    try {
      this.parts.egress.deleteAll();
    } catch (error) {
      this.parts.log.error("The list of what was sent could not be deleted.", error);
      void vscode.window.showErrorMessage("The list could not be deleted. The log says why.");
    }
    await this.panel.draw();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async html(nonce: string): Promise<string> {
    const requests = this.requests();
    const files = await this.existing(requests ?? []);
    return sentPage({ requests, files, keepsBodies: this.parts.keepsBodies() }, nonce);
  }

  private requests(): Sent[] | undefined {
    this.parts.database.flush();
    return this.parts.egress.latest();
  }

  /** The paths among the requests' that can be opened. */
  private async existing(requests: readonly Sent[]): Promise<Set<string>> {
    const paths = [...new Set(requests.flatMap(({ sources }) => sources.map(({ path }) => path)))];
    const found = await Promise.allSettled(paths.map((path) => locateToShow(path, this.folders)));
    return new Set(
      paths.filter((_path, at) => {
        const one = found[at];
        return one?.status === "fulfilled" && one.value.kind !== "refused";
      }),
    );
  }
}
