import { itTrims } from "./trims";

describe("a model's control tokens", () => {
  itTrims({
    "end the answer": { source: "x = █", text: "a(b);<|endoftext|>import c", result: "x = a(b);█" },
    "end it in all their spellings": { source: "x = █", text: "1;</s>", result: "x = 1;█" },
    "end it as fill-in-the-middle marks": { source: "x = █", text: "1;<fim_suffix>y", result: "x = 1;█" },
    "end it as Codestral's": { source: "x = █", text: "1;[SUFFIX]y", result: "x = 1;█" },
    "end it as the next file's header": { source: "█", text: "a();\n+++++ src/b.ts\nb();", result: "a();█" },
    "leave nothing where nothing is before them": { source: "x = █", text: "<|fim_middle|>1", result: "x = █" },
    "stay where the document has them": {
      source: 'const END = "<|endoftext|>";\nx = █',
      text: 'split("<|endoftext|>");',
      result: 'const END = "<|endoftext|>";\nx = split("<|endoftext|>");█',
    },
    "are told from a name": {
      source: "const PREFIX = 1;\nx = █",
      text: "list[PREFIX];",
      result: "const PREFIX = 1;\nx = list[PREFIX];█",
    },
    "are told from HTML": {
      language: "html",
      source: "<p>█</p>",
      text: "<s>old</s> new",
      result: "<p><s>old</s> new█</p>",
    },
    "are told from types": {
      source: "const a = █",
      text: "new Map<string, s>();",
      result: "const a = new Map<string, s>();█",
    },
  });
});

describe("what nobody sees", () => {
  itTrims({
    "goes: bidirectional controls": { source: "x = █", text: '"a\u202e\u2066b";', result: 'x = "ab";█' },
    "goes: zero-width spaces and byte order marks": { source: "x = █", text: "\ufeffa\u200b.b;", result: "x = a.b;█" },
    "goes: tags that hide a text": { source: "x = █", text: "a\u{e0041}\u{e0042};", result: "x = a;█" },
    "goes: control characters": { source: "x = █", text: "a\u0000\u001b[2m;", result: "x = a[2m;█" },
    "goes: joiners behind ASCII": { source: "x = █", text: "is\u200dAdmin;", result: "x = isAdmin;█" },
    "stays: joiners in emoji": { source: "x = █", text: '"👩\u200d💻";', result: 'x = "👩\u200d💻";█' },
    "stays: joiners in Persian": { source: "x = █", text: '"می\u200cخواهم";', result: 'x = "می\u200cخواهم";█' },
    "stays: tabs": { source: "x = █", text: "1;\t// one", result: "x = 1;\t// one█" },
    "is no line end of another system": { source: "█", text: "a();\r\nb();\rc();", result: "a();\nb();\nc();█" },
  });
});

describe("a talking model", () => {
  itTrims({
    "is not heard before a fence": {
      source: "█",
      text: "Here is the code:\n\n```ts\nconst a = 1;\n```\nIt says one.",
      result: "const a = 1;█",
    },
    "is not heard without one": { source: "█", text: "Sure!\nconst a = 1;", result: "const a = 1;█" },
    "is not heard behind the code": { source: "x = █", text: "f(a)\n```\n\nThis calls f.", result: "x = f(a)█" },
    "is heard in Markdown": {
      language: "markdown",
      source: "█",
      text: "Here is the code:\n```ts\na\n```",
      result: "Here is the code:\n```ts\na\n```█",
    },
    "is heard where fences belong to the document": {
      language: "rust",
      source: "/**\n```\nold();\n```\n█",
      text: "then\n```\nnew();",
      result: "/**\n```\nold();\n```\nthen\n```\nnew();█",
    },
    "is told from a comment": {
      source: "// █",
      text: "Here is the code:\nconst a = 1;",
      result: "// Here is the code:\nconst a = 1;█",
    },
    "is told from what a page says to its readers (HTML)": {
      language: "html",
      source: "<p>\n█\n</p>",
      text: "Sure, we can help.\nCall us.",
      result: "<p>\nSure, we can help.\nCall us.█\n</p>",
    },
    "is told from what a paper says to its readers (LaTeX)": {
      language: "latex",
      source: "█",
      text: "Of course there are others.\nThe following code is one:",
      result: "Of course there are others.\nThe following code is one:█",
    },
    "is heard around a fence there too (HTML)": {
      language: "html",
      source: "█",
      text: "Sure, here it is:\n```html\n<p></p>\n```",
      result: "<p></p>█",
    },
    "is told from a name": { source: "█", text: "Here.add(1);\nb();", result: "Here.add(1);\nb();█" },
  });
});

describe("a placeholder of another file's secret", () => {
  itTrims({
    "is no suggestion, nor is what stands around it": {
      source: "x = █",
      text: 'open("CODESTRAL_SECRET_0123456789AB");',
      result: "x = █",
    },
    "stays where the document has it": {
      source: "// CODESTRAL_SECRET_0123456789AB\nx = █",
      text: '"CODESTRAL_SECRET_0123456789AB";',
      result: '// CODESTRAL_SECRET_0123456789AB\nx = "CODESTRAL_SECRET_0123456789AB";█',
    },
  });
});
