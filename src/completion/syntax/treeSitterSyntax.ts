import { isBlank } from "../lines";
import { lineBefore, type Snapshot } from "../snapshot";
import { Fragment } from "./fragment";
import type { Grammars } from "./grammars";
import type { Place, Syntax } from "./index";
import { placeIn } from "./placeAt";
import { StatementEnd } from "./statementEnd";
import type { SyntaxTrees } from "./trees";

/** One place, and the end of what is suggested there. */
interface Known {
  readonly snapshot: Snapshot;
  readonly place: Place;
  readonly end: StatementEnd;
}

/** Syntax by the grammars that are loaded. */
export class TreeSitterSyntax implements Syntax {
  private last: Known | undefined;

  /** @param trees where there is one that is up to date, it tells what is a string or a comment of several lines */
  constructor(
    private readonly grammars: Pick<Grammars, "parserFor">,
    private readonly trees?: Pick<SyntaxTrees, "textAt">,
  ) {}

  placeAt(snapshot: Snapshot): Place | undefined {
    return this.at(snapshot)?.place;
  }

  endOf(text: string, snapshot: Snapshot, complete: boolean): number | undefined {
    const at = this.at(snapshot);
    if (!at) {
      return undefined;
    }
    const [first = ""] = text.split("\n", 1);
    if (at.place.kind === "comment" && !isBlank(lineBefore(snapshot)) && !isBlank(first)) {
      return first.length < text.length ? first.length : undefined;
    }
    return at.end.of(text, complete);
  }

  /** An answer comes in many pieces, all for one place. */
  private at(snapshot: Snapshot): Known | undefined {
    if (this.last && isSamePlace(this.last.snapshot, snapshot)) {
      return this.last;
    }
    const parser = this.grammars.parserFor(snapshot.languageId);
    if (!parser) {
      return undefined;
    }
    const fragment = new Fragment(snapshot, parser);
    const kind = placeIn(fragment, this.trees?.textAt(snapshot));
    this.last = { snapshot, place: { kind }, end: new StatementEnd(fragment, kind) };
    return this.last;
  }
}

function isSamePlace(one: Snapshot, other: Snapshot): boolean {
  return one.languageId === other.languageId && one.prefix === other.prefix && one.suffix === other.suffix;
}
