/** Longer files are generated, or too slow to look through. */
export const LONGEST_FILE = 200_000;

const SOURCE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|pyi|go|rs|java|kts?|scala|groovy|cs|fs|vb|c|h|cc|cpp|cxx|hh|hpp|hxx|inl|m|mm|swift|rb|php|lua|dart|ex|exs|erl|hs|ml|mli|clj|jl|r|pl|pm|sh|bash|zig|nim|sql|proto|graphql|css|scss|less|html?)$/i;

/** Folders of what others wrote, or of what was built. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|dist|out|build|target|coverage|__pycache__|site-packages|venv|\.[^/]+)\//i;

const GENERATED = /\.min\.[cm]?js$|\.min\.css$|\.bundle\.js$|[-.]lock\b|\.map$/i;

/** Settings of tools, which look like sources. */
const HIDDEN = /(?:^|\/)\.[^/]*$/;

/**
 * Whether text of this file is of use in a prompt for another one: it is source text of this workspace, by its name. Which
 * files may not be read is another question (`mistral/privacy/paths.ts`), which the port answers.
 * @param path within the workspace, with `/`
 */
export function mayBeContext(path: string): boolean {
  return (
    path !== "" &&
    !path.startsWith("/") &&
    !path.split("/").includes("..") &&
    SOURCE.test(path) &&
    !FOREIGN.test(path) &&
    !GENERATED.test(path) &&
    !HIDDEN.test(path)
  );
}
