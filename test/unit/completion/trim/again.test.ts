import { itTrims } from "./trims";

describe("the line's own beginning", () => {
  itTrims({
    "is not said again": {
      source: "  const total = █",
      text: "const total = a + b;",
      result: "  const total = a + b;█",
    },
    "is not said again on a new line": {
      language: "python",
      source: "    undo.█",
      text: "\n    undo.undo(m)",
      result: "    undo.undo(m)█",
    },
    "is not said again with the line above": {
      source: "  // Add the settings\n  new█",
      text: "  // Add the settings\n  new Settings(a);",
      result: "  // Add the settings\n  new Settings(a);█",
    },
    "is said again in a call of the same": { source: "max(█", text: "max(a, b), c)", result: "max(max(a, b), c)█" },
    "is said again where it is short": { source: "a = █", text: "a = b;", result: "a = a = b;█" },
    "is said again behind other lines": {
      source: "x();\n  new█",
      text: " A();\n  new B();",
      result: "x();\n  new A();\n  new B();█",
    },
  });
});

describe("a loop", () => {
  itTrims({
    "of a line is said once": {
      source: "█",
      text: `${"  console.log(value);\n".repeat(5)}  conso`,
      result: "  console.log(value);█",
    },
    "of several lines is said once": {
      source: "█",
      text: `first();\n${"assert(one);\nassert(two);\n".repeat(4)}assert(one)`,
      result: "first();\nassert(one);\nassert(two);█",
    },
    "of words is said once": {
      source: "x = █",
      text: `[a, ${"value, ".repeat(12)}va`,
      cut: true,
      result: "x = [a, value█",
    },
    "of words that is a row of data stays": {
      language: "c",
      source: "static const char zeros[] = {\n  █",
      text: Array.from({ length: 12 }, () => "0x00,").join(" "),
      result: `static const char zeros[] = {\n  ${Array.from({ length: 12 }, () => "0x00,").join(" ")}█`,
    },
    "that has an end stays": {
      source: "█",
      text: `${"push(value);\n".repeat(4)}pop();`,
      result: `${"push(value);\n".repeat(4)}pop();█`,
    },
    "of two stays": {
      source: "█",
      text: "next(value);\nnext(value);",
      result: "next(value);\nnext(value);█",
    },
    "in a table stays": {
      source: "x = █",
      text: "[\n  0,\n  0,\n  0,\n  0,",
      result: "x = [\n  0,\n  0,\n  0,\n  0,█",
    },
    "of numbers that ends stays": {
      source: "x = █",
      text: "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];",
      result: "x = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];█",
    },
    "of dashes stays": {
      source: "// █",
      text: "-".repeat(60),
      result: `// ${"-".repeat(60)}█`,
    },
  });
});

describe("a comment's echo", () => {
  itTrims({
    "is nothing": { source: "// parse the header\n█", text: "// Parse the header.", result: "// parse the header\n█" },
    "goes, and the code stays": {
      source: "# add one\n█",
      language: "python",
      text: "# add one\nx += 1",
      result: "# add one\nx += 1█",
    },
    "goes with its indentation": {
      source: "{\n  // add one\n  █",
      text: "// add one\n  x += 1;",
      result: "{\n  // add one\n  x += 1;█",
    },
    "is told from another comment": {
      source: "// parse the header\n█",
      text: "// and its fields",
      result: "// parse the header\n// and its fields█",
    },
    "is told from what was said further above": {
      source: "// one\na();\n█",
      text: "// one\nb();",
      result: "// one\na();\n// one\nb();█",
    },
    "is told from a heading's rule": {
      source: "// ----\n// Interface\n█",
      text: "// ----",
      result: "// ----\n// Interface\n// ----█",
    },
  });
});
