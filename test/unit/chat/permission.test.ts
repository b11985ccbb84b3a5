import assert from "node:assert/strict";
import {
  type Circumstances,
  type Mode,
  type Permission,
  permissionFor,
  type Place,
  type Policy,
  toolsFor,
} from "../../../src/chat/permission";
import { readFile } from "../../../src/chat/tools/readFile";
import type { EffectKind } from "../../../src/chat/tools/tool";
import { echo, Gated } from "./support/tools";

const EFFECTS: readonly EffectKind[] = ["reads", "writes", "deletes", "runs", "sends", "asks"];
const MODES: readonly Mode[] = ["ask", "plan", "edit", "agent"];
const TRUST = ["trusted", "restricted"] as const;
const PLACES: readonly Place[] = ["inside", "protected", "outside", "excluded"];
const POLICIES: readonly Policy[] = ["none", "chat", "workspace", "never"];
const TAINT = ["clean", "tainted"] as const;

/** Each cell is in exactly one row. `*` is any, `a|b` one of them, `!a` any but that. */
const TABLE = `
  effect          mode        trust       place      policy          taint    → permission rule

  asks            *           *           *          *               *        → allow   harmless
  !asks           *           *           excluded   *               *        → refuse  excluded

  reads           *           *           inside     *               *        → allow   harmless
  reads           *           *           protected  *               *        → allow   harmless
  reads           *           restricted  outside    *               *        → refuse  notTrusted
  reads           *           trusted     outside    never           *        → refuse  forbidden
  reads           *           trusted     outside    chat            *        → allow   granted
  reads           *           trusted     outside    workspace       clean    → allow   granted
  reads           *           trusted     outside    workspace       tainted  → ask     guarded
  reads           *           trusted     outside    none            clean    → ask     unasked
  reads           *           trusted     outside    none            tainted  → ask     guarded

  writes|deletes  *           restricted  !excluded  *               *        → refuse  notTrusted
  writes|deletes  ask|plan    trusted     !excluded  *               *        → refuse  notInMode
  writes|deletes  edit|agent  trusted     !excluded  never           *        → refuse  forbidden
  writes|deletes  edit|agent  trusted     outside    !never          *        → refuse  outside
  writes|deletes  edit|agent  trusted     protected  !never          *        → dialog  protected
  writes          edit|agent  trusted     inside     !never          clean    → allow   byMode
  writes          edit|agent  trusted     inside     !never          tainted  → ask     guarded
  deletes         edit|agent  trusted     inside     none            clean    → ask     unasked
  deletes         edit|agent  trusted     inside     chat|workspace  clean    → allow   granted
  deletes         edit|agent  trusted     inside     !never          tainted  → ask     guarded

  runs            *           restricted  !excluded  *               *        → refuse  notTrusted
  runs            !agent      trusted     !excluded  *               *        → refuse  notInMode
  runs            agent       trusted     !excluded  never           *        → refuse  forbidden
  runs            agent       trusted     protected  !never          *        → dialog  protected
  runs            agent       trusted     inside|outside  none            clean    → ask     unasked
  runs            agent       trusted     inside|outside  chat|workspace  clean    → allow   granted
  runs            agent       trusted     inside|outside  !never          tainted  → ask     guarded

  sends           *           *           !excluded  never           *        → refuse  forbidden
  sends           *           *           protected  !never          *        → dialog  protected
  sends           *           restricted  inside|outside  !never          *        → ask     guarded
  sends           *           trusted     inside|outside  !never          tainted  → ask     guarded
  sends           *           trusted     inside|outside  none            clean    → ask     unasked
  sends           *           trusted     inside|outside  chat|workspace  clean    → allow   granted
`;

type Cell = readonly [EffectKind, Mode, (typeof TRUST)[number], Place, Policy, (typeof TAINT)[number]];

const rows = TABLE.trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(/\s+/))
  .filter(({ length }) => length > 1)
  .map((words) => ({ wanted: words.slice(0, 6), kind: words[7], rule: words[8], text: words.join(" ") }));

const cells: readonly Cell[] = EFFECTS.flatMap((effect) =>
  MODES.flatMap((mode) =>
    TRUST.flatMap((trust) =>
      PLACES.flatMap((place) =>
        POLICIES.flatMap((policy) => TAINT.map((taint): Cell => [effect, mode, trust, place, policy, taint])),
      ),
    ),
  ),
);

function fits(wanted: string, given: string): boolean {
  return wanted.startsWith("!") ? !fits(wanted.slice(1), given) : wanted === "*" || wanted.split("|").includes(given);
}

