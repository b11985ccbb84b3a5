import { itShows } from "./shows";

/** Each is shown whole, in place of what the editor has closed, and the cursor stands behind it in the end. */
describe("behind a bracket that the editor has closed", () => {
  itShows({
    "a body is shown with its end": {
      source: "function area(a: number) {█}\n\nnext();",
      answer: "\n  const area = a * a;\n  return area;\n}\n\nfunction other() {}",
      result: "function area(a: number) {\n  const area = a * a;\n  return area;\n}█\n\nnext();",
    },
    "a body with blocks of its own": {
      source: "function area(a: number) {█}\n",
      answer: "\n  if (a < 0) {\n    return 0;\n  }\n  return a * a;\n}\n",
      result: "function area(a: number) {\n  if (a < 0) {\n    return 0;\n  }\n  return a * a;\n}█\n",
    },
    "a callback with the call's end": {
      source: "  items.forEach((item) => {█})\n  next();",
      answer: "\n    log(item);\n  });\n  next();",
      result: "  items.forEach((item) => {\n    log(item);\n  });█\n  next();",
    },
    "a callback without the call's end": {
      source: "items.forEach((item) => {█});",
      answer: "\n  log(item);\n}",
      result: "items.forEach((item) => {\n  log(item);\n}█);",
    },
    "a callback with the end that stands there": {
      source: "items.forEach((item) => {█});\nnext();",
      answer: "\n  log(item);\n});\nnext();",
      result: "items.forEach((item) => {\n  log(item);\n});█\nnext();",
    },
    "arguments over several lines": {
      source: "  build(█)\n  next();",
      answer: "\n    first,\n    second,\n  );\n  next();",
      result: "  build(\n    first,\n    second,\n  );█\n  next();",
    },
    "entries over several lines": {
      source: "const list = [█]\n",
      answer: "\n  1,\n  2,\n];\nnext();",
      result: "const list = [\n  1,\n  2,\n];█\n",
    },
    "members over several lines": {
      source: "const it = {█};\n",
      answer: "\n  a: 1,\n  b: [2],\n};\nnext();",
      result: "const it = {\n  a: 1,\n  b: [2],\n};█\n",
    },
    "one line stays on its line": {
      source: "print(█)\nnext();",
      answer: "receipt);\nnext();",
      result: "print(receipt);█\nnext();",
    },
    "a body that the model leaves open is closed on a line of its own": {
      source: "  if (a) {█}\n",
      answer: "\n    b();\n    c();",
      result: "  if (a) {\n    b();\n    c();\n  █}\n",
    },
    "a body (Java)": {
      language: "java",
      source: "class A {\n    int twice() {█}\n}",
      answer: "\n        return 2 * x;\n    }\n\n    int half() {\n",
      result: "class A {\n    int twice() {\n        return 2 * x;\n    }█\n}",
    },
    "a body (Go)": {
      language: "go",
      source: "func twice(x int) int {█}\n",
      answer: "\n\treturn 2 * x\n}\n\nfunc half() {",
      result: "func twice(x int) int {\n\treturn 2 * x\n}█\n",
    },
    "arguments (Python)": {
      language: "python",
      source: "build(█)\nnext()",
      answer: "\n    first,\n    second,\n)\nnext()",
      result: "build(\n    first,\n    second,\n)█\nnext()",
    },
    "entries (JSON)": {
      language: "json",
      source: '{\n  "list": [█]\n}',
      answer: "\n    1,\n    2\n  ]\n}",
      result: '{\n  "list": [\n    1,\n    2\n  ]█\n}',
    },
  });
});
