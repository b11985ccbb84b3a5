import { itCompletes } from "../cases";

describe("white space", () => {
  itCompletes({
    "alone is nothing": { source: "x = █", answer: "   ", result: "x = █" },
    "alone is nothing on several lines": { source: "█", answer: "\n\n  \n", result: "█" },
    "at the end goes": { source: "x = █", answer: "1  \t", result: "x = 1█" },
    "at the end stays in front of a word": {
      explicit: true,
      source: "return █call()",
      answer: "await ",
      result: "return await █call()",
    },
    "is not doubled": { source: "x = █", answer: " 1", result: "x = 1█" },
    "that was not typed stays": { source: "x =█", answer: " 1", result: "x = 1█" },
    "that indents stays": { source: "  █", answer: "  a", result: "    a█" },
  });
});

describe("a Markdown fence", () => {
  itCompletes({
    goes: {
      source: "█",
      answer: "```ts\nconst a = 1;\n```\nThis is it.",
      taken: "```ts\nconst a = 1;\n```\nThis is it.",
      result: "const a = 1;█",
    },
    "that was begun goes": { source: "█", answer: "```ts\nconst a = 1;", result: "const a = 1;█" },
    "alone is nothing": { source: "x = █", answer: "```ts\nconst a = 1;", result: "x = █" },
    "stays in Markdown": { language: "markdown", source: "█", answer: "```ts\na\n```", result: "```ts\na\n```█" },
    "stays in a comment": {
      source: "/**\n █",
      answer: "* ```ts\n * f();\n * ```\n */",
      result: "/**\n * ```ts\n * f();\n * ```\n */█",
    },
  });
});

describe("an answer cut at the token limit", () => {
  itCompletes({
    "loses half a word": { source: "x = █", answer: "first + seco", ending: "length", result: "x = first +█" },
    "loses its last line": { source: "█", answer: "a();\nb();\nc", ending: "length", result: "a();\nb();█" },
    "loses the statement that it began": {
      source: "█",
      answer: "a();\nb();\nif (c) {\n  d();\n  e",
      ending: "length",
      result: "a();\nb();█",
    },
    "loses a statement that it only opened": {
      source: "█",
      answer: "a();\nif (b) {\n\n  c",
      ending: "length",
      result: "a();█",
    },
    "loses a statement with a paragraph": {
      source: "█",
      answer: "a();\nif (b) {\n  c();\n\n  d",
      ending: "length",
      result: "a();█",
    },
    "loses the statement that it began in a block that the line opened": {
      source: "  f(() => {█",
      answer: "\n    a();\n    if (b) {\n      c",
      ending: "length",
      result: "  f(() => {\n    a();█",
    },
    "keeps its first line on an indented line": {
      source: "  █",
      answer: "a();\n  if (b) {\n    c();\n    d",
      ending: "length",
      result: "  a();█",
    },
    "loses no line when the block has ended": {
      source: "  █",
      answer: "a();\n  b();\n}",
      ending: "length",
      result: "  a();\n  b();█",
    },
    "keeps what there is when no statement is whole": {
      source: "█",
      answer: "if (c) {\n  d();\n  e",
      ending: "length",
      result: "if (c) {\n  d();█",
    },
    "is whole when it ended before": {
      source: "x = █",
      answer: "1;\ny",
      ending: "length",
      taken: "1;\n",
      result: "x = 1;█",
    },
  });
});

describe("what a neighbour says", () => {
  itCompletes({
    "may be said again below": {
      source: "await tick();\n█",
      answer: "await tick();",
      result: "await tick();\nawait tick();█",
    },
    "is not said again above": { source: "█\nfirst();", answer: "first();", result: "█\nfirst();" },
    "may be said again where the person has begun to": {
      source: "await █\nawait tick();",
      answer: "tick();",
      result: "await tick();█\nawait tick();",
    },
    "is said again when it is no more than a bracket": {
      source: "{\n{\n}\n█",
      answer: "}",
      result: "{\n{\n}\n}█",
    },
    "is another line when it is indented otherwise": {
      language: "python",
      source: "if a:\n    █\nreturn x",
      answer: "return x",
      result: "if a:\n    return x█\nreturn x",
    },
    "is said again among other lines": { source: "a();\n█", answer: "a();\nb();", result: "a();\na();\nb();█" },
  });
});
