import { itCompletes } from "../cases";

describe("lines that already stand below", () => {
  itCompletes({
    "lose the closing bracket": {
      source: "function f() {█\n}",
      answer: "\n  return 1;\n}",
      result: "function f() {\n  return 1;█\n}",
    },
    "lose several closing brackets": {
      source: "test(() => {\n  if (a) {█\n  }\n});",
      answer: "\n    b();\n  }",
      result: "test(() => {\n  if (a) {\n    b();█\n  }\n});",
    },
    "keep the closing bracket of what the suggestion opened": {
      source: "{\n█\n}",
      answer: "if (a) {\n  b();\n}",
      result: "{\nif (a) {\n  b();\n}█\n}",
    },
    "keep their own and lose the other": {
      source: "{\n█\n}",
      answer: "if (a) {\n  b();\n}\n}",
      result: "{\nif (a) {\n  b();\n}█\n}",
    },
    "keep the closing tag of what the suggestion opened (HTML)": {
      language: "html",
      source: "<div>\n█\n</div>",
      answer: "<div>\n  one\n</div>",
      result: "<div>\n<div>\n  one\n</div>█\n</div>",
    },
    "lose the closing tag of what it did not open (HTML)": {
      language: "html",
      source: "<div>\n█\n</div>",
      answer: "one\n</div>",
      result: "<div>\none█\n</div>",
    },
    "lose blank lines between them": {
      language: "json",
      source: '{\n  "a": 1,\n█\n\n  "c": 3\n}',
      answer: '  "b": 2,\n  "c": 3\n}',
      taken: '  "b": 2,\n  "c": 3\n',
      result: '{\n  "a": 1,\n  "b": 2,█\n\n  "c": 3\n}',
    },
    "leave nothing when there is nothing else": {
      language: "python",
      source: "    █\n    a = 1\n    b = 2\n    c = 3",
      answer: "a = 1\n    b = 2",
      result: "    █\n    a = 1\n    b = 2\n    c = 3",
    },
    "leave nothing when two of them come first": {
      source: "█\nimport a from 'a';\nimport b from 'b';\n",
      answer: "import a from 'a';\nimport b from 'b';\nimport c from 'c';",
      taken: "import a from 'a';\nimport b from 'b';\nimport c from 'c';",
      result: "█\nimport a from 'a';\nimport b from 'b';\n",
    },
    "are dropped where two of them stand one line below the next": {
      source: "a();\n█\nnext(1);\nthen(2);\nlast(3);",
      answer: "b();\nthen(2);\nlast(3);",
      result: "a();\nb();█\nnext(1);\nthen(2);\nlast(3);",
    },
    "are other lines after the first difference": {
      source: "a();\n█\nc();\nd();",
      answer: "b();\nd();\nc2();",
      result: "a();\nb();\nd();\nc2();█\nc();\nd();",
    },
    "are told from an opening line": {
      source: "█\n  targets: 1,\n});",
      answer: "const decoder = struct({\n  targets: 1,\n});",
      taken: "const decoder = struct({\n",
      result: "const decoder = struct({█\n  targets: 1,\n});",
    },
  });
});
