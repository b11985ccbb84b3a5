import type { EditsParts } from ".";
import type { ChangeSet } from "../../edits/changeSet";
import type { Outcome } from "../../edits/write/writer";
import { Workspace } from "../workspace/workspace";
import { Changes } from "./changes/changes";
import { Findings } from "./findings";
import { placeNewFile } from "./newFile";
import { Proofs } from "./proof/proofs";
import { Refactorings } from "./refactorings";
import type { ReviewFiles } from "./review/fileSystem";
import { Reviews } from "./review/reviews";
import { Shelf } from "./review/shelf";

/** Refactorings and reviews, which show and revive each other, what writes them, and what proves it. */
export async function loadEdits(parts: EditsParts, files: Pick<ReviewFiles, "fireChanged">) {
  const shelf = await Shelf.open(parts.storage, parts.log);
  const findings = new Findings();
  const changes = new Changes(parts);
  const proofs = new Proofs({
    memory: parts.memory,
    takeBack: (entries) => changes.takeBackAll(entries),
    repair: (uri, problems) => refactorings.repair(uri, problems),
  });
  const refactorings: Refactorings = new Refactorings({
    ...{ ...parts, findings },
    show: async (set, shown) => {
      await reviews.show(set, shown);
      void proofs.prepare(set);
    },
  });
  const reviews: Reviews = new Reviews({
    ...{ files, store: shelf.store, write: writeAndProve },
    judge: (path, from) => placeNewFile(path, from, new Workspace(parts.exclusion)),
    revive: (_origin, memo) => refactorings.revive(memo),
  });
  async function writeAndProve(set: ChangeSet): Promise<Outcome> {
    proofs.aboutToLand(set);
    const outcome = await changes.writer.write(set);
    if (outcome.kind === "written") {
      void proofs.landed(set, outcome.entry);
    }
    return outcome;
  }
  const dispose = () => {
    proofs.dispose();
    findings.dispose();
    reviews.dispose();
    changes.dispose();
    shelf.dispose();
  };
  return { refactorings, reviews, changes, proofs, dispose };
}
