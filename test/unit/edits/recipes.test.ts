import assert from "node:assert/strict";
import { RECIPES } from "../../../src/edits/recipes";
import type { Plan, Recipe, Tools, Work } from "../../../src/edits/recipes/recipe";

const WORK: Work = { request: "Make it shorter", languageId: "go", code: "f()", diagnostics: ["Line 3: f is unused"] };

/** Which tool a recipe has used, with what instruction, and what came of it. */
async function planned(recipe: Recipe, work = WORK): Promise<readonly [string, string, Plan]> {
  let used: readonly [string, string] = ["", ""];
  const tool = (name: string) => async (instruction: string) => {
    used = [name, instruction];
    return { kind: "cancelled" as const };
  };
  const tools: Tools = { rewrite: tool("rewrite"), addFile: tool("addFile") };
  const plan = await recipe.plan(work, tools);
  return [...used, plan];
}

describe("the recipes", () => {
  const recipe = (id: string): Recipe => {
    const found = RECIPES.find((one) => one.id === id);
    assert.ok(found);
    return found;
  };

  it("rewrite the code if they say so, and only then", async () => {
    for (const one of RECIPES) {
      const [tool] = await planned(one);
      assert.equal(tool === "rewrite", one.rewrites, one.id);
    }
  });

  it("hand on what the person asked for, what is wrong, and which language it is", async () => {
    assert.deepEqual((await planned(recipe("refactor"))).slice(0, 2), ["rewrite", "Make it shorter"]);
    assert.match((await planned(recipe("fix")))[1], /\nLine 3: f is unused$/);
    assert.match((await planned(recipe("writeDocumentation")))[1], /usual for go/);
    assert.equal((await planned(recipe("writeTests")))[0], "addFile");
  });

  it("ask the person where only the person knows", () => {
    assert.deepEqual(
      RECIPES.filter(({ asks }) => asks).map(({ id }) => id),
      ["refactor"],
    );
  });

  it("explain in the chat, in a fence that no backticks of the code can end", async () => {
    const [tool, , plan] = await planned(recipe("explain"), { ...WORK, code: "````\nx\n````" });
    assert.equal(tool, "");
    assert.ok(plan.kind === "chat");
    assert.match(plan.message, /\n`````go\n````\nx\n````\n`````$/);
  });
});
