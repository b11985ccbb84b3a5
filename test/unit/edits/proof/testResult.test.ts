import assert from "node:assert/strict";
import { testResult } from "../../../../src/edits/proof/testResult";

const run = (output: string, exitCode = 0, reports: readonly string[] = []) =>
  testResult({ exitCode, output, reports });

const TAP = `TAP version 13
# Subtest: cart
    # Subtest: adds
    ok 1 - adds
      ---
      duration_ms: 0.5
      ...
    # Subtest: takes away
    not ok 2 - takes away
      ---
      error: 'is -1'
      ...
    1..2
not ok 1 - cart
ok 2 - money
ok 3 - later # SKIP not yet
not ok 4 - some day # TODO
1..4
`;

const JUNIT = `<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="0" failures="1" skipped="1" tests="4">
<testcase classname="a" name="adds" time="0.1"/>
<testcase classname="a" name="takes &lt;away&gt;"><failure message="is -1">assert</failure></testcase>
<testcase classname="a" name="breaks"><error>boom</error></testcase>
<testcase classname="a" name="later"><skipped/></testcase>
</testsuite></testsuites>`;

describe("what a run of tests came to", () => {
  it("is read from TAP, where a test that has tests is told by them", () => {
    assert.deepEqual(run(TAP, 1), { ok: false, counts: { passed: 2, failed: 1 }, failures: ["takes away"] });
  });

  it("is read from TAP among other output", () => {
    const output = "> project@1.0.0 test\n> node --test\n\nTAP version 13\nok 1 - one\nok 2 - two\n1..2\n";
    assert.deepEqual(run(output).counts, { passed: 2, failed: 0 });
  });

  it("is read from JUnit, printed or written, whatever is printed around it", () => {
    const expected = { ok: false, counts: { passed: 1, failed: 2 }, failures: ["takes <away>", "breaks"] };
    assert.deepEqual(run(`running…\n${JUNIT}\nDone.`, 1), expected);
    assert.deepEqual(run("quiet", 1, [JUNIT]), expected);
    assert.deepEqual(run("quiet", 1, [JUNIT, JUNIT]).counts, { passed: 2, failed: 4 });
  });

  it("is read as far as a report goes that was cut", () => {
    assert.deepEqual(run("", 1, [JUNIT.slice(0, JUNIT.indexOf('<testcase classname="a" name="breaks"'))]).counts, {
      passed: 1,
      failed: 1,
    });
  });

  it("is the exit code where nothing else is told, and a run that was ended has failed", () => {
    assert.deepEqual(run("12 passing\n"), { ok: true, counts: undefined, failures: [] });
    assert.equal(run("12 passing\n", 1).ok, false);
    assert.equal(testResult({ exitCode: undefined, output: "", reports: [] }).ok, false);
    assert.equal(run("ok then, all is well").counts, undefined);
    assert.equal(run("<html><body>no report</body></html>").counts, undefined);
  });

  it("is a failure if one failed, whatever the exit code says, and the other way round", () => {
    assert.equal(run(TAP, 0).ok, false);
    const thresholds = run("TAP version 13\nok 1 - one\n1..1\n", 1);
    assert.deepEqual([thresholds.ok, thresholds.counts], [false, { passed: 1, failed: 0 }]);
  });
});
