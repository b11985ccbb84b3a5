import type { ContextSource } from "../source";
import type { KnownFiles } from "../knownFiles";
import { clipboard } from "./clipboard";
import { definitions } from "./definitions";
import { diagnostics } from "./diagnostics";
import { importers } from "./importers";
import { imports } from "./imports";
import { kindred } from "./kindred";
import { nearby } from "./nearby";
import { recentEdits } from "./recentEdits";
import { sequel } from "./sequel";
import { similar } from "./similar";
import { spelling } from "./spelling";

/** Where context comes from. Definitions come first: they may bring files that the others then know. */
export function sourcesOf(files: KnownFiles): readonly ContextSource[] {
  const all = [
    definitions,
    similar,
    sequel,
    kindred,
    nearby,
    spelling,
    imports,
    importers,
    recentEdits,
    diagnostics,
    clipboard,
  ];
  return all.map((source) => source(files));
}
