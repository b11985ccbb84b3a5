import * as vscode from "vscode";
import { placeOf, type ReviewPlace } from "./address";

/** A side of a reviewed file. */
export interface ReviewText {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Where the texts come from and go to. */
export interface ReviewTexts {
  /** Undefined where the review is over. */
  text(place: ReviewPlace): ReviewText | undefined;
  /** The person has saved what they made of the proposal. */
  keep(place: ReviewPlace, text: string): void;
}

/** Makes VS Code read what follows as UTF-8 where the person's settings name, or have it guess, another encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

/** The texts under review as files in memory: as it was, which nobody can write to, and as proposed, which the person may edit. */
export class ReviewFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  /** @param texts loads the reviews, which a window that has just opened may not have yet */
  constructor(private readonly texts: () => Promise<ReviewTexts>) {}

  /** The text there is another one now. */
  fireChanged(uri: vscode.Uri): void {
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { place, bytes, changedAt } = await this.read(uri);
    return {
      ...{ type: vscode.FileType.File, ctime: 0, mtime: changedAt, size: bytes.length },
      ...(place.side === "before" ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.read(uri)).bytes;
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { place, texts } = await this.read(uri);
    if (place.side === "before") {
      throw vscode.FileSystemError.NoPermissions(uri);
    }
    texts.keep(place, new TextDecoder().decode(content));
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async read(uri: vscode.Uri) {
    const place = placeOf(uri);
    const texts = await this.texts();
    const found = place && texts.text(place);
    if (!found) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return {
      place,
      texts,
      bytes: new TextEncoder().encode(`${isReadAsUtf8(uri) ? "" : BYTE_ORDER_MARK}${found.text}`),
      changedAt: found.changedAt,
    };
  }
}

function isReadAsUtf8(uri: vscode.Uri): boolean {
  const files = vscode.workspace.getConfiguration("files", uri);
  return files.get("encoding") === "utf8" && files.get("autoGuessEncoding") !== true;
}
