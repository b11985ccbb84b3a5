/** A line that begins something in a patch, in the forms of `diff`, `git diff` and `apply_patch`. */
export type Header =
  | { readonly kind: "section"; readonly action: "Add" | "Update" | "Delete"; readonly path: string }
  | { readonly kind: "moveTo"; readonly path: string }
  | { readonly kind: "endOfFile" }
  /** What stands behind it up to the next file is no part of the patch. */
  | { readonly kind: "outside" }
  | { readonly kind: "git"; readonly before: string; readonly after: string }
  | { readonly kind: "renameFrom" | "renameTo"; readonly path: string }
  | { readonly kind: "created" | "deleted" | "binary" | "noise" }
  | {
      readonly kind: "hunk";
      readonly anchor: string;
      readonly counts?: { readonly before: number; readonly after: number };
    };

const NOISE = /^(?:index [\da-f]+\.\.|old mode |new mode |similarity index |dissimilarity index |Index: |={20,}$)/;
const NUMBERS = /^@@+ ?-\d+(?:,(\d+))? \+\d+(?:,(\d+))? ?@@+ ?(.*)$/;

export function headerOf(line: string): Header | undefined {
  const section = /^\*\*\* (Add|Update|Delete) File: *(.+)$/.exec(line);
  if (section) {
    return { kind: "section", action: section[1] as "Add" | "Update" | "Delete", path: pathIn(section[2] ?? "") };
  }
  const move = /^\*\*\* Move(?:d)? to: *(.+)$/.exec(line);
  if (move) {
    return { kind: "moveTo", path: pathIn(move[1] ?? "") };
  }
  if (/^\*\*\* End of File\b/.test(line)) {
    return { kind: "endOfFile" };
  }
  if (/^\*\*\* (?:Begin|End) Patch\b/.test(line)) {
    return { kind: "outside" };
  }
  return line.startsWith("@@") ? hunkHeader(line) : gitHeader(line);
}

function hunkHeader(line: string): Header {
  const numbers = NUMBERS.exec(line);
  if (numbers) {
    const counts = { before: Number(numbers[1] ?? 1), after: Number(numbers[2] ?? 1) };
    return { kind: "hunk", anchor: anchorIn(numbers[3] ?? ""), counts };
  }
  return { kind: "hunk", anchor: anchorIn(line.replace(/^@@+/, "").replace(/@@+\s*$/, "")) };
}

/** Dots and numbers name nothing. */
function anchorIn(text: string): string {
  const anchor = text.trim();
  return /^[\s.…,\d+-]*$/.test(anchor) ? "" : anchor;
}

function gitHeader(line: string): Header | undefined {
  const git = /^diff --git "?(.+?)"? "?((?:b\/)?[^"]+?)"?$/.exec(line);
  if (git) {
    const names = /^diff --git "?a\/(.+?)"? "?b\/(.+?)"?$/.exec(line) ?? git;
    return { kind: "git", before: names[1] ?? "", after: names[2] ?? "" };
  }
  const rename = /^rename (from|to) (.+)$/.exec(line);
  if (rename) {
    return { kind: rename[1] === "from" ? "renameFrom" : "renameTo", path: pathIn(rename[2] ?? "") };
  }
  if (/^new file mode \d/.test(line)) {
    return { kind: "created" };
  }
  if (/^deleted file mode \d/.test(line)) {
    return { kind: "deleted" };
  }
  if (/^(?:GIT binary patch|Binary files .* differ)$/.test(line)) {
    return { kind: "binary" };
  }
  return NOISE.test(line) ? { kind: "noise" } : undefined;
}

/** The names of `---` and `+++`; undefined for what is no file there. */
export interface Names {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Version control puts `a/` and `b/` ahead of the names. */
export function namesOf(minus: string, plus: string): Names {
  const [before, after] = [pathIn(minus.slice(4)), pathIn(plus.slice(4))];
  const [isNew, isGone] = [before === "/dev/null", after === "/dev/null"];
  const isPrefixed = (isNew || before.startsWith("a/")) && (isGone || after.startsWith("b/")) && !(isNew && isGone);
  const plain = (path: string) => (isPrefixed ? path.slice(2) : path);
  return { before: isNew ? undefined : plain(before), after: isGone ? undefined : plain(after) };
}

/** Without quotes, a date behind a tab, and a leading `./`. */
function pathIn(text: string): string {
  const path = (text.split("\t")[0] ?? "").trim();
  return path.replace(/^(["'`])(.*)\1$/, "$2").replace(/^\.\//, "");
}
