import assert from "node:assert/strict";
import { redact } from "../../../../src/mistral/privacy/redact";
import { Vault } from "../../../../src/mistral/privacy/vault";
import { type Files, patched, refusal } from "./patched";

const A =
  "import x\n\nclass One:\n    def run(self):\n        return 1\n\nclass Two:\n    def run(self):\n        return 1\n";

const lines = (...all: readonly string[]) => all.join("\n");

/** Patches of a file with `a`, `b`, `c` and `d` on its lines, whose `b` becomes `B`. */
const SMALL = "a\nb\nc\nd\n";
const SMALL_AFTER = "a\nB\nc\nd\n";

describe("a patch", () => {
  for (const [name, patch] of [
    ["is a unified diff", lines("--- a/x.txt", "+++ b/x.txt", "@@ -1,3 +1,3 @@", " a", "-b", "+B", " c", "")],
    ["has no prefixes", lines("--- x.txt", "+++ x.txt", "@@ -1,3 +1,3 @@", " a", "-b", "+B", " c")],
    [
      "has dates and a leading blank line",
      lines("", "--- x.txt\t2026-01-01 10:00", "+++ x.txt\t2026-01-01 10:01", "@@ -1 +1 @@", "-b", "+B", ""),
    ],
    ["has wrong counts and numbers", lines("--- a/x.txt", "+++ b/x.txt", "@@ -90,1 +7,44 @@", " a", "-b", "+B", " c")],
    ["has dots for numbers", lines("--- a/x.txt", "+++ b/x.txt", "@@ ... @@", " a", "-b", "+B")],
    ["has no numbers", lines("--- a/x.txt", "+++ b/x.txt", "@@", " a", "-b", "+B")],
    ["has no hunk header", lines("--- a/x.txt", "+++ b/x.txt", " a", "-b", "+B", " c")],
    ["has no context", lines("--- a/x.txt", "+++ b/x.txt", "@@ -2 +2 @@", "-b", "+B")],
    ["has forgotten the space of lines that stay", lines("--- a/x.txt", "+++ b/x.txt", "@@ @@", "a", "-b", "+B", "c")],
    [
      "is of git",
      lines(
        "diff --git a/x.txt b/x.txt",
        "index 83db48f..bf26 100644",
        "--- a/x.txt",
        "+++ b/x.txt",
        "@@ -1,3 +1,3 @@",
        "-b",
        "+B",
      ),
    ],
    [
      "is fenced, among prose",
      lines(
        "Here it is:",
        "",
        "```diff",
        "--- a/x.txt",
        "+++ b/x.txt",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+B",
        "```",
        "",
        "- It is big now.",
      ),
    ],
    [
      "stands among prose",
      lines(
        "I make it big.",
        "",
        "--- a/x.txt",
        "+++ b/x.txt",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+B",
        "",
        "Does that help?",
      ),
    ],
    ["has CRLF", "--- a/x.txt\r\n+++ b/x.txt\r\n@@ -1,2 +1,2 @@\r\n a\r\n-b\r\n+B\r\n"],
    [
      "is a body of apply_patch",
      lines("*** Begin Patch", "*** Update File: x.txt", "@@", " a", "-b", "+B", "*** End Patch"),
    ],
    ["lacks the ends of that", lines("*** Update File: ./x.txt", " a", "-b", "+B")],
    [
      "stands in a shell command",
      lines("apply_patch <<'EOF'", "*** Begin Patch", "*** Update File: `x.txt`", "-b", "+B", "*** End Patch", "EOF"),
    ],
    [
      "mixes the forms",
      lines(
        "*** Begin Patch",
        "*** Update File: x.txt",
        "--- a/x.txt",
        "+++ b/x.txt",
        "@@ -1,2 +1,2 @@",
        "-b",
        "+B",
        "*** End Patch",
      ),
    ],
    [
      "is of several hunks with a header each",
      lines("--- x.txt", "+++ x.txt", "@@", "-b", "+x", "--- x.txt", "+++ x.txt", "@@", " d", "+e"),
    ],
  ] as const) {
    it(name, async () => {
      const after = name.startsWith("is of several") ? "a\nx\nc\nd\ne\n" : SMALL_AFTER;
      assert.deepEqual(await patched({ "x.txt": SMALL }, patch), { "x.txt": after });
    });
  }

  it("takes the path from its call where it names none", async () => {
    const hunk = lines("@@ -1,2 +1,2 @@", " a", "-b", "+B");
    assert.deepEqual(await patched({ "x.txt": SMALL }, hunk, { path: "x.txt" }), { "x.txt": SMALL_AFTER });
    assert.match(await refusal({ "x.txt": SMALL }, hunk), /names no file/);
  });

  it("keeps what it does not change: line ends, trailing space, a byte order mark, the end of the file", async () => {
    const text = "\ufeffa  \r\nb\r\nc\t\r\nd";
    const after = "\ufeffa  \r\nB\r\nc\t\r\nd";
    const hunk = lines("--- a/x.txt", "+++ b/x.txt", "@@", " a", "-b", "+B", " c", " d");
    assert.deepEqual(await patched({ "x.txt": text }, hunk), { "x.txt": after });
  });

  it("moves with the block that it is in", async () => {
    const hunk = lines("*** Update File: x.py", "@@", "-if a:", "-    b()", "+if c:", "+    d()");
    assert.deepEqual(await patched({ "x.py": "def f():\n    if a:\n        b()\n" }, hunk), {
      "x.py": "def f():\n    if c:\n        d()\n",
    });
  });

  it("finds whole lines only", async () => {
    const hunk = lines("*** Update File: x.txt", "-b();", "+c();");
    assert.match(await refusal({ "x.txt": "a(); b();\n" }, hunk), /only as a part of longer/);
  });

  it("removes a line that looks like the name of a file", async () => {
    const hunk = lines("--- a/x.sql", "+++ b/x.sql", "@@ -1,2 +1,2 @@", "--- old", "+-- new", " select 1;");
    assert.deepEqual(await patched({ "x.sql": "-- old\nselect 1;\n" }, hunk), { "x.sql": "-- new\nselect 1;\n" });
  });

  it("makes all hunks or none", async () => {
    const hunks = lines("--- a/x.txt", "+++ b/x.txt", "@@ -1 +1 @@", "-a", "+A", "@@ -3 +3 @@", " c", "-z", "+Z");
    const told = await refusal({ "x.txt": SMALL }, hunks);
    assert.match(
      told,
      /^Nothing was changed in x\.txt\.\nHunk 2 of 2: What the hunk keeps and removes does not stand in/,
    );
    assert.match(told, /3\|c\n4\|d\nLine 2 of .* is "z"; the file has "d"\./);
  });
});

