import { itTrims } from "./trims";

describe("indentation", () => {
  itTrims({
    "of the first line is not doubled": {
      language: "python",
      source: "def f():\n    a = 1\n    █",
      text: "    return a",
      result: "def f():\n    a = 1\n    return a█",
    },
    "of the first line is not doubled where the others show it": {
      source: "  █",
      text: "  a();\n  b();",
      result: "  a();\n  b();█",
    },
    "of a block that the line above opens stays": {
      source: "  if (a) {\n  █",
      text: "  b();",
      result: "  if (a) {\n    b();█",
    },
    "of a line that goes on stays": {
      source: "  const a =\n  █",
      text: "  b();",
      result: "  const a =\n    b();█",
    },
    "comes where the first line has none": {
      language: "python",
      indentation: "    ",
      source: "def f():\n█",
      text: "a = 1\n    return a",
      result: "def f():\n    a = 1\n    return a█",
    },
    "does not come where nothing shows it": { source: "{\n█", text: "a();\nb();", result: "{\na();\nb();█" },
    "becomes tabs where the editor writes tabs": {
      indentation: "\t",
      source: "if (a) {█",
      text: "\n    b(() => {\n        c();\n    });",
      result: "if (a) {\n\tb(() => {\n\t\tc();\n\t});█",
    },
    "becomes spaces where the editor writes spaces": {
      indentation: "  ",
      source: "if (a) {█",
      text: "\n\tb(() => {\n\t\tc();\n\t});",
      result: "if (a) {\n  b(() => {\n    c();\n  });█",
    },
    "stays as the document has it": {
      indentation: "\t",
      source: "f(\n  a);\nif (a) {█",
      text: "\n  b();",
      result: "f(\n  a);\nif (a) {\n  b();█",
    },
    "stays where it is the editor's, with what is aligned": {
      indentation: "\t",
      source: "if (a) {█",
      text: "\n\tb(c,\n\t  d);",
      result: "if (a) {\n\tb(c,\n\t  d);█",
    },
  });
});

describe("a parenthesis that nothing opened", () => {
  itTrims({
    goes: { source: "x = f(█", text: "a));", result: "x = f(a);█" },
    "goes, several of them": { source: "x = █", text: "a)])", result: "x = a█" },
    "stays when a line above opened it": { source: "f(\n  a,\n  █", text: "b)", result: "f(\n  a,\n  b)█" },
    "stays when the answer opened it": { source: "x = █", text: "f(a, [b])", result: "x = f(a, [b])█" },
    "stays in a string": { source: 'x = "█', text: "a:)", result: 'x = "a:)█' },
    "stays where the lines above are in disorder": {
      source: "const smile = /\\)/;\nx = █",
      text: "a)",
      result: "const smile = /\\)/;\nx = a)█",
    },
    "stays as a brace": { source: "█", text: "a();\n}", result: "a();\n}█" },
  });
});
