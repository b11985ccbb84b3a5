import type { FileSecrets } from "./fileSecrets";
import { unfinishedPlaceholder } from "./vault";

/** Puts a file's secrets back into a text that comes in pieces; a placeholder may go through several of them. */
export class RestoreStream {
  private held = "";

  constructor(private readonly secrets: Pick<FileSecrets, "restore">) {}

  /** @returns what is certain by now; the rest is held back until the next piece or the end */
  add(piece: string): string {
    const text = this.held + piece;
    const kept = unfinishedPlaceholder(text);
    this.held = text.slice(text.length - kept);
    return this.secrets.restore(text.slice(0, text.length - kept));
  }

  /** @returns what was held back; to be called once, when nothing more comes */
  end(): string {
    const rest = this.held;
    this.held = "";
    return rest;
  }
}
