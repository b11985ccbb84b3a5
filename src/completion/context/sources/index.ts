import type { ContextSource } from "../source";
import type { Workspace } from "../workspace";
import { clipboard } from "./clipboard";
import { definitions } from "./definitions";
import { diagnostics } from "./diagnostics";
import { importers } from "./importers";
import { imports } from "./imports";
import { recentEdits } from "./recentEdits";
import { siblings } from "./siblings";
import { similar } from "./similar";

/** Where context comes from. The order says nothing: what is found competes. */
export function sourcesOf(workspace: Workspace): readonly ContextSource[] {
  const all = [recentEdits, definitions, similar, imports, importers, siblings, diagnostics, clipboard];
  return all.map((source) => source(workspace));
}
