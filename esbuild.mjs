// Builds the extension (dist/), and with --tests everything under test/ (out/).
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
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

const common = {
  bundle: true,
  minify: !development,
  sourcemap: development ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  plugins: [withoutTelemetry],
};

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
await Promise.all((tests ? [plainTests, hostTests] : [extension, webview]).map((options) => build(options)));
