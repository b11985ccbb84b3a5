import { itCompletes } from "../cases";

describe("the line below", () => {
  itCompletes({
    "ends a suggestion that comes to it": {
      source: "const a = 1;\n█\nconst d = 4;\nconst e = 5;",
      answer: "const b = 2;\nconst c = 3;\nconst d = 4;\nconst f = 6;",
      taken: "const b = 2;\nconst c = 3;\nconst d = 4;\n",
      result: "const a = 1;\nconst b = 2;\nconst c = 3;█\nconst d = 4;\nconst e = 5;",
    },
    "ends it before the block ends": {
      source: "█\nnext(1);\nx();",
      answer: "b();\nnext(1);\nother();\n\nmore();",
      taken: "b();\nnext(1);\n",
      result: "b();█\nnext(1);\nx();",
    },
    "ends it after the blank lines between": {
      language: "go",
      source: "\ta, err := f()\n█\n\n\treturn a, nil",
      answer: "\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn a, nil\n}",
      taken: "\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn a, nil\n",
      result: "\ta, err := f()\n\tif err != nil {\n\t\treturn nil, err\n\t}█\n\n\treturn a, nil",
    },
    "ends it also where the model indents otherwise": {
      source: "█\n      return openFile(app, file);",
      answer: "    const file = await create(path);\n    return openFile(app, file);\n    more();",
      taken: "    const file = await create(path);\n    return openFile(app, file);\n",
      result: "    const file = await create(path);█\n      return openFile(app, file);",
    },
    "is another one when it is short and indented otherwise": {
      language: "python",
      source: "if a:█\nreturn b",
      answer: "\n    c()\n    return b\n",
      result: "if a:\n    c()\n    return b█\nreturn b",
    },
    "does not count when it is a closing tag (HTML)": {
      language: "html",
      source: "<div>\n█\n</div>",
      answer: "<div>\n  one\n</div>\n<p>two</p>",
      result: "<div>\n<div>\n  one\n</div>\n<p>two</p>█\n</div>",
    },
    "does not count when it is brackets only": {
      source: "█\n}",
      answer: "if (a) {\n  b();\n}\nc();",
      result: "if (a) {\n  b();\n}\nc();█\n}",
    },
    "does not count as the first line of an answer that goes another way": {
      language: "go",
      source: "\t█\n\tif err != nil {\n\t\treturn err\n\t}",
      answer: "if err != nil {\n\t\tlog(err)\n\t}\n\terr = g()",
      result: "\tif err != nil {\n\t\tlog(err)\n\t}\n\terr = g()█\n\tif err != nil {\n\t\treturn err\n\t}",
    },
  });
});
