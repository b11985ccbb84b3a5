import { seededRandom } from "../../../../mistral/random";

// Secrets are made when the tests run, from a fixed seed: the repository holds none that a scanner could find.
const random = seededRandom(20_261_121);

function of(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
}

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";

/** As a generator of tokens makes them; a digit and a letter of each kind are always among them. */
export const alnum = (length: number) => `${of(UPPER + LOWER + DIGITS, length - 4)}x7Qd`;
export const hex = (length: number) => `${of("0123456789abcdef", length - 4)}9a4f`;
export const base64 = (length: number) => `${of(`${UPPER}${LOWER}${DIGITS}+/`, length - 4)}k3+Z`;
export const base64url = (length: number) => `${of(`${UPPER}${LOWER}${DIGITS}_-`, length - 4)}Vj8q`;
export const base32 = (length: number) => of(`${UPPER}234567`, length);
export const capitals = (length: number) => `${of(UPPER + DIGITS, length - 2)}Q4`;
export const small = (length: number) => `${of(LOWER + DIGITS, length - 2)}q4`;
export const letters = (length: number) => of(UPPER + LOWER, length);
export const digits = (length: number) => `1${of(DIGITS, length - 1)}`;
export const uuid = () => [8, 4, 4, 4, 12].map((length) => of("0123456789abcdef", length)).join("-");
export const jwt = () => `eyJ${base64url(33)}.eyJ${base64url(70)}.${base64url(43)}`;
export const basic = (user: string, password: string) => Buffer.from(`${user}:${password}`).toString("base64");

/** The lines of a key in PEM. */
export const pemLines = (lines: number) => [...Array.from({ length: lines - 1 }, () => base64(64)), `${base64(41)}==`];
/** A mark of PEM: the dashes are added here. */
export const begin = (label: string) => `-----BEGIN ${label}-----`;
export const end = (label: string) => `-----END ${label}-----`;
