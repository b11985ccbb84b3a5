import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Quiet } from "../../../src/completion/quiet";
import { LastQuiet } from "../../../src/vscode/completion/reasons";
import { pickSnooze, Snooze } from "../../../src/vscode/completion/snooze";
import { showMenu } from "../../../src/vscode/menu";
import { Settings } from "../../../src/vscode/settings";
import { VirtualClock } from "../../unit/completion/learning/virtualClock";
import { extension, setSetting } from "../support/extension";
import { closeEverything, openFile } from "../support/files";
import { until } from "../support/waiting";

const MINUTE = 60_000;

interface Offer {
  readonly choices: readonly vscode.QuickPickItem[];
  pick(label: string | undefined): void;
}

/** Stands in for the person who picks from lists, which the editor offers no way to do from here. */
function listsForEachTest(): () => Promise<Offer> {
  const original = vscode.window.showQuickPick;
  const offers: Offer[] = [];
  const came = new vscode.EventEmitter<void>();
  beforeEach(() => {
    offers.length = 0;
    Reflect.set(vscode.window, "showQuickPick", (choices: readonly vscode.QuickPickItem[]) => {
      return new Promise((picked) => {
        const pick = (label?: string) => picked(choices.find((choice) => choice.label.endsWith(label ?? "none")));
        offers.push({ choices, pick });
        came.fire();
      });
    });
  });
  afterEach(() => Reflect.set(vscode.window, "showQuickPick", original));
  return () => until(came.event, () => offers.shift());
}

function snoozing() {
  const clock = new VirtualClock();
  const snooze = new Snooze(clock);
  const told: (number | undefined)[] = [];
  snooze.onDidChange(() => told.push(snooze.minutesLeft));
  return { clock, snooze, told };
}

describe("a snooze", () => {
  const list = listsForEachTest();

  it("tells of each minute that is left, and of its end", async () => {
    const { clock, snooze, told } = snoozing();
    snooze.begin(3 * MINUTE);
    assert.equal(snooze.sentence, "Ghost text is snoozed for 3 more minutes.");
    await clock.advance(2 * MINUTE + 1);
    assert.equal(snooze.sentence, "Ghost text is snoozed for 1 more minute.");
    await clock.advance(MINUTE);
    assert.deepEqual(told, [3, 2, 1, undefined]);
    assert.deepEqual([snooze.active, snooze.sentence, clock.timers], [false, undefined, 0]);
  });

  it("ends when it is told to, and then has no timer", async () => {
    const { clock, snooze, told } = snoozing();
    snooze.begin(15 * MINUTE);
    snooze.end();
    await clock.advance(20 * MINUTE);
    assert.deepEqual([told, snooze.active, clock.timers], [[15, undefined], false, 0]);
  });

  it("until restart has no end and no timer", async () => {
    const { clock, snooze, told } = snoozing();
    snooze.begin(Number.POSITIVE_INFINITY);
    await clock.advance(1_000 * MINUTE);
    assert.equal(snooze.sentence, "Ghost text is snoozed until restart.");
    assert.deepEqual([told, snooze.active, clock.timers], [[Number.POSITIVE_INFINITY], true, 0]);
  });

  it("that is begun again lasts as long as was said last", async () => {
    const { clock, snooze } = snoozing();
    snooze.begin(60 * MINUTE);
    await clock.advance(MINUTE);
    snooze.begin(5 * MINUTE);
    assert.equal(snooze.minutesLeft, 5);
    await clock.advance(5 * MINUTE);
    assert.deepEqual([snooze.active, clock.timers], [false, 0]);
  });

  for (const [label, minutes] of [
    ["5 minutes", 5],
    ["15 minutes", 15],
    ["1 hour", 60],
    ["Until restart", Number.POSITIVE_INFINITY],
  ] as const) {
    it(`is begun by picking “${label}”`, async () => {
      const { snooze } = snoozing();
      const picked = pickSnooze(snooze);
      (await list()).pick(label);
      await picked;
      assert.equal(snooze.minutesLeft, minutes);
      snooze.dispose();
    });
  }

  it("is not begun by leaving the list", async () => {
    const { snooze } = snoozing();
    const picked = pickSnooze(snooze);
    (await list()).pick(undefined);
    await picked;
    assert.equal(snooze.active, false);
  });
});

