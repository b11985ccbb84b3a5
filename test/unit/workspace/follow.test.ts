import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { follow } from "../../../src/workspace/follow";

describe("where a path leads", () => {
  let top: string;
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), "codestral-follow-")));
  });
  afterEach(() => rmSync(top, { recursive: true }));

  /** What the system makes of it: writes, and looks where that was. */
  function written(path: string): string {
    try {
      closeSync(openSync(path, "a"));
      return realpathSync(path);
    } catch (error) {
      return String((error as NodeJS.ErrnoException).code);
    }
  }

  it("is where the system would write, whatever links there are", () => {
    const names = ["a", "b", "c", "l1", "l2", "l3", "new"];
    const target = fc.array(fc.constantFrom("..", ".", ...names), { minLength: 1, maxLength: 5 });
    const link = fc.record({ at: fc.constantFrom("", "a", "a/b", "c"), target, absolute: fc.boolean() });
    const path = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 });
    const seen = { written: 0, loop: 0, folder: 0 };
    const property = fc.property(fc.array(link, { minLength: 1, maxLength: 3 }), path, (links, steps) => {
      const here = mkdtempSync(join(top, "tree-"));
      mkdirSync(join(here, "a/b"), { recursive: true });
      mkdirSync(join(here, "c"));
      for (const [number, { at, target, absolute }] of links.entries()) {
        const to = target.join("/");
        symlinkSync(absolute ? `${here}/${to}` : to, join(here, at, `l${number + 1}`));
      }
      const asked = `${here}/${steps.join("/")}`;
      const followed = follow(asked);
      const result = written(asked);
      if (result === "ELOOP") {
        seen.loop++;
        assert.equal(followed.kind, "loop", asked);
      } else if (result === "EISDIR") {
        seen.folder++;
        assert.deepEqual(followed, { kind: "folder", path: realpathSync(asked) });
      } else if (result.startsWith("/")) {
        seen.written++;
        assert.deepEqual(followed, { kind: "nothing", path: result });
        assert.deepEqual(follow(asked), { kind: "file", path: result });
      }
    });
    fc.assert(property, { numRuns: 800, seed: 7 });
    assert.ok(Math.min(...Object.values(seen)) > 5, JSON.stringify(seen));
  });

  it("is nowhere when more links follow each other than the system follows", () => {
    for (let at = 0; at < 60; at++) {
      symlinkSync(`l${at + 1}`, join(top, `l${at}`));
    }
    assert.equal(written(join(top, "l0")), "ELOOP");
    assert.deepEqual(follow(join(top, "l0")), { kind: "loop" });
    assert.deepEqual(follow(join(top, "l30")), { kind: "nothing", path: join(top, "l60") });
  });

  it("is told of pipes and devices, which are never read or written", () => {
    execFileSync("mkfifo", [join(top, "pipe")]);
    assert.equal(follow(join(top, "pipe")).kind, "other");
    assert.equal(follow("/dev/null").kind, "other");
  });

  it("is nothing below a file, and closed below a folder that may not be looked into", function () {
    writeFileSync(join(top, "file"), "");
    assert.equal(follow(join(top, "file/below")).kind, "nothing");
    mkdirSync(join(top, "shut/in"), { recursive: true });
    chmodSync(join(top, "shut"), 0);
    try {
      // An administrator looks into every folder.
      const kind = process.getuid?.() === 0 ? "nothing" : "closed";
      assert.equal(follow(join(top, "shut/in/new")).kind, kind);
    } finally {
      chmodSync(join(top, "shut"), 0o700);
    }
    assert.deepEqual(follow(join(top, "a\0b")), { kind: "closed" });
  });
});
