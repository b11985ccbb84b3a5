import assert from "node:assert/strict";
import { extentAt, isUsefulPlace } from "../../../src/completion/extent";
import { marked } from "./marked";

describe("the extent of a suggestion", () => {
  for (const source of [
    "█",
    "a();\n  █\nb();",
    "if (a) {█",
    "if (a) {   █  ",
    "call(█",
    "[█",
    "def f():█",
    "(a) =>█",
    "fn f() ->█",
    "if a then█",
    "for x in y; do█",
    "else█",
    "begin█",
    "call(█)",
    "x = {█};",
    "f({█});",
  ]) {
    it(`is a block at ${JSON.stringify(source)}`, () => {
      assert.equal(extentAt(marked(source)), "block");
    });
  }

  for (const source of ["a = █", "a█", "call(a█)", "  █}", "redo█", '"a:█"', "call(█, a)"]) {
    it(`is the line at ${JSON.stringify(source)}`, () => {
      assert.equal(extentAt(marked(source)), "line");
    });
  }

  it("is a block when it is asked for at the end of a line", () => {
    assert.equal(extentAt(marked("a = █", "typescript", true)), "block");
    assert.equal(extentAt(marked("call(█, b)", "typescript", true)), "line");
  });
});

describe("a useful place", () => {
  for (const source of [
    "█",
    "a█",
    "call(█)",
    "call([█]);",
    'f("█")',
    "if (█) {",
    "{ a: █ },",
    "<p>█</p>",
    "<b><i>█</i></b>",
    "a█   \nb",
  ]) {
    it(`is ${JSON.stringify(source)}`, () => {
      assert.equal(isUsefulPlace(marked(source)), true);
    });
  }

  for (const source of ["a█b", "█abc", "a = █ + b", "call(█a)", "█//", "x █ y"]) {
    it(`is not ${JSON.stringify(source)}`, () => {
      assert.equal(isUsefulPlace(marked(source)), false);
    });
  }
});
