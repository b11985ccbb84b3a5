import type { NamedBy } from "../../workspace/classify";
import type { Snapshot } from "../changeSet";

/** What stands at an address. */
export type Found = { readonly kind: "nothing" } | { readonly kind: "unreadable" } | FoundFile;

export interface FoundFile {
  readonly kind: "file";
  /** As a person sees it, with what is not saved. */
  readonly snapshot: Snapshot;
  /** The text on disk, whose line ends may be mixed; undefined for a new document, and for a cell, which is a part of a file. */
  readonly saved: string | undefined;
  /** There is a file that it is saved to. */
  readonly isOnDisk: boolean;
  /** Why it cannot be written to, such as `is read-only`. */
  readonly hindrance: string | undefined;
}

export interface TextStep {
  readonly uri: string;
  readonly namedBy: NamedBy;
  readonly from: string;
  readonly to: string;
  /** It was saved before, so it is saved again. */
  readonly saves: boolean;
}

/** What is done at once. Each of them can be taken back. */
export type Step =
  | {
      readonly kind: "create";
      readonly uri: string;
      readonly namedBy: NamedBy;
      readonly text: string;
      readonly encoding: string | undefined;
    }
  | { readonly kind: "rename"; readonly uri: string; readonly to: string; readonly namedBy: NamedBy }
  /** All of these texts or none. */
  | { readonly kind: "texts"; readonly texts: readonly TextStep[] }
  | { readonly kind: "save"; readonly uri: string }
  | {
      readonly kind: "delete";
      readonly uri: string;
      readonly namedBy: NamedBy;
      readonly text: string;
      readonly encoding: string;
    };

/** The files, as the writer needs them. */
export interface Files {
  /** Never rejects. */
  look(uri: string): Promise<Found>;
  /** The sentence that refuses to let this address be written, judged now; undefined if it may be. `run` judges it again. */
  refusedWrite(uri: string, namedBy: NamedBy): string | undefined;
  /** As a person knows it. */
  nameOf(uri: string): string;
  /** Whether files that were saved are saved again, after their text has changed. */
  savesAgain(): boolean;
  /** @throws when it was not done; part of it may be */
  run(step: Step): Promise<void>;
}
