import { itShows } from "../shows";

describe("several lines, balanced with what stands below,", () => {
  itShows({
    "end with the line that opens a block which stands there": {
      language: "java",
      source: "class A {\n    void run() {\n█\n            b();\n        }\n    }\n}",
      answer: "        if (a) {\n            c();\n        }\n        d();\n",
      result: "class A {\n    void run() {\n        if (a) {█\n            b();\n        }\n    }\n}",
    },
    "end with the bracket on its own line that opens one (C#)": {
      language: "csharp",
      source: "class A\n{\n    void Run()\n    {\n█\n            B();\n        }\n    }\n}",
      answer: "        if (a)\n        {\n            C();\n        }\n",
      result: "class A\n{\n    void Run()\n    {\n        if (a)\n        {█\n            B();\n        }\n    }\n}",
    },
    "end with the colon that opens one (Python)": {
      language: "python",
      source: "def f():\n█\n        b()\n",
      answer: "    if a:\n        c()\n    d()\n",
      result: "def f():\n    if a:█\n        b()\n",
    },
    "end before what closes a block that is closed there": {
      language: "java",
      source: "class A {\n    int get() {\n        █\n    }\n}",
      answer: "return a;\n        }\n        view.set(b);\n    }\n",
      result: "class A {\n    int get() {\n        return a;█\n    }\n}",
    },
    "go on with a block of their own": {
      language: "java",
      source: "class A {\n    void run() {\n        █\n        next();\n    }\n}",
      answer: "if (a) {\n            b();\n        }\n        next();\n",
      result: "class A {\n    void run() {\n        if (a) {\n            b();\n        }█\n        next();\n    }\n}",
    },
  });
});

describe("a statement in a language that ends it with a sign", () => {
  itShows({
    "goes on over lines that have none (C++)": {
      language: "cpp",
      source: "class A {\n public:\n  █\n};\n",
      answer: "virtual void\n  invoke(int id, int call) = 0;\n  int b;\n",
      result: "class A {\n public:\n  virtual void\n  invoke(int id, int call) = 0;█\n};\n",
    },
    "goes on behind a template's head (C++)": {
      language: "cpp",
      source: "template <typename T█\n\nint b;\n",
      answer: ">\nbool equal(\n    const T& one,\n    const T& other);\n\nint c;\n",
      result: "template <typename T>\nbool equal(\n    const T& one,\n    const T& other);█\n\nint b;\n",
    },
    "goes on behind a cast (Java)": {
      language: "java",
      source: "class A {\n    Object a() {\n        return █\n    }\n}",
      answer: "(Manager)\n            make(\n                b);\n    }\n",
      result:
        "class A {\n    Object a() {\n        return (Manager)\n            make(\n                b);█\n    }\n}",
    },
  });
});
