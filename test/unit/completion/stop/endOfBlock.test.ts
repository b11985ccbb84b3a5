import { itCompletes } from "../cases";

const MANY = Array.from({ length: 40 }, (_, at) => `  step(${at});`);

describe("the end of a block", () => {
  describe("that the cursor's line opens", () => {
    itCompletes({
      "is its closing line (TypeScript)": {
        source: "function f() {█",
        answer: "\n  return 1;\n}\n\nfunction g() {}",
        taken: "\n  return 1;\n}\n",
        result: "function f() {\n  return 1;\n}█",
      },
      "is its closing line, with what stands behind the bracket": {
        source: "  test('a', () => {█",
        answer: "\n    ok();\n  });\n  test('b');",
        taken: "\n    ok();\n  });\n",
        result: "  test('a', () => {\n    ok();\n  });█",
      },
      "comes after its other branches": {
        source: "if (a) {█",
        answer: "\n  b();\n} else {\n  c();\n}\nd();",
        taken: "\n  b();\n} else {\n  c();\n}\n",
        result: "if (a) {\n  b();\n} else {\n  c();\n}█",
      },
      "comes before a line that is indented no deeper (Python)": {
        language: "python",
        source: "def f():█",
        answer: "\n    a = 1\n\n    return a\n\ndef g():\n    pass",
        taken: "\n    a = 1\n\n    return a\n\ndef g():\n",
        result: "def f():\n    a = 1\n\n    return a█",
      },
      "comes after its except (Python)": {
        language: "python",
        source: "try:█",
        answer: "\n    a()\nexcept E:\n    b()\nc()\n",
        taken: "\n    a()\nexcept E:\n    b()\nc()\n",
        result: "try:\n    a()\nexcept E:\n    b()█",
      },
      "comes after its cases (Go)": {
        language: "go",
        source: "\tswitch x {█",
        answer: "\n\tcase 1:\n\t\tf()\n\tdefault:\n\t\tg()\n\t}\n\treturn",
        taken: "\n\tcase 1:\n\t\tf()\n\tdefault:\n\t\tg()\n\t}\n",
        result: "\tswitch x {\n\tcase 1:\n\t\tf()\n\tdefault:\n\t\tg()\n\t}█",
      },
      "comes before the next case (Go)": {
        language: "go",
        source: "\tcase 1:█",
        answer: "\n\t\tf()\n\tcase 2:\n\t\tg()\n",
        taken: "\n\t\tf()\n\tcase 2:\n",
        result: "\tcase 1:\n\t\tf()█",
      },
      "is its closing line (Rust)": {
        language: "rust",
        source: "    match x {█\n}",
        answer: "\n        Some(v) => v,\n        None => 0,\n    }\n}\n\nfn g() {}",
        taken: "\n        Some(v) => v,\n        None => 0,\n    }\n",
        result: "    match x {\n        Some(v) => v,\n        None => 0,\n    }█\n}",
      },
      "is its closing line (JSON)": {
        language: "json",
        source: '{\n  "a":█\n}',
        answer: ' {\n    "b": [1, 2]\n  },\n  "c": 3\n}',
        taken: ' {\n    "b": [1, 2]\n  },\n',
        result: '{\n  "a": {\n    "b": [1, 2]\n  },█\n}',
      },
      "is no blank line within it": {
        source: "function f() {█",
        answer: " // why\n\n  return 1;\n}\n",
        result: "function f() { // why\n\n  return 1;\n}█",
      },
      "comes before a line that is indented less": {
        source: "    files:█",
        answer: " File[],\n  ): Promise<void> {\n    x();",
        taken: " File[],\n  ): Promise<void> {\n",
        result: "    files: File[],█",
      },
    });
  });

  describe("that the cursor stands in", () => {
    itCompletes({
      "comes before a line that is indented less": {
        source: "function f() {\n  █\n}\n",
        answer: "a();\n  b();\n}\n\nfunction g() {}",
        taken: "a();\n  b();\n}\n",
        result: "function f() {\n  a();\n  b();█\n}\n",
      },
      "is a blank line after a statement": {
        source: "  █",
        answer: "a();\n  b();\n\n  c();",
        taken: "a();\n  b();\n\n",
        result: "  a();\n  b();█",
      },
      "is no blank line within a block of its own": {
        language: "python",
        source: "█",
        answer: "def f():\n    a = 1\n\n    return a\n\n\ndef g():\n    pass\n",
        taken: "def f():\n    a = 1\n\n    return a\n\n\ndef g():\n",
        result: "def f():\n    a = 1\n\n    return a█",
      },
      "is told by the answer's own indentation where the cursor has none": {
        source: "if (a) {\n█\n}",
        answer: "    b();\n    c();\n  }\n  d();",
        taken: "    b();\n    c();\n  }\n",
        result: "if (a) {\n    b();\n    c();█\n}",
      },
      "is told by the answer's own indentation after an empty line": {
        source: "█",
        answer: "\n    b();\n  }\n  d();",
        taken: "\n    b();\n  }\n",
        result: "\n    b();█",
      },
      "comes before the tag that closes it (HTML)": {
        language: "html",
        source: "<ul>\n  █\n</ul>",
        answer: "<li>one</li>\n  <li>two</li>\n</ul>\n<p>",
        taken: "<li>one</li>\n  <li>two</li>\n</ul>\n",
        result: "<ul>\n  <li>one</li>\n  <li>two</li>█\n</ul>",
      },
      "comes with tabs as with spaces (Go)": {
        language: "go",
        source: "func f() {\n    █\n}",
        answer: "a()\n\tb()\n}\n\nfunc g() {",
        taken: "a()\n\tb()\n}\n",
        result: "func f() {\n    a()\n\tb()█\n}",
      },
      "comes with CRLF too": {
        source: "if (a) {\n  █\n}",
        answer: "b();\r\n  c();\r\n}\r\n",
        taken: "b();\r\n  c();\r\n}\r\n",
        result: "if (a) {\n  b();\n  c();█\n}",
      },
      "comes before an unfinished line that is indented less": {
        source: "  █",
        answer: "a();\n  b();\n}",
        result: "  a();\n  b();█",
      },
      "is no blank line after an opening bracket": {
        source: "█",
        answer: "if (a) {\n\n  b();\n}\n\nc();",
        taken: "if (a) {\n\n  b();\n}\n\n",
        result: "if (a) {\n\n  b();\n}█",
      },
      "comes after a paragraph (Markdown)": {
        language: "markdown",
        source: "# A\n\n█",
        answer: "One.\nTwo.\n\nThree.",
        taken: "One.\nTwo.\n\n",
        result: "# A\n\nOne.\nTwo.█",
      },
    });
  });

  describe("that is too long", () => {
    itCompletes({
      "is its 24th line": {
        source: "  █",
        answer: MANY.join("\n").trimStart(),
        taken: `${MANY.slice(0, 25).join("\n").trimStart()}\n`,
        result: `${MANY.slice(0, 24).join("\n")}█`,
      },
      "is the last statement that is whole": {
        source: "function f() {█",
        answer: `\n  a();\n  return {\n${MANY.map((line) => `  ${line}`).join("\n")}`,
        taken: `\n  a();\n  return {\n${MANY.slice(0, 23)
          .map((line) => `  ${line}\n`)
          .join("")}`,
        result: "function f() {\n  a();█",
      },
    });
  });

  describe("after an explicit request in a line", () => {
    itCompletes({
      "comes with the statement's": {
        explicit: true,
        source: "const a = █",
        answer: "call(\n  b,\n);\nconst c = 1;",
        taken: "call(\n  b,\n);\n",
        result: "const a = call(\n  b,\n);█",
      },
    });
  });
});
