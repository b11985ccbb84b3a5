// Builds the extension (dist/), and with --tests everything under test/ (out/).
import { cpSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const tests = process.argv.includes("--tests");
const development = process.argv.includes("--development");

/** The SDK loads its tracing and telemetry only if their packages are there. Ours never are: nothing is measured for anybody else. */
const withoutTelemetry = {
  name: "without-telemetry",
  setup(b) {
    b.onResolve({ filter: /\/extra\/observability\/(otel|telemetry)\.js$/ }, (args) => ({
      path: args.path,
      namespace: "without-telemetry",
    }));
    b.onLoad({ filter: /.*/, namespace: "without-telemetry" }, () => ({
      contents: 'throw new Error("left out of this build");',
      loader: "js",
    }));
  },
};

/**
 * What activation goes without: modules that are files of their own, which `import()` loads when they are first wanted.
 * @param dist from where they are loaded, `dist/`
 */
const loadedLater = (dist) => ({
  name: "loaded-later",
  setup(b) {
    const files = {
      core: () => `${dist}/core.js`,
      parser: () => `${dist}/syntax.js`,
      later: (folder) => `${dist}/later/${folder}.js`,
    };
    b.onResolve({ filter: /^\.{1,2}\/(core|parser|later)$/ }, ({ kind, path, resolveDir }) =>
      kind === "dynamic-import"
        ? { path: files[basename(path)](basename(resolveDir)), external: true }
        : basename(path) === "later" && kind === "import-statement"
          ? { errors: [{ text: `${path} would slow activation down; load it with import() when it is first wanted.` }] }
          : undefined,
    );
  },
});

const jsoncOnlyLater = {
  name: "jsonc-only-later",
  setup(b) {
    b.onResolve({ filter: /^jsonc-parser$/ }, ({ importer, path }) => ({
      errors: [{ text: `${path} would slow activation down; ${importer} belongs behind its folder's later.ts.` }],
    }));
  },
};

/**
 * Their set-up alone takes longer than all of ours, and the parser's own code does not run where `import()` is changed.
 * @param packages as a regular expression
 */
const onlyInFilesOfTheirOwn = (packages) => ({
  name: "only-in-files-of-their-own",
  setup(b) {
    b.onResolve({ filter: packages }, ({ importer, path }) => ({
      errors: [{ text: `${path} would slow activation down; ${importer} belongs behind src/core.ts.` }],
    }));
    b.onResolve({ filter: /^@vscode\/tree-sitter-wasm$/ }, ({ importer, path }) => ({
      errors: [{ text: `${path} would not run there; ${importer} belongs behind src/completion/syntax/parser.ts.` }],
    }));
  },
});

/** The languages' grammars that ship (`src/completion/syntax/languages.ts`), and the parser's own code. */
const grammars = [
  ...["tree-sitter", "tree-sitter-typescript", "tree-sitter-tsx", "tree-sitter-javascript", "tree-sitter-python"],
  ...["tree-sitter-go", "tree-sitter-rust", "tree-sitter-java", "tree-sitter-c-sharp", "tree-sitter-cpp"],
  ...["tree-sitter-css", "tree-sitter-ruby", "tree-sitter-php", "tree-sitter-bash"],
].map((name) => `${name}.wasm`);

/** esbuild copies VS Code's API, hundreds of members, into each file that imports it; so one file does for all. */
const oneCopyOfVscode = {
  name: "one-copy-of-vscode",
  setup(b) {
    b.onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === "vscode" ? { path, external: true } : { path, namespace: "vscode" },
    );
    b.onLoad({ filter: /.*/, namespace: "vscode" }, () => ({ contents: 'export * from "vscode";', loader: "js" }));
  },
};

const common = {
  bundle: true,
  minify: !development,
  sourcemap: development ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  plugins: [withoutTelemetry],
};

/** To load the main bundle is most of activation. What only a command needs is loaded when it is run. */
const MAIN_BUNDLE_BYTES = 180 * 1024;

/** VS Code 1.104 runs its extension host on Node 22. */
const extension = {
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  platform: "node",
  // Some packages' CommonJS loads its parts in a way that no bundler can follow.
  mainFields: ["module", "main"],
  target: "node22",
  format: "cjs",
  external: ["vscode"],
  plugins: [
    loadedLater("."),
    jsoncOnlyLater,
    onlyInFilesOfTheirOwn(/^(@mistralai\/mistralai|zod)(\/|$)/),
    oneCopyOfVscode,
  ],
  // `import()` becomes `require()`: what it loads is CommonJS too.
  supported: { "dynamic-import": false },
};

/** What a folder of `vscode/` loads when a command first wants it: `later.ts` becomes `dist/later/<folder>.js`. */
const later = {
  ...extension,
  entryPoints: Object.fromEntries(
    readdirSync("src/vscode")
      .filter((folder) => existsSync(join("src/vscode", folder, "later.ts")))
      .map((folder) => [folder, join("src/vscode", folder, "later.ts")]),
  ),
  outfile: undefined,
  outdir: "dist/later",
  // What is left of `zod/mini` is small: it checks what the chat's page says.
  plugins: [loadedLater(".."), onlyInFilesOfTheirOwn(/^(@mistralai\/mistralai(\/.*)?|zod)$/), oneCopyOfVscode],
};

const core = {
  ...extension,
  entryPoints: ["src/core.ts"],
  outfile: "dist/core.js",
  plugins: [withoutTelemetry],
};

const syntax = {
  ...extension,
  entryPoints: ["src/completion/syntax/parser.ts"],
  outfile: "dist/syntax.js",
  plugins: [],
  // The parser's JavaScript has a `require` of its own, which must not be taken for ours.
  supported: {},
};

/** VS Code 1.104 shows webviews in Chromium 140. */
const webview = {
  ...common,
  entryPoints: ["src/webview/main.tsx"],
  outdir: "dist",
  entryNames: "webview",
  platform: "browser",
  target: "chrome130",
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".svg": "text" },
};

const under = (dir, ends) =>
  readdirSync(dir, { recursive: true })
    .map((file) => join(dir, file))
    .filter((file) => ends.test(file) && !file.includes("fixtures"));

/** Everything that runs in plain Node: the tools, the local server, the unit tests, the benchmarks. */
const plainTests = {
  ...common,
  minify: false,
  sourcemap: "linked",
  entryPoints: under("test", /\.tsx?$/).filter((file) => !file.startsWith(join("test", "host"))),
  outbase: "test",
  outdir: "out",
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node20",
  format: "esm",
  splitting: true,
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".svg": "text" },
};

/** What is loaded by VS Code's extension host, which wants CommonJS. */
const hostTests = {
  ...common,
  minify: false,
  sourcemap: "linked",
  entryPoints: under("test/host", /\.ts$/),
  outbase: "test",
  outdir: "out",
  platform: "node",
  target: "node22",
  format: "cjs",
  external: ["vscode", "mocha"],
};

rmSync(tests ? "out" : "dist", { recursive: true, force: true });
await Promise.all(
  (tests ? [plainTests, hostTests] : [extension, later, core, syntax, webview]).map((options) => build(options)),
);
if (!tests) {
  const { size } = statSync("dist/extension.js");
  if (!development && size > MAIN_BUNDLE_BYTES) {
    throw new Error(
      `dist/extension.js has ${size} bytes, more than ${MAIN_BUNDLE_BYTES}: load later what activation does not need.`,
    );
  }
  for (const grammar of grammars) {
    cpSync(join("node_modules/@vscode/tree-sitter-wasm/wasm", grammar), join("dist/grammars", grammar));
  }
}
