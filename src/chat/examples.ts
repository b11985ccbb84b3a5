/** Files at the top of a project that tell what it is, the best first. */
const TELLING = [
  "package.json",
  "pyproject.toml",
  "Cargo.toml",
  "go.mod",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
  "composer.json",
  "Gemfile",
  "CMakeLists.txt",
  "Makefile",
  "README.md",
] as const;

/** What the chat can be asked about, as far as it decides which examples fit. */
export interface Surroundings {
  /** The files at the top of the workspace that may be read; none if no folder is open. */
  readonly files: readonly string[];
  /** The file that the person has open, as the model names it, if it may be read. */
  readonly open: string | undefined;
}

/** Questions for somebody who does not know yet what to ask. One that ends in a space waits for the person to go on. */
export function examplesFor({ files, open }: Surroundings): readonly string[] {
  const telling = TELLING.find((name) => files.includes(name));
  return [
    ...(telling === undefined ? [] : [`What does ${telling} say about this project?`]),
    ...(open === undefined ? [] : [`Look for mistakes in ${open}`]),
    ...(open === undefined && files.length > 0 ? ["Look for mistakes in the file "] : []),
    "Write a function that ",
    ...(files.length === 0 && open === undefined ? ["What is the difference between "] : []),
  ];
}
