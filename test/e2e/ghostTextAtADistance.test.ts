import { strict as assert } from "node:assert";
import type { FimPiece } from "../mistral/brain";
import { useDesk } from "./support/desk";
import { saves } from "./support/editor";
import { ghostReads } from "./support/ghost";
import { seenGhosts, watchGhost } from "./support/ghostLog";
import { gate } from "./support/gate";
import { ended, fimPrompts, fimRequest } from "./support/requests";
import { screenshot } from "./support/screenshot";
import { themes, useTheme } from "./support/themes";

/** As far away as a hosted model is over an ordinary line. */
const distant = { on: "fim", firstTokenMs: 300, betweenTokensMs: 10 } as const;

/** How a line and what follows it are said. */
const invoice = "article.price;\nconst tax = price / 5;\nconst gross = price + tax;\n";

describe("ghost text from a server at 300 ms", () => {
  const desk = useDesk("inEnvironment", { awake: true });
  beforeEach("move the server away", () => {
    desk.mistral.mood = distant;
  });

  it("stays in sight while one types what it says, and asks nothing more", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("through.ts", "");
    brain.onFim(/const price = $/, invoice);
    await page.keyboard.type("const price = ");
    await ghostReads(page, "article.price;");
    await watchGhost(page);
    const rests = ["rticle.price;", "ticle.price;", "icle.price;", "cle.price;", "le.price;", "e.price;", ".price;"];
    for (const [at, rest] of rests.entries()) {
      await page.keyboard.type("article".charAt(at));
      await ghostReads(page, rest);
    }
    const seen = await seenGhosts(page);
    assert.deepEqual(seen, ["article.price;", ...rests]);
    const whileTyping = fimPrompts(mistral, "const price = ").filter((prompt) => !prompt.endsWith("= "));
    assert.deepEqual(whileTyping, []);
    await saves(page, file, "const price = article");
  });

  it("has the next suggestion at once when one is accepted, without a request", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("ahead.ts", "");
    brain.onFim(/const price = $/, invoice);
    await page.keyboard.type("const price = ");
    await ghostReads(page, "article.price;");
    // Whatever is asked from now on is not answered.
    mistral.mood = { on: "fim", silent: true };
    await page.keyboard.press("Tab");
    await ghostReads(page, "\nconst tax = price / 5;");
    await page.keyboard.press("Tab");
    await ghostReads(page, "\nconst gross = price + tax;");
    await page.keyboard.press("Tab");
    await saves(page, file, `const price = ${invoice}`.trimEnd());
    assert.deepEqual(
      fimPrompts(mistral, "article.price;").filter((prompt) => !prompt.endsWith("const gross = price + tax;")),
      [],
    );
  });

  it("is cut over HTTP once it contradicts what was typed meanwhile", async () => {
    const { page, brain, mistral } = desk;
    await desk.write("contradicted.ts", "");
    const end = gate();
    brain.onFim(/const name = $/, async function* (): AsyncGenerator<FimPiece> {
      yield { kind: "text", text: "article" };
      await end.opened;
    });
    brain.onFim(/const name = x$/, ".id;");
    await page.keyboard.type("const name = ");
    const first = await fimRequest(mistral, "const name = ");
    await page.keyboard.type("x");
    await ghostReads(page, ".id;");
    assert.equal(await ended(mistral, first), "aborted-by-client");
    end.open();
  });

  it("is dismissed with Escape, and comes back when one deletes back to it, without a request", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("escaped.ts", "");
    brain.onFim(/const third = $/, "total / 3;");
    await page.keyboard.type("const third = ");
    await ghostReads(page, "total / 3;");
    await page.keyboard.press("Escape");
    await ghostReads(page, "");
    await page.keyboard.type("x");
    await page.keyboard.press("Backspace");
    await ghostReads(page, "total / 3;");
    assert.equal(fimPrompts(mistral, "const third").filter((prompt) => prompt.endsWith("= ")).length, 1);
    await saves(page, file, "const third = ");
  });

  it("is accepted by words and by lines, and the rest stays", async () => {
    const { page, brain, mistral } = desk;
    const file = await desk.write("parts.ts", "");
    brain.onFim(
      /two\(\) \{\n {4}$/,
      "const first = one();\n    const second = first + one();\n    return second;\n}\n",
    );
    await page.keyboard.type("function two() {\n");
    await ghostReads(page, "const first = one();\n    const second = first + one();\n    return second;");
    await page.keyboard.press("Control+ArrowRight");
    await ghostReads(page, " first = one();\n    const second = first + one();\n    return second;");
    await page.keyboard.press("Alt+End");
    await ghostReads(page, "    const second = first + one();\n    return second;");
    // With a whole indentation in front of it, the editor's Tab writes that first.
    await page.keyboard.press("Tab");
    await ghostReads(page, "const second = first + one();\n    return second;");
    await page.keyboard.press("Tab");
    await saves(
      page,
      file,
      "function two() {\n    const first = one();\n    const second = first + one();\n    return second;\n}",
    );
    const inside = fimPrompts(mistral, "const first").filter((prompt) => !prompt.endsWith("return second;"));
    assert.deepEqual(inside, []);
  });

  it("doubles nothing that the editor has closed already", async () => {
    const { page, brain } = desk;
    brain.onFim(/foo\($/, "a, b);\n");
    const file = await callWithoutArguments("closed.ts");
    await ghostReads(page, "a, b;");
    await page.keyboard.press("Tab");
    await saves(page, file, "foo(a, b);");
  });

  describe("in pictures", () => {
    for (const { name, label } of themes.slice(0, 2)) {
      it(`is kept in a ${name} theme`, async () => {
        const { page, brain } = desk;
        await useTheme(desk, label);
        brain.onFim(/two\(\) \{\n {4}$/, "const first = one();\n    return first + one();\n}\n");
        brain.onFim(/foo\($/, "a, b);\n");
        brain.onFim(/const price = $/, invoice);
        await desk.write(`${name}-block.ts`, "");
        await page.keyboard.type("function two() {\n");
        await ghostReads(page, "const first = one();\n    return first + one();");
        await screenshot(page, `${name} ghost text block`);
        await callWithoutArguments(`${name}-bracket.ts`);
        await ghostReads(page, "a, b;");
        await screenshot(page, `${name} ghost text bracket`);
        await desk.write(`${name}-ahead.ts`, "");
        await page.keyboard.type("const price = ");
        await ghostReads(page, "article.price;");
        await page.keyboard.press("Tab");
        await ghostReads(page, "\nconst tax = price / 5;");
        await screenshot(page, `${name} ghost text ahead`);
      });
    }
  });

  /** A busy editor may not close a bracket that is typed, so there is one already. The caret ends up within. */
  async function callWithoutArguments(name: string): Promise<string> {
    const file = await desk.write(name, "foo( )");
    await desk.page.keyboard.press("ArrowLeft");
    await desk.page.keyboard.press("Backspace");
    return file;
  }
});
