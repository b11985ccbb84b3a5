import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { newestOnly } from "../../run/newestOnly";
import { root } from "../../vscode/paths";

describe("The files that run in the newest VS Code only", () => {
  for (const [name, why] of Object.entries(newestOnly)) {
    it(`has ${name}, which is there, with a reason`, () => {
      assert.ok(existsSync(join(root, "test", "host", `${name}.test.ts`)));
      assert.ok(why.length > 10);
    });
  }
});
