/** Why a file is never read as context, nor anything suggested in it. */
export type Excluded =
  | { readonly rule: "secretFile"; readonly pattern: string }
  | { readonly rule: "setting"; readonly pattern: string }
  | { readonly rule: "ignoreFile"; readonly pattern: string; readonly file: string }
  | { readonly rule: "gitIgnore"; readonly pattern: string; readonly file: string }
  /** Which files are excluded is not known yet. */
  | { readonly rule: "loading" };

/** What a person and a model read: which rule it is, and how it is changed. @param name the file's, as they know it */
export function sentenceOfExcluded(name: string, excluded: Excluded): string {
  switch (excluded.rule) {
    case "secretFile":
      return `${name} is never sent to a model, because files like “${excluded.pattern}” hold secrets. If this one holds none, add “!${name.slice(name.lastIndexOf("/") + 1)}” to codestral.exclude in your user settings.`;
    case "setting":
      return `${name} is never sent to a model: the setting codestral.exclude has “${excluded.pattern}”. Take that out to change it.`;
    case "ignoreFile":
      return `${name} is never sent to a model: ${excluded.file} has “${excluded.pattern}”. Change that file to have it sent.`;
    case "gitIgnore":
      return `${name} is never sent to a model: ${excluded.file} has “${excluded.pattern}”, and codestral.useGitIgnore is on.`;
    case "loading":
      return `${name} is not sent yet, because the ignore files of the workspace are still being read; try again in a moment.`;
  }
}
