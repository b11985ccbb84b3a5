/** An event as it stands in the database. */
export interface Row {
  readonly number: number;
  /** Less than `number` where it was merged already. */
  readonly first: number;
  readonly follows: number;
  /** JSON. */
  readonly event: string;
}

/** As `JSON.stringify` writes an event of a kind that comes in pieces. */
const DELTA = /^\{"kind":"(?:text|thinking)","delta":"/;
const END = '"}';

/** Cuts a conversation into runs of text, or of thinking; each of the other rows is a run of its own. */
export function runsOf(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && goesOn(last, row)) {
      run.push(row);
    } else {
      runs.push([row]);
    }
  }
  return runs;
}

/**
 * The one row that a run becomes. The texts are joined as they stand in the JSON, where every escape is whole, so half
 * of a surrogate pair comes through, too, and meets its other half.
 */
export function merged(run: readonly [Row, ...Row[]]): Row {
  const [first] = run;
  const head = headOf(first);
  const last = run.at(-1) ?? first;
  if (head === undefined || last === first) {
    return first;
  }
  const texts = run.map(({ event }) => event.slice(head.length, -END.length));
  return { number: last.number, first: first.first, follows: first.follows, event: head + texts.join("") + END };
}

/** Whether more may come to it. */
export function isDelta(row: Row): boolean {
  return headOf(row) !== undefined;
}

function goesOn(last: Row, row: Row): boolean {
  const head = headOf(row);
  return head !== undefined && head === headOf(last) && row.follows === last.number && row.first === last.number + 1;
}

function headOf({ event }: Row): string | undefined {
  return event.endsWith(END) ? DELTA.exec(event)?.[0] : undefined;
}
