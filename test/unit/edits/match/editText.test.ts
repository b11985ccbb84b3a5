import assert from "node:assert/strict";
import { editText, type SearchReplace } from "../../../../src/edits/match/editText";
import { explainProblems } from "../../../../src/edits/match/explain";

/** The text after the edits, or what the model is told. */
function edited(text: string, ...edits: (readonly [find: string, replace: string])[]): string {
  const asked: SearchReplace[] = edits.map(([find, replace]) => ({ find, replace }));
  const result = editText(text, asked);
  return result.kind === "edited" ? result.text : explainProblems("a.ts", result.problems, edits.length);
}

describe("one edit of a text", () => {
  for (const [name, text, find, replace, after] of [
    ["replaces what it finds", "a\nb\nc\n", "b", "B", "a\nB\nc\n"],
    ["takes the file's line ends", "a\r\nb\r\nc\r\n", "b\nc", "B\nC\nD", "a\r\nB\r\nC\r\nD\r\n"],
    ["takes the line ends around, where they are mixed", "a\nb\r\nc\r\n", "c", "c\nd", "a\nb\r\nc\r\nd\r\n"],
    ["takes the line ends around at the top of a file", "a\r\nb\nc\n", "a", "a\nz", "a\r\nz\r\nb\nc\n"],
    ["begins and ends within lines of a CRLF file", "f(a,\r\n  b);\r\n", "a,\n  b", "c,\n  d", "f(c,\r\n  d);\r\n"],
    ["leaves a file without a final line end without", "a\nb", "b\n", "c\n", "a\nc"],
    ["leaves a file with a final line end with it", "a\nb\n", "b", "c", "a\nc\n"],
    ["leaves a byte order mark", "\ufeffa\nb\n", "  a\n  b\n", "  c\n", "\ufeffc\n"],
    [
      "is moved as far as what it finds",
      "{\n    b();\n    c();\n}",
      "b();\nc();",
      "if (b()) {\n  c();\n}",
      "{\n    if (b()) {\n      c();\n    }\n}",
    ],
    ["is moved back as far", "b();\nc();\n", "  b();\n  c();\n", "  b();\n\n  d();\n", "b();\n\nd();\n"],
    [
      "does not double an indentation that only the first line has lost",
      "if a:\n    b()\n    c()\n",
      "b()\n    c()",
      "b()\n    d()\n    c()",
      "if a:\n    b()\n    d()\n    c()\n",
    ],
    [
      "does not move a statement into another block",
      "if a:\n    b()\nc()\n",
      "b()\nc()",
      "b()\nd()\nc()",
      "if a:\n    b()\nd()\nc()\n",
    ],
    [
      "keeps later lines in the block of a line given without its indentation",
      "if a:\n    b()\nc()\n",
      "b()",
      "b()\nd()",
      "if a:\n    b()\n    d()\nc()\n",
    ],
    [
      "knows later lines that have their indentation",
      "if a:\n    b()\nc()\n",
      "b()",
      "b()\n    d()",
      "if a:\n    b()\n    d()\nc()\n",
    ],
    [
      "knows a block that was opened without its indentation",
      "if a:\n    b()\n",
      "b()",
      "if c:\n    b()",
      "if a:\n    if c:\n        b()\n",
    ],
    [
      "knows a block that was opened with it",
      "{\n  b();\n}",
      "b();",
      "if (c) {\n    b();\n  }",
      "{\n  if (c) {\n    b();\n  }\n}",
    ],
    ["closes at once what it opened", "{\n  b(1);\n}", "b(1);", "b(\n  );", "{\n  b(\n  );\n}"],
    [
      "leaves the text of a template as it is",
      "  const a = `\none\n`;\n",
      "const a = `\none\n`;",
      "const a = `\ntwo\n`;",
      "  const a = `\ntwo\n`;\n",
    ],
    [
      "moves the text of a template that was moved with the rest",
      "    f(`\n      x\n    `);\n    g();\n",
      "f(`\n  x\n`);\ng();\n",
      "f(`\n  x\n`);\nh();\n",
      "    f(`\n      x\n    `);\n    h();\n",
    ],
    ["holds dollars and emoji as they are", "a\n", "a", "'👩‍💻 $& $1 $$'", "'👩‍💻 $& $1 $$'\n"],
    [
      "takes tabs where the file has tabs",
      "\tb();\n",
      "    b();\n",
      "    if (a) {\n        b();\n    }\n",
      "\tif (a) {\n\t\tb();\n\t}\n",
    ],
    [
      "leaves the space at the ends of lines that stay",
      "a; \nb;\t\nc;\n",
      "a;\nb;",
      "a;\nx;\nb;",
      "a; \nx;\nb;\t\nc;\n",
    ],
    ["takes a line away with the space at its end", "a;\nb; \nc;\n", "a;\nb;", "a;", "a;\nc;\n"],
    ["leaves other line ends within", "a\nb\r\nc\n", "a\nb\nc", "a\nb\nx\nc", "a\nb\r\nx\nc\n"],
    ["comes out of a fence", "a\n", "```\na\n```", "```\nb\n```", "b\n"],
    ["comes without the line numbers of a listing", "x\n  a\n  b\n", "2|  a\n3|  b", "2|  a\n3|  c", "x\n  a\n  c\n"],
    ["comes without blank lines that are not there", "a\nb\n", "\na\nb\n\n", "\na\nc\n\n", "a\nc\n"],
    ["takes text away with its line", "a\nb\nc\n", "b\n", "", "a\nc\n"],
  ] as const) {
    it(name, () => {
      assert.equal(edited(text, [find, replace]), after);
    });
  }
});

