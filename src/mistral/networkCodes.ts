/** What the codes of the system, of Node and of Chromium say, for a person. The code itself is for the log. */
const WORDS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED)$/, "its name is not known here"],
  [/^(ECONNREFUSED|ERR_CONNECTION_REFUSED)$/, "nothing answers at this address"],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_(CONNECTION_)?TIMED_OUT)$/, "it did not answer in time"],
  [
    /^(ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|ERR_(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED))$/,
    "this machine has no way to it",
  ],
  [/PROXY|TUNNEL/, "the proxy does not let it through"],
  [/EXPIRED|CERT_DATE_INVALID/, "its certificate has expired"],
  [/ALTNAME|COMMON_NAME/, "its certificate is for another name"],
  [/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|AUTHORITY/, "this machine does not trust its certificate"],
];

/** In words, such as `nothing answers at this address`; undefined for a code that says nothing to a person. */
export function wordsOfCode(code: string): string | undefined {
  return WORDS.find(([pattern]) => pattern.test(code))?.[1];
}
