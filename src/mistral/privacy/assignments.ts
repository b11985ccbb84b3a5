import type { Span } from "./span";
import { looksSecret, type NameKind } from "./values";

/** Letters that every name of a secret has; what stands around them is looked at where they are found. */
const HINT = /pass|pwd|token|secret|key|auth|credential|mnemonic|seed_?phrase|\bpat\b|dsn/gi;
/** The longest name that is looked at, on each side of the hint. */
const NAME_REACH = 48;

const PASSWORD = /(?:^|_)(?:[a-z]*(?:password|passwd)|[a-z]{0,12}pwd|pass|passcode)$/;
const PASSPHRASE = /(?:^|_)(?:[a-z]*passphrase|mnemonic|(?:seed|recovery)_?phrase)$/;
const TOKEN =
  /(?:^|_)(?:[a-z]*token|[a-z]*secret|[a-z]*credentials?|pat|auth|authorization|(?:api|app|application|access|account|secret|private|auth|signing|sign|encryption|encrypt|crypto|cipher|master|storage|subscription|service|shared|client|server|webhook|jwt|hmac|aes|deploy|admin|session|security|license|licence|functions?|host|integration|project|organization|personal|user|database|db|cookie|csrf|vapid|bot|mistral|codestral|openai|anthropic|azure|aws|gcp|stripe|sendgrid|mailgun|datadog|dd|algolia|maps|firebase|rails_master|secret_key|write|read)_?keys?|[a-z]*(?:api|secret|private|access)key|key_base|secret_base|_authtoken)$/;
/** Words at the end of a name that change nothing. */
const TRAILING =
  /(?:_(?:value|string|str|raw|plain|plaintext|text|base64|b64|hex|bytes|dev|prod|production|staging|live|default|old|new|current|env|primary|secondary|base|\d{1,2}))+$/;

