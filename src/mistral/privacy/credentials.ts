import type { Span } from "./span";
import { looksSecret } from "./values";

const SCHEME = "://";
/** `user:password@` right behind a scheme; a user's name may be missing. */
const USER_INFO = /[^\s:/@"'`<>\\]{0,128}:([^\s/@"'`<>\\]{1,256})@[\w[(]/y;
const HEADER = /\b(?:Bearer|Basic|Token token=|Token|token|bearer|basic)[ \t]{1,2}["']?([\w.~+/=-]{16,2000})/g;
const CURL_USER = /(?:^|\s)(?:-u|--user|--proxy-user)[ =]["']?[\w.@+-]{1,64}:([^\s"'\\]{6,256})/g;

/** Finds passwords in addresses of servers and databases, and in headers that say who one is. */
export function credentialsIn(text: string): Span[] {
  return [...inAddresses(text), ...inHeaders(text), ...inCommands(text)];
}

function inAddresses(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(SCHEME); at !== -1; at = text.indexOf(SCHEME, at + SCHEME.length)) {
    USER_INFO.lastIndex = at + SCHEME.length;
    const match = USER_INFO.exec(text);
    const password = match?.[1];
    if (match && password !== undefined && isPasswordInAddress(password)) {
      const end = match.index + match[0].length - 2;
      spans.push({ start: end - password.length, end, kind: "password in an address" });
    }
  }
  return spans;
}

/** Where nobody writes a stand-in, a plain word is a password too. */
function isPasswordInAddress(password: string): boolean {
  return (
    looksSecret(password, "password") ||
    (/^[a-z]{6,}$/.test(password) &&
      !/^(?:pass|user|secret|test|example|changeme|admin|root|guest|postgres)/.test(password))
  );
}

function inHeaders(text: string): Span[] {
  if (!/earer|asic|oken/.test(text)) {
    return [];
  }
  return [...text.matchAll(HEADER)].flatMap((match) => {
    const value = match[1] ?? "";
    const isSecret = /asic/.test(match[0]) ? isBasic(value) : looksSecret(value, "token");
    const end = match.index + match[0].length;
    return isSecret ? [{ start: end - value.length, end, kind: "authorization header" }] : [];
  });
}

/** Base64 of `user:password`. */
function isBasic(value: string): boolean {
  return (
    /^[A-Za-z0-9+/]{12,}={0,2}$/.test(value) &&
    /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,200}$/.test(Buffer.from(value, "base64").toString("latin1"))
  );
}

function inCommands(text: string): Span[] {
  if (!text.includes("-u")) {
    return [];
  }
  return [...text.matchAll(CURL_USER)].flatMap((match) => {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    return looksSecret(value, "password") ? [{ start: end - value.length, end, kind: "password" }] : [];
  });
}
