const LONGEST = 1000;

/** Whether a text that stands alone may be a key: it fits into a header and is neither short, an address nor a reference. */
export function looksLikeKey(text: string): boolean {
  return (
    text.length >= 8 && text.length <= LONGEST && /^[\x21-\x7e]+$/.test(text) && !/^\$|^<.*>$|:\/\/|["'`]/.test(text)
  );
}

/** The same for a text among words: long, and of the characters that keys are made of. */
export function standsOutAsKey(word: string): boolean {
  return /^[\w.-]{16,}$/.test(word) && looksLikeKey(word);
}
