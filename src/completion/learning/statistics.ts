import type { Kind } from "./outcome";

/** Counts of suggestions. */
export interface Counts {
  readonly shown: number;
  /** Accepted to the end. */
  readonly whole: number;
  /** Accepted in part. */
  readonly part: number;
  readonly typedOver: number;
  /** Characters that were accepted. */
  readonly characters: number;
  /** For each check: of so many accepted characters, `still` stood there then. */
  readonly remains: readonly { readonly still: number; readonly of: number }[];
}

/** The counts of one day, language and kind. */
export interface Tally extends Counts {
  /** Year, month and day: `2026-11-21`. */
  readonly day: string;
  readonly languageId: string;
  readonly kind: Kind;
}

export interface Statistics {
  readonly total: Counts;
  /** Each language, the most often shown first, with its kinds likewise. */
  readonly languages: readonly {
    readonly languageId: string;
    readonly counts: Counts;
    readonly kinds: readonly { readonly kind: Kind; readonly counts: Counts }[];
  }[];
  /** Every day of the period, also those without any, the last day last. */
  readonly days: readonly { readonly day: string; readonly counts: Counts }[];
}

const NONE: Counts = {
  shown: 0,
  whole: 0,
  part: 0,
  typedOver: 0,
  characters: 0,
  remains: [0, 1, 2].map(() => ({ still: 0, of: 0 })),
};

/** What a period of days comes to. @param days the period's, in order */
export function statisticsOf(tallies: readonly Tally[], days: readonly string[]): Statistics {
  const within = tallies.filter(({ day }) => days.includes(day));
  const languages = grouped(within, ({ languageId }) => languageId).map(([languageId, ofLanguage]) => ({
    languageId,
    counts: sum(ofLanguage),
    kinds: grouped(ofLanguage, ({ kind }) => kind).map(([kind, ofKind]) => ({ kind, counts: sum(ofKind) })),
  }));
  const byDay = Map.groupBy(within, ({ day }) => day);
  return {
    total: sum(within),
    languages,
    days: days.map((day) => ({ day, counts: sum(byDay.get(day) ?? []) })),
  };
}

function grouped<Key>(tallies: readonly Tally[], keyOf: (tally: Tally) => Key): [Key, Tally[]][] {
  const shown = ([, group]: [Key, Tally[]]) => sum(group).shown;
  return [...Map.groupBy(tallies, keyOf)].toSorted((one, other) => shown(other) - shown(one));
}

function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (one, other) => ({
      shown: one.shown + other.shown,
      whole: one.whole + other.whole,
      part: one.part + other.part,
      typedOver: one.typedOver + other.typedOver,
      characters: one.characters + other.characters,
      remains: one.remains.map(({ still, of }, check) => ({
        still: still + (other.remains[check]?.still ?? 0),
        of: of + (other.remains[check]?.of ?? 0),
      })),
    }),
    NONE,
  );
}
