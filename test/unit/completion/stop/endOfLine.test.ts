import { itCompletes } from "../cases";

describe("the end of a line", () => {
  itCompletes({
    "ends a suggestion in the middle of a statement": {
      source: "const total = █",
      answer: "a + b;\nconst next = 1;",
      taken: "a + b;\n",
      result: "const total = a + b;█",
    },
    "is not waited for when the model has ended": {
      source: "const total = █",
      answer: "a + b;",
      result: "const total = a + b;█",
    },
    "ends a suggestion in front of closing brackets": {
      source: "call(a, █);\nnext();",
      answer: "b,\n  c",
      taken: "b,\n",
      result: "call(a, b,█);\nnext();",
    },
    "is there where the line is finished, and the next line comes": {
      source: "import a█",
      answer: "\nimport b",
      result: "import a\nimport b█",
    },
    "leaves nothing where the line is not finished and the model goes on below": {
      source: "a = █",
      answer: "\nb = 2;\n",
      taken: "\nb",
      result: "a = █",
    },
    "comes behind a line end that the statement goes on with": {
      source: "  const total =█",
      answer: "\n    a + b;\n  next();",
      taken: "\n    a + b;\n",
      result: "  const total =\n    a + b;█",
    },
    "comes behind a line end that a chain goes on with": {
      source: "  list.map(█",
      answer: "\n    a,\n  );\n  next();",
      taken: "\n    a,\n  );\n",
      result: "  list.map(\n    a,\n  );█",
    },
    "comes with CRLF too": {
      source: "x = █",
      answer: "1\r\ny = 2",
      taken: "1\r\ny",
      result: "x = 1█",
    },
    "holds for prose": {
      language: "markdown",
      source: "The reader is █\n\nNext.",
      answer: "human 👩‍💻.\nAnd more.",
      taken: "human 👩‍💻.\n",
      result: "The reader is human 👩‍💻.█\n\nNext.",
    },
  });
});
