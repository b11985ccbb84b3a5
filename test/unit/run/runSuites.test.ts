import assert from "node:assert/strict";
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Counts, runSuites } from "../../run/runSuites";
import { built } from "../../vscode/paths";

describe("The runner of suites", () => {
  let folder: string;
  let printed: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "codestral-runner-"));
    printed = "";
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  interface Run {
    readonly patienceMs?: number;
    readonly timeoutMs?: number;
    readonly jobs?: number;
    readonly words?: string;
    readonly program?: string;
    readonly interrupted?: AbortSignal;
  }

  /** Runs these files as a suite. Each may note in `notes` what ran, in which process. */
  async function run(files: Readonly<Record<string, string>>, given: Run = {}): Promise<Counts> {
    const paths = Object.entries(files).map(([name, body]) => {
      const path = join(folder, `${name}.test.mjs`);
      writeFileSync(path, head + body);
      return path;
    });
    return runSuites(
      [
        {
          title: "tiny",
          node: process.execPath,
          args: given.program ? ["-e", given.program] : [join(built, "run", "mochaSuite.mjs")],
          files: paths,
          timeoutMs: given.timeoutMs ?? 60_000,
          speaks: false,
          env: { NOTES: join(folder, "notes") },
        },
      ],
      {
        jobs: given.jobs ?? 1,
        patienceMs: given.patienceMs ?? 60_000,
        words: given.words,
        interrupted: given.interrupted ?? new AbortController().signal,
        print: (text) => (printed += `${text}\n`),
      },
    );
  }

  const head = `
    import { appendFileSync, existsSync } from "node:fs";
    const note = (what) => appendFileSync(process.env.NOTES, what + " " + process.pid + "\\n");
    const noted = (what) => existsSync(process.env.NOTES) && lines().some((line) => line.startsWith(what + " "));
    import { readFileSync } from "node:fs";
    const block = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    const lines = () => readFileSync(process.env.NOTES, "utf8").split("\\n");
  `;

  const notes = () =>
    readFileSync(join(folder, "notes"), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" "));
  const titlesNoted = () => notes().map(([title]) => title);
  const processes = () => new Set(notes().map(([, pid]) => pid)).size;

  it("counts what passes, fails and is skipped, and tells the errors last", async () => {
    const counts = await run({
      one: `describe("a list", () => {
        it("has an end", () => {});
        it("has a middle", () => { throw new Error("there is none"); });
        it("has a start", function () { this.skip(); });
      });`,
    });
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 1 });
    assert.match(
      printed,
      /── tiny.*one \([\d.]+ s\) ──\n {2}a list\n {4}✔ has an end\n {4}✘ failed: has a middle\n[^]*\n {4}- skipped: has a start/,
    );
    assert.match(printed, /1\) tiny.*one › a list › has a middle\n +Error: there is none/);
  });

  it("ends a worker in which nothing begins or ends, and runs the rest in a new one", async () => {
    const counts = await run(
      {
        hangs: `describe("one", () => {
          it("runs", () => note("before"));
          it("hangs", () => block(1e9));
          it("runs too", () => note("after"));
        });`,
        other: `it("is another", () => note("other"));`,
      },
      { patienceMs: 4_000 },
    );
    assert.deepEqual(counts, { passed: 3, failed: 1, skipped: 0 });
    assert.deepEqual(titlesNoted(), ["before", "after", "other"]);
    assert.match(printed, /one › hangs\n.*Nothing had begun or ended for 4 s/);
  });

  it("lets a suite take as long as it likes while its tests begin and end", async () => {
    const patienceMs = 4_000;
    const slow = `it("takes a part of the patience", () => block(1_000));\n`;
    const counts = await run({ slow: slow.repeat(5) }, { patienceMs });
    assert.deepEqual(counts, { passed: 5, failed: 0, skipped: 0 });
  });

  it("counts the test that a worker dies of, and runs the rest in a new one", async () => {
    const counts = await run({
      dies: `it("runs", () => {});
        it("dies", () => process.exit(3));
        it("runs too", () => note("after"));`,
      other: `it("is another", () => note("other"));`,
    });
    assert.deepEqual(counts, { passed: 3, failed: 1, skipped: 0 });
    assert.deepEqual(titlesNoted(), ["after", "other"]);
    assert.match(printed, /dies › dies\n.*exit code 3/);
  });

  it("loses one test to a hook that fails before it, and runs what mocha leaves out in a new worker", async () => {
    const counts = await run({
      hooked: `describe("one", () => {
        beforeEach(function () {
          if (this.currentTest.title === "second") throw new Error("not ready");
        });
        it("first", () => note("first"));
        it("second", () => note("second"));
        it("third", () => note("third"));
        it("fourth", () => note("fourth"));
      });`,
      other: `it("is another", () => note("other"));`,
    });
    assert.deepEqual(counts, { passed: 4, failed: 1, skipped: 0 });
    assert.deepEqual(titlesNoted(), ["first", "third", "fourth", "other"]);
    assert.equal(processes(), 2);
    assert.match(printed, /one › second\n.*"before each" hook.*: Error: not ready/);
  });

  it("fails a test whose hook fails after it, once", async () => {
    const counts = await run({
      hooked: `describe("one", () => {
        afterEach(function () {
          if (this.currentTest.title === "first") throw new Error("it stalled");
        });
        it("first", () => {});
        it("second", () => {});
      });`,
    });
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
    assert.match(printed, /one › first\n.*"after each" hook.*: Error: it stalled/);
  });

  it("tries a hook before all tests again in a new worker", async () => {
    const counts = await run({
      hooked: `describe("one", () => {
        before(() => {
          if (noted("tried")) return;
          note("tried");
          throw new Error("no window");
        });
        it("first", () => {});
        it("second", () => {});
      });`,
    });
    assert.deepEqual(counts, { passed: 2, failed: 1, skipped: 0 });
    assert.match(printed, /"before all" hook.*\n.*Error: no window/);
  });

  it("counts as failed what cannot be run at all", async () => {
    const counts = await run({
      hooked: `describe("one", () => {
        before(() => { throw new Error("no window"); });
        it("first", () => {});
        it("second", () => {});
      });
      describe("two", () => it("has no hook", () => {}));`,
    });
    assert.deepEqual([counts.passed, counts.skipped], [1, 0]);
    assert.match(printed, /one › first\n.*Did not run/);
    assert.match(printed, /one › second\n.*Did not run/);
  });

  it("counts as failed what fails after the test that began it has passed", async () => {
    const counts = await run({
      late: `it("leaves something behind", () => { setImmediate(() => { throw new Error("too late"); }); });
        it("waits", () => new Promise((resolve) => setTimeout(resolve, 50)));
        it("runs", () => {});`,
    });
    assert.deepEqual([counts.passed + counts.failed, counts.failed], [3, 1]);
    assert.match(printed, /too late/);
  });

  it("tells when a file cannot be loaded, and runs the others", async () => {
    const counts = await run({ broken: `import "./nowhere.mjs";`, other: `it("is another", () => {});` });
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
    assert.match(printed, /could not be loaded\n[^]*nowhere\.mjs/);
  });

  it("tells when no worker can be started", async () => {
    const counts = await run(
      { one: `it("runs", () => {});` },
      { program: `console.log("no display"); process.exit(7)` },
    );
    assert.equal(counts.passed, 0);
    assert.ok(counts.failed >= 1);
    assert.match(printed, /exit code 7[^]*no display/);
    assert.match(printed, /one › was not run/);
  });

  it("tells when a worker ends badly after its tests", async () => {
    const counts = await run({
      one: `it("runs", () => process.on("exit", () => { process.exitCode = 5; }));`,
    });
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
    assert.match(printed, /exit code 5 after its tests/);
  });

  it("fails a suite without tests", async () => {
    assert.deepEqual(await run({ empty: "" }), { passed: 0, failed: 1, skipped: 0 });
    assert.match(printed, /not one test/);
  });

  it("runs what has the words, and no hook of the rest", async () => {
    const counts = await run(
      {
        chosen: `describe("a window", () => { it("opens", () => note("opens")); it("shuts", () => note("shuts")); });`,
        other: `describe("a door", () => {
          before(() => note("hook"));
          it("shuts", () => note("door"));
        });`,
      },
      { words: "a window shuts" },
    );
    assert.deepEqual(counts, { passed: 1, failed: 0, skipped: 0 });
    assert.deepEqual(titlesNoted(), ["shuts"]);
  });

  it("shares the files among workers that run side by side, each file once", async () => {
    const meets = (own: string, other: string) => `it("meets the other", async () => {
      note("${own}");
      while (!noted("${other}")) await new Promise((resolve) => setTimeout(resolve, 10));
    });`;
    const counts = await run({ one: meets("one", "two"), two: meets("two", "one") }, { jobs: 2 });
    assert.deepEqual(counts, { passed: 2, failed: 0, skipped: 0 });
    assert.equal(processes(), 2);
  });

  it("ends its workers when it is interrupted", async () => {
    const interruption = new AbortController();
    const running = run(
      { one: `it("never ends", () => { note("begun"); block(1e9); });` },
      { interrupted: interruption.signal },
    );
    const begun = () => {
      try {
        return titlesNoted().includes("begun");
      } catch {
        return false;
      }
    };
    while (!begun()) await new Promise((resolve) => setTimeout(resolve, 10));
    interruption.abort();
    await running;
    const [[, pid = ""] = []] = notes();
    assert.throws(() => process.kill(Number(pid), 0), /ESRCH/);
  });
});
