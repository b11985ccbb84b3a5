import * as vscode from "vscode";

export const REVIEW_SCHEME = "codestral-review";

/** The texts of the change under review, before and after, as documents that nobody can write to. */
export class ReviewDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();

  /** @returns the address of `text` under the name of the file at `uri` */
  add(review: number, side: "before" | "after", uri: vscode.Uri, text: string): vscode.Uri {
    // An untitled document's path begins without a slash, which no address with an authority may.
    const path = uri.path.startsWith("/") ? uri.path : `/${uri.path}`;
    const address = vscode.Uri.from({ scheme: REVIEW_SCHEME, authority: side, path, query: `${review}` });
    this.texts.set(address.toString(), text);
    return address;
  }

  remove(address: vscode.Uri): void {
    this.texts.delete(address.toString());
  }

  provideTextDocumentContent(address: vscode.Uri): string {
    return this.texts.get(address.toString()) ?? "";
  }
}