function permissionOf([effect, mode, trust, place, policy, taint]: Cell): Permission {
  const circumstances: Circumstances = {
    ...{ mode, place, policy },
    isTrusted: trust === "trusted",
    isTainted: taint === "tainted",
  };
  return permissionFor(effect, circumstances);
}

describe("what needs a person's word", () => {
  it("stands in a table, in which each of the cells is once, and each row has some", () => {
    assert.equal(cells.length, 6 * 4 * 2 * 4 * 4 * 2);
    for (const cell of cells) {
      const found = rows.filter(({ wanted }) => wanted.every((one, at) => fits(one, cell[at] ?? "")));
      assert.equal(found.length, 1, `${cell.join(" ")}: ${found.map(({ text }) => text).join(" / ") || "in no row"}`);
    }
    const isOfSome = ({ wanted }: (typeof rows)[number]) =>
      cells.some((cell) => wanted.every((one, at) => fits(one, cell[at] ?? "")));
    assert.deepEqual(
      rows.filter((row) => !isOfSome(row)),
      [],
    );
  });

  for (const { wanted, kind, rule, text } of rows) {
    it(text, () => {
      for (const cell of cells.filter((one) => wanted.every((given, at) => fits(given, one[at] ?? "")))) {
        assert.deepEqual(permissionOf(cell), { kind, rule }, cell.join(" "));
      }
    });
  }

  const allowed = cells.filter((cell) => permissionOf(cell).kind === "allow");
  const asked = cells.filter((cell) => ["ask", "dialog"].includes(permissionOf(cell).kind));

  for (const [rule, isBroken] of [
    [
      "in a tainted chat nobody speaks for the person but for reading: the workspace, and what was granted in this very chat",
      ([effect, , , place, policy, taint]) =>
        taint === "tainted" && effect !== "asks" && !(effect === "reads" && (place !== "outside" || policy === "chat")),
    ],
    [
      "in a workspace that is not trusted nothing is written, deleted, run or sent unasked, and nothing outside is read",
      ([effect, , trust, place]) =>
        trust === "restricted" && effect !== "asks" && !(effect === "reads" && place !== "outside"),
    ],
    ["what is excluded is never allowed", ([effect, , , place]) => place === "excluded" && effect !== "asks"],
    [
      "no mode that only looks changes anything",
      ([effect, mode]) => /ask|plan/.test(mode) && /writes|deletes|runs/.test(effect),
    ],
    [
      "what is protected is never changed without a dialog",
      ([effect, , , place]) => place === "protected" && /writes|deletes/.test(effect),
    ],
    [
      "what was forbidden is not allowed",
      ([effect, , , place, policy]) =>
        policy === "never" && effect !== "asks" && !(effect === "reads" && place !== "outside"),
    ],
  ] as readonly (readonly [string, (cell: Cell) => boolean])[]) {
    it(`keeps to it that ${rule}`, () => assert.deepEqual(allowed.filter(isBroken), []));
  }

  it("is never asked for what no word makes possible", () => {
    assert.deepEqual(
      asked.filter(
        ([effect, mode, trust, place, policy]) =>
          place === "excluded" ||
          policy === "never" ||
          (trust === "restricted" && effect !== "sends") ||
          (/ask|plan/.test(mode) && /writes|deletes|runs/.test(effect)),
      ),
      [],
    );
  });

  it("is by a dialog of its own for what is protected, and for nothing else", () => {
    for (const cell of asked)
      assert.equal(permissionOf(cell).kind === "dialog", cell[3] === "protected", cell.join(" "));
  });
});

describe("the tools that a model is offered", () => {
  const offered = (mode: Mode, isTrusted: boolean) =>
    toolsFor(mode, isTrusted, [readFile, echo, new Gated("write", "writes"), running]).map(({ name }) => name);
  const running = { ...echo, name: "run", does: ["runs", "reads"] as const };

  it("are those that could do something in the mode, and in the workspace as far as it is trusted", () => {
    assert.deepEqual(offered("ask", true), ["read_file", "echo"]);
    assert.deepEqual(offered("plan", true), ["read_file", "echo"]);
    assert.deepEqual(offered("edit", true), ["read_file", "echo", "write"]);
    assert.deepEqual(offered("agent", true), ["read_file", "echo", "write", "run"]);
    for (const mode of MODES) assert.deepEqual(offered(mode, false), ["read_file", "echo"]);
  });
});
