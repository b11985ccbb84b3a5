/** What a value is called tells how it is looked at: a password may be a word, a token is random. */
export type NameKind = "password" | "passphrase" | "token";

/** What people and documentation write where a secret would stand. */
const STAND_IN =
  /^[*x.•_#?-]+$|example|change[_-]?(?:me|this|it)|replace[_-]?(?:me|with|this)|place[_-]?holder|redacted|dummy|fake|sample|your[_-]|[_-]here$|insert[_-]|todo|fixme|foo.?bar|lorem|deadbeef|not[_-]?(?:a[_-]?)?(?:real|secret)|(?:my|some|a|the|test|super|top)[_-]?(?:secret|password|token|api[_-]?key)(?![a-z]*[^a-z_-])|1234567|abcdef|qwerty|^(?:test|admin|root|guest|secret|postgres|mysql|default|none|null|nil|undefined|true|false|empty|required|optional|string|password|passwd|foo|bar|baz|user)[-_]?\d{0,4}$/i;
/** What is filled in elsewhere: shell, templates, environment, stores of secrets. */
const REFERENCE =
  /^[<$%[{(]|^:\w+$|^--?[a-z]|\$\{|\$\(|\{\{|\{\w*\}|<%|%\(|%[sd]|#\{|process\.env|os\.environ|getenv|env[.([]|secrets?\.|vault[:.]|^(?:op|ref\+\w+|file|arn|https?|urn|aws|gcp|projects|classpath|keyring|cmd|resource|unix|tcp|sm|data|image|ssm|vault|sha\d{1,3}|md5):|^ENC\[|^!|^@|^\/?(?:\w[\w.-]*\/)+[\w.-]+\.\w{1,5}$|^(?:\/|~\/|\.{1,2}\/)[\w./-]+$|\.(?:pem|key|crt|json|ya?ml|txt|env|ts|js|py|html?|com|org|net|io)$/i;
/** Digests: of a password (crypt's forms), and those that lock files and registries carry. */
const DIGEST = /^\$(?:2[abxy]|argon2\w*|[156]|scrypt|pbkdf2[\w-]*)\$|^(?:sha(?:1|256|384|512)|md5)[-:]|^pbkdf2_\w+\$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Words that stand in texts, keys of translations and names, and in nobody's password. */
const VOCABULARY =
  /pass|word|token|secret|key|user|login|auth|field|input|form|reset|forgot|invalid|required|name|email|enter|confirm|error|message|label|type|hidden|basic|bearer|cookie|header|session|access|refresh|client|grant|value|text|string|number|config|server|service|request|response|button|current|verify|update|create|delete/i;

/** A name in code may have a number in it, too. */
const FEW_DIGITS = 0.04;
const HEX = /^[0-9a-f]+$/i;

/** Whether a value that stands where a secret might is one, and not its stand-in, a reference or a text about it. */
export function looksSecret(value: string, name: NameKind): boolean {
  if (value.length < 6 || value.length > 2_000 || value.includes("CODESTRAL_SECRET_")) {
    return false;
  }
  if (STAND_IN.test(value) || REFERENCE.test(value) || DIGEST.test(value)) {
    return false;
  }
  if (/\s/.test(value)) {
    return name === "passphrase" && /^\w+(?: [\w-]+){3,23}$/.test(value);
  }
  if (!/^[\x21-\x7e]+$/.test(value) || isCode(value)) {
    return false;
  }
  return name === "token" ? isRandom(value) : isPassword(value);
}

/** A call, a member of something, a type, a selector, a format. */
function isCode(value: string): boolean {
  return (
    /^[A-Za-z_$][\w$]*(?:(?:\.|::|->|\?\.)[A-Za-z_$][\w$]*)+\(?/.test(value) ||
    /^[A-Za-z_$][\w$]*\(.*\)?$|^\w+\[\W?\w*\W?\]$|^[A-Z]\w*<.*>$|=>|&&|\|\|/.test(value) ||
    /^[a-z]{2,12}:\/\//i.test(value)
  );
}

function isPassword(value: string): boolean {
  if (/^[A-Za-z]+$/.test(value)) {
    return value.length >= 10 && !VOCABULARY.test(value) && (/^[a-z]+$/.test(value) || changes(value) >= 4);
  }
  if (/^[A-Za-z]+(?:[-_. /][A-Za-z]+)*$/.test(value)) {
    return value.length >= 16 && !VOCABULARY.test(value);
  }
  if (/^\d+$/.test(value)) {
    return value.length >= 8;
  }
  return value.length >= 8 || /\d/.test(value) || /[A-Za-z]/.test(value);
}

/** How often letters go from small to capital. */
function changes(value: string): number {
  return value.match(/[a-z][A-Z]/g)?.length ?? 0;
}

/** Made by a machine: long, of several kinds of characters, none of which comes too often. */
function isRandom(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0;
  const letters = value.match(/[A-Za-z]/g)?.length ?? 0;
  if (value.length < 16 || letters === 0) {
    return value.length >= 10 && digits >= 2 && letters >= 2 && /[^\w.:/-]/.test(value);
  }
  if (UUID.test(value)) {
    return true;
  }
  if (HEX.test(value)) {
    return digits >= 4 && entropy(value) >= 2.8;
  }
  if (digits / value.length < FEW_DIGITS) {
    return (
      value.length >= 20 && entropy(value) >= 3.8 && /[A-Z]{2}|[A-Z][a-z][A-Z]/.test(value) && !VOCABULARY.test(value)
    );
  }
  // Words with a number among them, such as `utf8-decoder-stream` or `X-Api-Token-V2`.
  const isWords = value
    .split(/[-_.:/]/)
    .every((part) => /^(?:[A-Za-z]?[a-z]*|[A-Z]+|[A-Za-z]{1,8}\d{1,4}|\d{1,4})$/.test(part));
  return !isWords && entropy(value) >= 3;
}

/** Shannon's, in bits for each character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