describe("an edit that does not fit", () => {
  it("names the nearest lines and the first that differs", () => {
    const text = "import a\n\nfunction total(items) {\n  const sum = 0;\n  return sum;\n}\n";
    assert.equal(
      edited(text, ["function total(items) {\n  let sum = 0;\n  return sum;", ""]),
      [
        "Nothing was changed in a.ts.",
        "`find` does not stand in a.ts. The nearest is on lines 3 to 5:",
        "3|function total(items) {",
        "4|  const sum = 0;",
        "5|  return sum;",
        'Line 2 of `find` is "  let sum = 0;"; the file has "  const sum = 0;".',
      ].join("\n"),
    );
  });

  it("says that nothing is like it", () => {
    assert.match(edited("a\nb\n", ["completely(different)", ""]), /nothing in it is like it/);
  });

  it("names every line that it fits", () => {
    assert.match(edited("x;\na;\nx;\n  x;\n", ["x;", "y;"]), /stands in a\.ts 3 times: on lines 1, 3, 4\. Add lines/);
  });

  it("says that it is a part of a name", () => {
    assert.match(
      edited("let max = 10;\n", ["x = 1", "x = 2"]),
      /only as a part of longer names .* on line 1\. Give whole lines/,
    );
  });

  it("is empty", () => {
    assert.match(edited("a\n", ["", "b"]), /`find` is empty/);
    assert.match(edited("a\n\n", [" \n", "b"]), /`find` is empty/);
  });

  it("would move the text of a template that nobody has seen", () => {
    assert.match(
      edited("    f();\n    g();\n", ["f();\ng();", "f(`\nx\n`);\ng();"]),
      /line 1 .* white space is content/,
    );
  });

  it("would have to move a line further out than it stands", () => {
    assert.match(edited("a();\nb();\n", ["  a();\n  b();", "  a();\n b();"]), /cannot be moved as far/);
  });

  it("finds a region in a long file at its words", () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `  const value${at} = compute(${at});`);
    assert.match(
      edited(lines.join("\n"), ["const value17000 = compute(17001);\nconst", ""]),
      /nearest is on lines 17001 to/,
    );
  });
});

describe("line numbers of a listing", () => {
  it("are none where they are not counted up, or tell another line", () => {
    assert.match(edited("x\n a\n b\n", ["2| a\n9| b", ""]), /does not stand in/);
    assert.match(edited("port\n8080\n", ["1|8080", ""]), /does not stand in/);
  });
});

describe("lines left out", () => {
  it("are named, and shown", () => {
    const answer = edited("f() {\n  a();\n  b();\n  c();\n}\nend();\n", ["f() {\n  // ...\n}\nend();", ""]);
    assert.match(
      answer,
      /`find` leaves lines out \(its line 2\); it is on lines 1 to 6 of a\.ts\. .*\n1\|f\(\) \{\n2\| {2}a/,
    );
  });
});

describe("lines left out that are in several places", () => {
  const text = "f() {\n  a();\n}\nf() {\n  b();\n}\nend();\n";

  it("are those ahead of lines that stand once", () => {
    assert.match(edited(text, ["f() {\n  // ...\n}\nend();", ""]), /on lines 4 to 7 of a\.ts/);
  });

  it("are not guessed", () => {
    const answer = edited(text, ["f() {\n  # …\n}", ""]);
    assert.match(answer, /leaves lines out \(its line 2\)\. Give every line/);
    assert.doesNotMatch(answer, /\d\|/);
  });
});

describe("places that nobody can tell apart", () => {
  it("are two, though their line ends differ or one has none", () => {
    assert.match(edited("a\nb\nx\r\na\r\nb\r\n", ["a\nb\n", ""]), /2 times: on lines 1, 4/);
    assert.match(edited("a\nb\nx\na\nb", ["a\nb\n", ""]), /2 times: on lines 1, 4/);
  });
});

describe("several edits of one text", () => {
  it("are all made", () => {
    assert.equal(edited("a\nb\nc\n", ["c", "C"], ["a", "A\nA"]), "A\nA\nb\nC\n");
  });

  it("may touch", () => {
    assert.equal(edited("a\nb\nc\n", ["a\n", "A\n"], ["b\n", "B\nB\n"], ["c\n", ""]), "A\nB\nB\n");
  });

  it("may speak of what an earlier one has written", () => {
    assert.equal(edited("a\nc\n", ["a\n", "a\nb\n"], ["a\nb\n", "B\n"]), "B\nc\n");
    assert.equal(edited("f(1);\n", ["f(1)", "f(2)"], ["f(2)", "f(3)"]), "f(3);\n");
  });

  it("mean the text as it was, where that has the place", () => {
    assert.equal(edited("a\nend\n", ["a", "end\na"], ["end", "END"]), "end\na\nEND\n");
  });

  it("may take what is left of several places", () => {
    assert.equal(edited("x;\ny;\nx;\n", ["x;\ny;", "z;"], ["x;", "w;"]), "z;\nw;\n");
  });

  it("are not made where nobody knows which text is meant", () => {
    const answer = edited("    foo();\nend\n", ["end", "  foo();"], ["  foo();", "  bar();"]);
    assert.match(answer, /Edit 2 of 2: .*2 times/);
  });

  it("are none when one does not fit, and each of those is told", () => {
    const answer = edited("a\nb\nb\n", ["a", "A"], ["b", "B"], ["zzz", "Z"]);
    assert.match(answer, /^Nothing was changed in a\.ts\.\nEdit 2 of 3: .*\nEdit 3 of 3: /);
  });

  it("do not change the same text twice", () => {
    assert.match(edited("a b c\n", ["a b", "x"], ["b c", "y"]), /Edit 2 of 2: .*earlier edit of this call/);
  });
});
