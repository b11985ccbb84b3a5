import { itCompletes } from "../cases";

/** A line's suggestion in front of what the person has there already, or of somebody who wants lines, ends by signs alone. */
describe("a line of a language that ends statements with a sign", () => {
  itCompletes({
    "goes on to the sign": {
      language: "java",
      source: "return █",
      answer: "(Manager)\n    make(\n      a,\n      b);\nnext();",
      taken: "(Manager)\n    make(\n      a,\n      b);\n",
      result: "return (Manager)\n    make(\n      a,\n      b);█",
    },
    "goes on however many lines it has, if there is nothing else": {
      language: "java",
      source: "return █",
      answer: `make(\n${Array.from({ length: 20 }, (_, at) => `    a${at},\n`).join("")}    z);`,
      result: `return make(\n${Array.from({ length: 20 }, (_, at) => `    a${at},\n`).join("")}    z);█`,
    },
    "sees the sign in front of a comment, and none within one": {
      language: "csharp",
      source: "var a = █",
      answer: "b // {\n    + c; // why\nnext();",
      taken: "b // {\n    + c; // why\n",
      result: "var a = b // {\n    + c; // why█",
    },
    "ends with the line in a comment": {
      language: "java",
      source: "// how █",
      answer: "many\nint a;",
      taken: "many\ni",
      result: "// how many█",
    },
    "ends where the text below goes on with it": {
      language: "java",
      source: "List<A> all = █\n    .toList();",
      answer: "stream()\n    .map(b)\n    .toList();",
      taken: "stream()\n",
      result: "List<A> all = stream()█\n    .toList();",
    },
  });
});
