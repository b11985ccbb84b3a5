import assert from "node:assert/strict";
import { type CodeSymbol, symbolAt } from "../../../src/edits/symbolAt";

const symbol = (name: string, first: number, last: number, children: readonly CodeSymbol[] = [], hasBody = true) => ({
  ...{ name, first, last, children, hasBody },
});

/**
 * ```
 *  0 import
 *  1
 *  2 class Cart {
 *  3   private items = [];
 *  4
 *  5   add() {
 *  6     return () => {
 *  7       one();
 *  8     };
 *  9   }
 * 10
 * 11   total() {
 * 12     return 1;
 * 13   }
 * 14 }
 * 15
 * 16 const limits = {
 * 17   few: 1,
 * 18 };
 * 19 function last() { return 1; }
 * ```
 */
const FILE = [
  symbol("Cart", 2, 14, [
    symbol("items", 3, 3, [], false),
    symbol("add", 5, 9, [symbol("callback", 6, 8)]),
    symbol("total", 11, 13),
  ]),
  symbol("limits", 16, 18, [symbol("few", 17, 17, [], false)], true),
  symbol("last", 19, 19),
];

function meant(line: number, symbols: readonly CodeSymbol[] = FILE): string {
  const choice = symbolAt(symbols, line);
  switch (choice.kind) {
    case "symbol":
      return choice.symbol.name;
    case "ask":
      return `${choice.symbols.map(({ name }) => name).join(" or ")} or all of ${choice.around?.name ?? "the file"}`;
    case "all":
      return "all";
  }
}

describe("the symbol that a person means on a line", () => {
  for (const [what, line, name] of [
    ["begins on it, wherever the caret is on the line", 5, "add"],
    ["is the smallest around it", 7, "callback"],
    ["ends on it", 9, "add"],
    ["is a class on its own first line", 2, "Cart"],
    ["is a class on its last line", 14, "Cart"],
    ["is a constant of several lines", 17, "limits"],
    ["is on one line", 19, "last"],
    ["is asked for on an empty line between members", 10, "add or total or all of Cart"],
    ["is asked for on a field", 3, "add or all of Cart"],
    ["is asked for on an empty line of the file", 15, "Cart or limits or all of the file"],
    ["is all above the first", 0, "all"],
    ["is all below the last", 20, "all"],
  ] as const) {
    it(what, () => {
      assert.equal(meant(line), name);
    });
  }

  it("is all where there is none", () => {
    assert.equal(meant(3, []), "all");
    assert.equal(meant(3, [symbol("x", 3, 3, [], false)]), "all");
  });

  it("is what is around, where that has no members to work on", () => {
    assert.equal(meant(1, [symbol("Shape", 0, 3, [symbol("width", 1, 1, [], false)])]), "Shape");
  });

  it("is the member on a line that it shares with its class", () => {
    assert.equal(meant(0, [symbol("C", 0, 0, [symbol("m", 0, 0)])]), "m");
  });
});
