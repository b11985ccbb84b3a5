import { itCompletes } from "../cases";

describe("the rest of the line", () => {
  itCompletes({
    "gets no second bracket": { source: "call(█)", answer: "a, b)", result: "call(a, b█)" },
    "gets no second bracket and semicolon": { source: "call(█);", answer: "a, b);", result: "call(a, b█);" },
    "gets no semicolon within its brackets": { source: "call(█);", answer: "a());", result: "call(a()█);" },
    "gets no semicolon within its brackets from a finished call": {
      source: "call(█);",
      answer: "a();",
      result: "call(a()█);",
    },
    "keeps the bracket that closes the suggestion's own": { source: "call(█)", answer: "a(b)", result: "call(a(b)█)" },
    "keeps it when more follows": { source: "call(█)", answer: "a() + 1", result: "call(a() + 1█)" },
    "gets both when both are said": { source: "call(█)", answer: "a(b))", result: "call(a(b)█)" },
    "is replaced when the suggestion goes on behind it": {
      source: "if (█)",
      answer: "a) {",
      result: "if (a) {█",
    },
    "is replaced whole when the suggestion says it in the middle": {
      source: "call(█);",
      answer: "a); // why",
      result: "call(a); // why█",
    },
    "stays when the suggestion opens the bracket again": {
      source: "call(█)",
      answer: "a).then(b",
      result: "call(a).then(b█)",
    },
    "loses as many brackets as are closed": {
      source: "f(g(█))",
      answer: "a).b",
      result: "f(g(a).b█)",
    },
    "loses none for the other kind": { source: "f([█])", answer: "(a)", result: "f([(a)█])" },
    "gets no second quote": { language: "python", source: 'print("█")', answer: 'hello")', result: 'print("hello█")' },
    "keeps the quote that closes a second string": {
      language: "python",
      source: 'f("█")',
      answer: 'a" + "b',
      result: 'f("a" + "b█")',
    },
    "keeps the quote that closes a second template": {
      source: "const a = `\n█`;",
      answer: "a` + `b",
      result: "const a = `\na` + `b█`;",
    },
    "keeps the bracket of a call that begins above": {
      source: "call(\n  █);",
      answer: "bar();",
      result: "call(\n  bar()█);",
    },
    "takes brackets in a string for text": { source: 'log("█")', answer: '(a))")', result: 'log("(a))█")' },
    "takes an escaped quote for text": { source: 'log("█")', answer: 'a \\" b")', result: 'log("a \\" b█")' },
    "takes an apostrophe for text": {
      language: "rust",
      source: "fn f(█)",
      answer: "a: &'a str)",
      result: "fn f(a: &'a str█)",
    },
    "gets no second tag (HTML)": {
      language: "html",
      source: "<p>█</p>",
      answer: "Hello</p>",
      result: "<p>Hello█</p>",
    },
    "gets no second brace behind a space": {
      source: "const a = { █ };",
      answer: "b: 1 };",
      result: "const a = { b: 1█ };",
    },
    "gets no second brace without the space": {
      source: "const a = { █ };",
      answer: "b: 1}",
      result: "const a = { b: 1█ };",
    },
    "gets no second comma (JSON)": { language: "json", source: '"a": █,', answer: "[1, 2],", result: '"a": [1, 2]█,' },
    "gets no second word": {
      explicit: true,
      source: "for (const a █ of list) {",
      answer: "of list) {",
      result: "for (const a █ of list) {",
    },
    "gets no second body of what the suggestion opens (C#)": {
      language: "csharp",
      explicit: true,
      source: "class A {\n    public int Id █get; set; }\n}",
      answer: "{ get; set; }",
      result: "class A {\n    public int Id { █get; set; }\n}",
    },
    "gets no second argument": {
      explicit: true,
      source: "call(1, █, 3)",
      answer: "2, 3)",
      result: "call(1, 2█, 3)",
    },
    "keeps a word of which the suggestion ends with a part": {
      explicit: true,
      source: "x = █iffy",
      answer: "a.if",
      result: "x = a.if█iffy",
    },
    "stays as it is when the suggestion says only that": { source: "call(█)", answer: ")", result: "call(█)" },
    "leaves out what could not be shown as replaced": {
      source: "const a = { █ };",
      answer: "b}.c",
      result: "const a = { █ };",
    },
    "gets no second tail, however long": {
      explicit: true,
      source: `call(1, █, ${"name, ".repeat(400)}3)`,
      answer: `2, ${"name, ".repeat(400)}3)`,
      result: `call(1, 2█, ${"name, ".repeat(400)}3)`,
    },
  });
});