/** What may stand between a name and its value; each part is bounded. */
const SEPARATORS: readonly { readonly form: RegExp; readonly unquoted: boolean }[] = [
  // name = value, name: Type = value, "name": value, ["name"] = value, name => value, name[] = value
  {
    form: /["'`]?\]?(?:\[\d{0,4}\])?[ \t]{0,20}(?::[ \t]{0,4}[A-Za-z_&*][\w.<>|?&*' ]{0,40}?(?=[ \t]{0,4}=))?[ \t]{0,20}(?:={1,3}>?|!={1,2}|:=|\?\?=|\|\|=|\?=|:|->)[ \t]{0,20}\r?\n?[ \t]{0,24}/y,
    unquoted: true,
  },
  // put("name", "value"), "name", "value" and define('NAME', 'value')
  { form: /["'`][ \t]{0,8},\s{0,24}/y, unquoted: false },
  // setName("value"), name("value"), getenv("name") || "value", getenv("name", "value")
  { form: /(?:["'`]\))?[ \t]{0,4}(?:\(|\|\||\?\?|or )[ \t]{0,8}/y, unquoted: false },
  // name="ApiKey" value="…", "name": "API_KEY", "value": "…", and the same in YAML
  { form: /["']?,?\s{1,24}["']?value["']?\s{0,4}[=:][ \t]{0,8}/iy, unquoted: true },
  // <name>value</name>, <entry key="name">value</entry>
  { form: /["']?>/y, unquoted: true },
  // $Password = ConvertTo-SecureString "value"
  { form: /[ \t]{0,20}=[ \t]{0,20}ConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4})?/iy, unquoted: false },
];
/** A value in quotes; a window may end before it does. */
const QUOTED =
  /(?:[rbuflRBUL@$]|Buffer\.from\(|b64decode\(|SecretStr\(|String\()?(["'`]{3}|\\?["'`])((?:\\[^\r\n"']|(?!\1)[^\r\n\\])*)/y;
const UNQUOTED = /[^\s"'`<>,;(){}[\]]{6,512}/y;
/** `--password value`, `ENV NAME value`, `machine h login u password value` */
const SPACED = /[ \t]{1,4}/y;

/** Finds the values of what is called a password, a token or a key, in the forms of many languages. */
export function assignmentsIn(text: string): Span[] {
  const spans: Span[] = [];
  let done = 0;
  HINT.lastIndex = 0;
  for (let hint = HINT.exec(text); hint !== null; hint = HINT.exec(text)) {
    if (hint.index < done) {
      continue;
    }
    const start = nameStart(text, hint.index);
    const end = nameEnd(text, hint.index + hint[0].length);
    HINT.lastIndex = done = end;
    const name = kindOfName(text.slice(start, end));
    const value = name && valueAfter(text, start, end, name);
    if (name && value) {
      spans.push({ ...value, kind: name === "token" ? "key or token" : "password" });
      HINT.lastIndex = done = value.end;
    }
  }
  return spans;
}

function nameStart(text: string, hint: number): number {
  let start = hint;
  while (start > 0 && hint - start < NAME_REACH && isNamePart(text.charCodeAt(start - 1))) {
    start--;
  }
  return start;
}

function nameEnd(text: string, hint: number): number {
  let end = hint;
  while (end < text.length && end - hint < NAME_REACH && isNamePart(text.charCodeAt(end))) {
    end++;
  }
  // `->` belongs to no name.
  return text[end - 1] === "-" ? end - 1 : end;
}

/** Letters, digits, `_` and `-`. */
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** What the value of a name would be, by the name's last words: a `tokenType` or a `password-field` is no secret. */
function kindOfName(name: string): NameKind | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/-/g, "_")
    .toLowerCase()
    .replace(/^_+|_+$/g, "")
    .replace(/([a-z])(\d{1,2})$/, "$1_$2")
    .replace(TRAILING, "");
  if (
    /(?:^|_)(?:public|publishable|primary_key|foreign|sort|partition|next|page|cursor|max|min|num|total)(?:_|$)/.test(
      words,
    )
  ) {
    return undefined;
  }
  return PASSPHRASE.test(words)
    ? "passphrase"
    : PASSWORD.test(words)
      ? "password"
      : TOKEN.test(words)
        ? "token"
        : undefined;
}

function valueAfter(
  text: string,
  nameStart: number,
  nameEnd: number,
  name: NameKind,
): { start: number; end: number } | undefined {
  for (const { form, unquoted } of SEPARATORS) {
    form.lastIndex = nameEnd;
    if (!form.test(text)) {
      continue;
    }
    const at = form.lastIndex;
    const found = quotedAt(text, at) ?? (unquoted ? unquotedAt(text, nameStart, nameEnd, at) : undefined);
    if (found && looksSecret(text.slice(found.start, found.end), name)) {
      return found;
    }
  }
  const before = text.slice(Math.max(0, nameStart - 8), nameStart);
  SPACED.lastIndex = nameEnd;
  if (/(?:^|\s)-{1,2}$|ENV $|login \S+ $/.test(before) || text.startsWith("--", nameStart)) {
    if (SPACED.test(text)) {
      const at = SPACED.lastIndex;
      const found = quotedAt(text, at) ?? wordAt(text, at);
      return found && looksSecret(text.slice(found.start, found.end), name) ? found : undefined;
    }
  }
  return undefined;
}

function quotedAt(text: string, at: number): { start: number; end: number } | undefined {
  QUOTED.lastIndex = at;
  const match = QUOTED.exec(text);
  const [whole, , value] = match ?? [];
  return whole === undefined || value === undefined
    ? undefined
    : { start: at + whole.length - value.length, end: at + whole.length };
}

function wordAt(text: string, at: number): { start: number; end: number } | undefined {
  UNQUOTED.lastIndex = at;
  const [value] = UNQUOTED.exec(text) ?? [];
  return value === undefined ? undefined : { start: at, end: at + value.length };
}

/** In a file of settings a bare word is a value; in code it is a name, unless it looks like none. */
function unquotedAt(
  text: string,
  nameStart: number,
  nameEnd: number,
  at: number,
): { start: number; end: number } | undefined {
  const word = wordAt(text, at);
  if (!word) {
    return undefined;
  }
  const after = text[word.end] ?? "";
  if (after === "(" || after === "[" || after === "{") {
    return undefined;
  }
  const value = text.slice(word.start, word.end);
  if (!/^[A-Za-z_$][\w$]*$/.test(value)) {
    return word;
  }
  // So far it might be a name.
  const tight = at - nameEnd <= 1;
  const lineStart = text.lastIndexOf("\n", nameStart) + 1;
  const endsLine = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(text.slice(word.end, word.end + 200));
  const isShell =
    tight &&
    /^(?:[ \t]*(?:export|set|setx|ENV|-)[ \t]+|[ \t]*)[\w.-]*$/.test(text.slice(lineStart, nameStart).slice(0, 200)) &&
    endsLine;
  const isElement = text[at - 1] === ">";
  const isParameter = tight && /[;&?]/.test(text[nameStart - 1] ?? "");
  const digits = value.match(/\d/g)?.length ?? 0;
  const isMixed = digits >= 2 && /[a-z]/.test(value) && (/[A-Z]/.test(value) || value.length >= 20);
  if (isShell || isElement || isParameter || (isMixed && value.length >= 16)) {
    return word;
  }
  return isMixed && endsLine && !/pass|token|secret|key|auth/i.test(value) ? word : undefined;
}
