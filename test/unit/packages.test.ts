import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/** Versions 2.2.2 to 2.2.4 of the SDK on npm were malware: what is built is what was looked at. */
describe("the packages", () => {
  it("are pinned exactly, and the lockfile holds the same versions with their hashes", async () => {
    const manifest = JSON.parse(await readFile("package.json", "utf8")) as Manifest;
    const { packages } = JSON.parse(await readFile("package-lock.json", "utf8")) as Lockfile;
    const pinned = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    assert.ok(pinned.some(([name]) => name === "@mistralai/mistralai"));
    for (const [name, version] of pinned) {
      const locked = packages[`node_modules/${name}`];
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
      assert.equal(locked?.version, version, name);
      assert.match(locked.integrity ?? "", /^sha512-/, name);
    }
  });
});