describe("the status bar's menu", () => {
  const list = listsForEachTest();
  before(() => extension().activate());
  afterEach(closeEverything);

  async function menu({ snooze = new Snooze(new VirtualClock()), quiet = new LastQuiet() }) {
    const shown = showMenu({
      status: { trouble: undefined },
      settings: new Settings({ warn: () => {} }),
      snooze,
      quiet,
    });
    return { shown, offer: await list() };
  }

  const said = ({ choices }: Offer) => choices.map(({ label, detail }) => detail ?? label);

  /** Opens a file, in which nothing is suggested at the end of its first line. */
  async function quietAt(name: string, reason: Quiet) {
    const document = await openFile(name, "const a = 1;\n");
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 12, 0, 12);
    const quiet = new LastQuiet();
    quiet.set(document.uri.toString(), reason);
    return { editor, quiet };
  }

  it("says first why nothing is suggested where the cursor is", async () => {
    const { quiet } = await quietAt("quiet.ts", "restOfLine");
    const { shown, offer } = await menu({ quiet });
    assert.equal(said(offer)[0], "Nothing is suggested. The rest of the line leaves no room.");
    offer.pick(undefined);
    await shown;
  });

  it("says no reason that holds elsewhere or held before", async () => {
    const { editor, quiet } = await quietAt("before.ts", "restOfLine");
    assert.equal(quiet.here(), "restOfLine");
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    assert.equal(quiet.here(), undefined);
    editor.selection = new vscode.Selection(0, 12, 0, 12);
    assert.equal(quiet.here(), "restOfLine");
    quiet.set("file:///elsewhere.ts", "restOfLine");
    assert.equal(quiet.here(), undefined);
    quiet.set(editor.document.uri.toString(), "midWord");
    quiet.set(editor.document.uri.toString(), undefined);
    assert.equal(quiet.here(), undefined);
  });

  it("does not say that ghost text is snoozed or off once it is not", async () => {
    for (const reason of ["snoozed", "off", "offForLanguage"] as const) {
      const { quiet } = await quietAt(`${reason}.ts`, reason);
      const { shown, offer } = await menu({ quiet });
      assert.doesNotMatch(said(offer).join("\n"), /Nothing is suggested/, reason);
      offer.pick(undefined);
      await shown;
    }
  });

  it("says where ghost text is off, and what its switches switch", async () => {
    const { quiet } = await quietAt("switches.ts", "midWord");
    try {
      await setSetting("completion.enabled", false, "typescript");
      const { shown, offer } = await menu({ quiet });
      assert.deepEqual(said(offer).slice(0, 3), [
        "Nothing is suggested. Ghost text is turned off for this language.",
        "$(circle-slash) Turn ghost text off for all other languages",
        "$(check) Turn ghost text on for typescript",
      ]);
      offer.pick(undefined);
      await shown;
    } finally {
      await setSetting("completion.enabled", undefined, "typescript");
    }
  });

  it("offers to end a snooze, and says how long it lasts", async () => {
    const snooze = new Snooze(new VirtualClock());
    snooze.begin(15 * MINUTE);
    const { shown, offer } = await menu({ snooze });
    assert.equal(offer.choices[0]?.label, "$(bell) End snooze");
    assert.equal(offer.choices[0]?.detail, "Ghost text is snoozed for 15 more minutes.");
    assert.doesNotMatch(said(offer).join("\n"), /Snooze ghost text/);
    offer.pick(undefined);
    await shown;
    snooze.dispose();
  });

  it("offers to begin one otherwise, and the statistics", async () => {
    const { shown, offer } = await menu({});
    const labels = offer.choices.map(({ label }) => label);
    assert.ok(labels.includes("$(bell-slash) Snooze ghost text…") && labels.includes("$(graph) Completion statistics"));
    offer.pick("Completion statistics");
    await shown;
    const { tabGroups } = vscode.window;
    const isOpen = () => tabGroups.activeTabGroup.activeTab?.label === "Completion Statistics" || undefined;
    await until(tabGroups.onDidChangeTabs, isOpen);
  });
});
