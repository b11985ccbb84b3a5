/** What HFS+ leaves out when it compares names: joiners, marks of direction, the byte order mark. */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * What a name may be taken for by some file system: two names that one takes for the same are the same here, and some more.
 * Case (also of letters that are only alike, as the Kelvin sign), NFC and NFD, compatible forms that Windows makes of one another,
 * ignored characters of HFS+, the dots, spaces and streams that NTFS cuts off, and its short name of `.git`.
 */
export function foldedName(name: string): string {
  const plain = name.replace(IGNORED, "").normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");
  const cut = plain.replace(/:.*$/su, "").replace(/[. ]+$/, "");
  return /^git~\d+$/.test(cut) ? ".git" : cut;
}

/** Marks that change the direction of what stands after them: a name with one is not what it looks like. */
const MISLEADING = /[\u202a-\u202e\u2066-\u2069]/u;
const SHORT = /^[^.]{1,8}~\d+(?:\.[^.]{0,3})?$/;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/**
 * What is wrong with the name of a file that is to be written, wherever it may be opened one day; undefined if nothing is.
 * @param isThere a file is there under this name, and the system does not cut names: then what other systems forbid is no matter
 */
export function flawOf(name: string, isThere: boolean): string | undefined {
  if (name.includes("\0")) {
    return "it has a NUL character in it";
  }
  if (/\p{Cs}/u.test(name)) {
    return "it has half a character in it";
  }
  if (MISLEADING.test(name)) {
    return "it has an invisible character in it that turns the direction of writing";
  }
  if (SHORT.test(name)) {
    return `“${name}” may be Windows' short name of another file`;
  }
  if (isThere) {
    return undefined;
  }
  if (/\p{Cc}/u.test(name)) {
    return "it has a control character in it";
  }
  if (/[. ]$/.test(name)) {
    return `“${name}” ends with a dot or a space, which Windows cuts off`;
  }
  if (/[:\\]/.test(name)) {
    return `“${name}” has a ${name.includes(":") ? "colon" : "backslash"} in it, which Windows takes for something else`;
  }
  return DEVICE.test(name) ? `Windows takes “${name}” for a device` : undefined;
}
