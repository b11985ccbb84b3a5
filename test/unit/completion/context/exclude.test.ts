import assert from "node:assert/strict";
import { mayBeContext } from "../../../../src/completion/context/exclude";

describe("files that may be context", () => {
  for (const path of [
    "a.ts",
    "src/view.tsx",
    "pkg/mod.py",
    "cmd/main.go",
    "src/lib.rs",
    "include/a.hpp",
    "src/distance.ts",
    "src/keyboard.ts",
    "src/secretary.ts",
    "src/environment.ts",
    "src/keys.ts",
  ]) {
    it(`takes ${path}`, () => assert.equal(mayBeContext(path), true));
  }

  for (const path of [
    "",
    "/etc/passwd.ts",
    "../outside.ts",
    "a/../../outside.ts",
    "node_modules/a/index.ts",
    "packages/a/node_modules/b/index.js",
    "dist/extension.js",
    "build/a.js",
    ".git/hooks/a.py",
    ".venv/lib/a.py",
    ".env",
    ".env.local",
    "config/.env.ts",
    ".env.js",
    "a.env",
    "server.pem",
    "server.key",
    "home/id_rsa",
    "id_ed25519.pub",
    "credentials",
    "package-lock.json",
    "a.min.js",
    "picture.png",
    "data.bin",
    "README.md",
  ]) {
    it(`leaves ${path === "" ? "nothing" : path} alone`, () => assert.equal(mayBeContext(path), false));
  }
});