describe("a hunk that fits several places", () => {
  const hunk = (header: string) => lines("*** Update File: x.py", header, "-        return 1", "+        return 2");

  it("is not made, whatever its line numbers say", async () => {
    assert.match(await refusal({ "x.py": A }, hunk("@@ -9 +9 @@")), /2 times: on lines 5, 9\. Add lines/);
  });

  it("is made where its anchors say", async () => {
    const two = A.replace(/return 1\n$/, "return 2\n");
    assert.deepEqual(await patched({ "x.py": A }, hunk("@@ class Two:")), { "x.py": two });
    assert.deepEqual(await patched({ "x.py": A }, hunk("@@ class Two")), { "x.py": two });
    assert.deepEqual(await patched({ "x.py": A }, hunk("@@ -1,4 +1,4 @@ class Two:")), { "x.py": two });
    assert.deepEqual(await patched({ "x.py": A }, hunk("@@ class One:\n@@ def run(self):")), {
      "x.py": A.replace("return 1", "return 2"),
    });
  });

  it("is not made where its anchor is in several places, too", async () => {
    assert.match(await refusal({ "x.py": A }, hunk("@@ def run(self):")), /2 times/);
  });

  it("is made at the end of the file", async () => {
    assert.deepEqual(await patched({ "x.py": A }, `${hunk("@@")}\n*** End of File`), {
      "x.py": A.replace(/return 1\n$/, "return 2\n"),
    });
  });
});

describe("a hunk that only adds lines", () => {
  const hunk = (header: string, end = "") => lines("*** Update File: x.py", header, "+    y = 2", end);

  it("is refused where nothing says where", async () => {
    assert.match(await refusal({ "x.py": A }, hunk("@@ -3,0 +4 @@")), /could stand anywhere in x\.py\. Give lines/);
    assert.match(await refusal({ "x.py": A }, hunk("@@ def run(self):")), /could stand anywhere/);
  });

  it("stands below the line that its anchor names", async () => {
    assert.deepEqual(await patched({ "x.py": A }, hunk("@@ class Two:")), {
      "x.py": A.replace("class Two:\n", "class Two:\n    y = 2\n"),
    });
    const crlf = A.replaceAll("\n", "\r\n");
    assert.deepEqual(await patched({ "x.py": crlf }, hunk("@@ class Two:")), {
      "x.py": crlf.replace("class Two:\r\n", "class Two:\r\n    y = 2\r\n"),
    });
  });

  it("stands at the end of the file", async () => {
    assert.deepEqual(await patched({ "x.py": A }, hunk("@@", "*** End of File")), { "x.py": `${A}    y = 2\n` });
    assert.deepEqual(await patched({ "x.py": "a" }, hunk("@@", "*** End of File")), { "x.py": "a\n    y = 2" });
  });

  it("fills an empty file", async () => {
    assert.deepEqual(await patched({ "x.py": "" }, hunk("@@ -0,0 +1 @@")), { "x.py": "    y = 2\n" });
  });
});

