/** So many brackets are tried at most: prose and code are full of them. */
const MOST_TRIED = 200;

/**
 * The JSON values in what a model said, the likeliest first: all of it, else each object or list that stands in it, the
 * last before the others. Models put JSON into fences, introduce it, think aloud before it, and say it twice.
 */
export function jsonIn(said: string): readonly unknown[] {
  const whole = parsed(said);
  if (whole !== undefined) {
    return [whole];
  }
  const values: unknown[] = [];
  let from = 0;
  for (let tried = 0; tried < MOST_TRIED; tried++) {
    const start = nextBracket(said, from);
    if (start === -1) {
      break;
    }
    const end = closing(said, start);
    const value = end === undefined ? undefined : parsed(said.slice(start, end));
    if (value === undefined || end === undefined) {
      from = start + 1;
    } else {
      values.unshift(value);
      from = end;
    }
  }
  return values;
}

function nextBracket(text: string, from: number): number {
  const at = text.slice(from).search(/[{[]/);
  return at === -1 ? -1 : from + at;
}

/** Where the value ends that begins with the bracket at `start`; brackets in strings do not count. */
function closing(text: string, start: number): number | undefined {
  const token = /[{}[\]]|"(?:[^"\\]|\\.)*"/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    depth += "{[".includes(match[0]) ? 1 : "}]".includes(match[0]) ? -1 : 0;
    if (depth === 0) {
      return token.lastIndex;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
