import assert from "node:assert/strict";
import { existsSync, rmSync, utimesSync, watch } from "node:fs";
import * as vscode from "vscode";
import type { ChangeSet, FileChange } from "../../../src/edits/changeSet";
import type { ProvenTests } from "../../../src/edits/proof/card";
import { baselineOf, problemsSince } from "../../../src/vscode/edits/proof/checks";
import { runTests } from "../../../src/vscode/edits/proof/testRuns";
import { snapshotOf } from "../../../src/vscode/edits/snapshot";
import { folder, openFile, writeFile } from "../support/files";

const LIB = "export function area(w: number, h: number): number {\n  return w * h;\n}\n";
const USER = 'import { area } from "./lib";\n\nexport const room = area(3, 4);\n';

describe("the proof of a change", () => {
  const never = () => new AbortController().signal;

  async function edited(path: string, before: string, after: string): Promise<FileChange> {
    const document = await openFile(path, before);
    return { kind: "edit", uri: document.uri.toString(), before: snapshotOf(document), after };
  }

  /** Writes the change and says what became of the problems. */
  async function proven(...files: FileChange[]) {
    const set: ChangeSet = { id: "1", title: "", summary: "", origin: { kind: "refactoring", id: "simplify" }, files };
    const baseline = await baselineOf(set, never());
    const edit = new vscode.WorkspaceEdit();
    for (const file of files.filter((file) => file.kind === "edit")) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri));
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), file.after);
    }
    assert.ok(await vscode.workspace.applyEdit(edit));
    const { fresh, gone, isFinal } = await problemsSince(set, baseline, never());
    assert.ok(isFinal);
    const told = ({ uri, line }: { uri: string; line: number }) => `${uri.split("/").at(-1)}:${line + 1}`;
    return { fresh: fresh.map(told), gone: gone.map(told) };
  }

  it("finds the new problem in a file that uses what was changed, though nobody has it open", async () => {
    writeFile("proof1/tsconfig.json", "{}");
    writeFile("proof1/user.ts", USER);
    const file = await edited("proof1/lib.ts", LIB, LIB.replace("area", "size"));
    assert.deepEqual(await proven(file), { fresh: ["user.ts:1"], gone: [] });
  });

  it("finds nothing where nothing came, though old problems have moved", async () => {
    const old = 'const wrong: number = "text";\n';
    const file = await edited("proof2/lib.ts", `${LIB}${old}`, `// A remark.\n\n${LIB}${old}`);
    assert.deepEqual(await proven(file), { fresh: [], gone: [] });
  });

  it("tells what is gone", async () => {
    const file = await edited("proof3/lib.ts", LIB.replace("w * h", "w * d"), LIB);
    assert.deepEqual(await proven(file), { fresh: [], gone: ["lib.ts:2"] });
  });

  for (const [path, good, bad] of [
    ["a.json", '{ "a": 1 }\n', '{ "a": 1 "b": 2 }\n'],
    ["a.css", "a {\n  color: red;\n}\n", "a {\n  color: ;\n}\n"],
    ["a.html", "<style>\n  a { color: red; }\n</style>\n", "<style>\n  a { color: ; }\n</style>\n"],
  ] as const) {
    it(`hears of ${path.split(".").at(-1)?.toUpperCase()}, too`, async () => {
      const { fresh, gone } = await proven(await edited(`proof4/${path}`, good, bad));
      assert.equal(fresh[0]?.split(":")[0], path);
      assert.deepEqual(gone, []);
    });
  }

  describe("of tests", () => {
    afterEach(() => rmSync(`${folder()}/reports`, { recursive: true, force: true }));

    const workspace = () => {
      const [first] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(first);
      return first;
    };

    /** Runs a package script of the folder. */
    async function script(program: string, signal = never()): Promise<ProvenTests> {
      writeFile("print.cjs", program);
      writeFile(
        "package.json",
        JSON.stringify({ name: "sample", private: true, scripts: { check: "node print.cjs" } }),
      );
      return runTests({ kind: "script", name: "check", runner: "npm" }, workspace(), signal);
    }

    it("counts what a script prints as TAP", async () => {
      const tests = await script(
        'console.log("TAP version 13\\nok 1 - adds\\nnot ok 2 - takes\\n1..2"); process.exitCode = 1;',
      );
      assert.ok(tests.kind === "ended");
      assert.deepEqual(tests.result, { ok: false, counts: { passed: 1, failed: 1 }, failures: ["takes"] });
    });

    it("counts what a script writes as JUnit, and no older report", async () => {
      const junit = (...names: string[]) =>
        `<testsuite>${names.map((name) => `<testcase name="${name}"/>`).join("")}</testsuite>`;
      const written = JSON.stringify(junit("one", "two"));
      writeFile("reports/junit-old.xml", junit("long ago"));
      utimesSync(`${folder()}/reports/junit-old.xml`, 1, 1);
      const tests = await script(`require("node:fs").writeFileSync("reports/junit.xml", ${written});`);
      assert.ok(tests.kind === "ended");
      assert.deepEqual([tests.result.ok, tests.result.counts], [true, { passed: 2, failed: 0 }]);
    });

    it("believes the exit code where nothing else is told", async () => {
      const tests = await script("process.exitCode = 3;");
      assert.ok(tests.kind === "ended");
      assert.deepEqual([tests.result.ok, tests.result.counts], [false, undefined]);
    });

    it("ends what was started when nobody wants it any longer", async () => {
      const gone = new AbortController();
      const begun = `${folder()}/begun`;
      const running = script(
        `require("node:fs").writeFileSync(${JSON.stringify(begun)}, ""); setInterval(() => {}, 1000);`,
        gone.signal,
      );
      await new Promise<void>((resolve) => {
        const watcher = watch(folder(), () => {
          if (existsSync(begun)) {
            watcher.close();
            resolve();
          }
        });
      });
      gone.abort();
      const tests = await running;
      assert.ok(tests.kind === "ended");
      assert.equal(tests.result.ok, false);
    });
  });
});
