/** The command line of desktop VS Code: `--name=value`, `--name value`, `--flag`, and what to open. */
export interface CommandLine {
  /** All values that an option was given; a flag has the value `true`. */
  all(option: string): string[];
  /** The last value, which is the one that holds. */
  last(option: string): string | undefined;
  readonly paths: readonly string[];
}

const withValue = new Set([
  ...["extensionDevelopmentPath", "extensionTestsPath", "user-data-dir", "extensions-dir"],
  ...["install-extension", "uninstall-extension", "disable-extension", "enable-proposed-api"],
  ...["folder-uri", "file-uri", "locale", "log", "profile", "crash-reporter-directory", "inspect-extensions"],
]);

export function parseCommandLine(args: readonly string[]): CommandLine {
  const options = new Map<string, string[]>();
  const paths: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const match = /^--([\w-]+)(?:=(.*))?$/s.exec(arg);
    if (!match) {
      paths.push(arg);
      continue;
    }
    const [, name = "", given] = match;
    const value = given ?? (withValue.has(name) ? args[++i] : "true") ?? "";
    options.set(name, [...(options.get(name) ?? []), value]);
  }
  return {
    all: (option) => options.get(option) ?? [],
    last: (option) => options.get(option)?.at(-1),
    paths,
  };
}