describe("the end of a file", () => {
  const hunk = (...body: readonly string[]) => lines("--- a/x", "+++ b/x", "@@ -1,2 +1,2 @@", " a", ...body);
  const MARK = "\\ No newline at end of file";

  for (const [name, before, body, after] of [
    ["gets a line end", "a\nb", ["-b", MARK, "+b"], "a\nb\n"],
    ["loses its line end", "a\nb\n", ["-b", "+b", MARK], "a\nb"],
    ["stays without", "a\nb", ["-b", MARK, "+c", MARK], "a\nc"],
    ["stays without below lines that stay", "a\nb", ["+x", " b", MARK], "a\nx\nb"],
    ["stays as it is where nobody speaks of it", "a\nb", ["-b", "+c"], "a\nc"],
  ] as const) {
    it(name, async () => {
      assert.deepEqual(await patched({ x: before }, hunk(...body)), { x: after });
    });
  }
});

describe("files of a patch", () => {
  const files: Files = { "a.txt": "a\n", "b.txt": "b\n" };

  it("are created, changed, renamed and deleted at once", async () => {
    const patch = lines(
      ...["*** Begin Patch", "*** Add File: src/new.md", "+# New", "+", "+```", "+code", "+```"],
      ...["*** Update File: a.txt", "*** Move to: c.txt", "@@", "-a", "+A", "*** Delete File: b.txt", "*** End Patch"],
    );
    assert.deepEqual(await patched(files, patch), { "src/new.md": "# New\n\n```\ncode\n```\n", "c.txt": "A\n" });
  });

  it("are so in a diff of git", async () => {
    const patch = lines(
      ...[
        "diff --git a/new.txt b/new.txt",
        "new file mode 100644",
        "index 0000000..1",
        "--- /dev/null",
        "+++ b/new.txt",
      ],
      ...[
        "@@ -0,0 +1,2 @@",
        "+one",
        "+two",
        "diff --git a/a.txt b/c.txt",
        "similarity index 100%",
        "rename from a.txt",
      ],
      ...["rename to c.txt", "diff --git a/b.txt b/b.txt", "deleted file mode 100644", "--- a/b.txt", "+++ /dev/null"],
      ...["@@ -1 +0,0 @@", "-b", ""],
    );
    assert.deepEqual(await patched(files, patch), { "new.txt": "one\ntwo\n", "c.txt": "a\n" });
  });

  it("are created from lines without marks", async () => {
    const patch = lines("*** Add File: x.yml", "a:", "- 1", "", "- 2", "*** End Patch");
    assert.deepEqual(await patched({}, patch), { "x.yml": "a:\n- 1\n\n- 2\n" });
  });

  it("may be named by another version's name first", async () => {
    const patch = lines("--- old/a.txt", "+++ a.txt", "@@ -1 +1 @@", "-a", "+A");
    assert.deepEqual(await patched(files, patch), { ...files, "a.txt": "A\n" });
  });

  for (const [name, patch, told] of [
    ["are there already", lines("*** Add File: a.txt", "+x"), /a\.txt\.\nIt exists already/],
    ["are not there", lines("*** Update File: z.txt", "-x", "+y"), /z\.txt\.\nThere is no such file/],
    ["are to go and not there", lines("*** Delete File: z.txt"), /There is no such file/],
    [
      "would take another's name",
      lines("*** Update File: a.txt", "*** Move to: b.txt", "-a", "+A"),
      /there is such a file/,
    ],
    ["are named twice", lines("*** Delete File: a.txt", "*** Update File: a.txt", "-a", "+A"), /two things about it/],
    ["are binary", lines("diff --git a/x.png b/x.png", "index 1..2", "GIT binary patch", "literal 3"), /binary file/],
    ["are none", "Nothing to do.", /There is no patch in this text/],
  ] as const) {
    it(`that ${name} are refused, and the others with them`, async () => {
      const others = name === "are none" ? patch : `${patch}\n--- a/b.txt\n+++ b/b.txt\n@@ -1 +1 @@\n-b\n+B\n`;
      assert.match(await refusal(files, others), told);
    });
  }

  it("have their own secrets again, and no others", async () => {
    const vault = new Vault();
    const secret = 'password = "kD7#mQ2v"';
    const seen = redact(`${secret}\n`, vault).text.trimEnd();
    const all = { "a.txt": `${secret}\nx\n`, "b.txt": "b\n" };
    const own = lines("*** Update File: a.txt", ` ${seen}`, "-x", `+${seen}`);
    assert.deepEqual(await patched(all, own, { vault }), { ...all, "a.txt": `${secret}\n${secret}\n` });
    for (const patch of [
      lines(own, "*** Add File: c.txt", `+${seen}`),
      lines(own, "*** Update File: b.txt", "-b", `+${seen}`),
    ]) {
      const told = await refusal(all, patch, { vault });
      assert.match(told, /stands for a secret that is not in [bc]\.txt/);
      assert.ok(!told.includes("kD7"));
    }
  });
});
