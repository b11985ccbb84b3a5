import type { EditsParts } from ".";
import { Workspace } from "../workspace/workspace";
import { Changes } from "./changes/changes";
import { Findings } from "./findings";
import { placeNewFile } from "./newFile";
import { Refactorings } from "./refactorings";
import type { ReviewFiles } from "./review/fileSystem";
import { Reviews } from "./review/reviews";
import { Shelf } from "./review/shelf";

/** Refactorings and reviews, which show and revive each other, and what writes them. */
export async function loadEdits(parts: EditsParts, files: Pick<ReviewFiles, "fireChanged">) {
  const shelf = await Shelf.open(parts.storage, parts.log);
  const findings = new Findings();
  const changes = new Changes(parts);
  const refactorings = new Refactorings({ ...parts, findings, show: (set, shown) => reviews.show(set, shown) });
  const reviews: Reviews = new Reviews({
    ...{ files, store: shelf.store, write: (set) => changes.writer.write(set) },
    judge: (path, from) => placeNewFile(path, from, new Workspace(parts.exclusion)),
    revive: (_origin, memo) => refactorings.revive(memo),
  });
  const dispose = () => {
    findings.dispose();
    reviews.dispose();
    changes.dispose();
    shelf.dispose();
  };
  return { refactorings, reviews, changes, dispose };
}
