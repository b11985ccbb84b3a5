import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Purpose } from "../../src/mistral/purpose";
import type { Quiet } from "../../src/completion/quiet";
import type { Excluded } from "../../src/mistral/privacy/excluded";
import { CHAT } from "../../src/vscode/chat/feature";
import { GHOST_TEXT, LEARNING } from "../../src/vscode/completion/feature";
import type { MenuParts } from "../../src/vscode/completion/menu";
import { LastQuiet } from "../../src/vscode/completion/reasons";
import { Snooze } from "../../src/vscode/completion/snooze";
import { showMenu } from "../../src/vscode/status/menu";
import { EDITS } from "../../src/vscode/edits/feature";
import type { Feature, MenuEntry } from "../../src/vscode/feature";
import { Features } from "../../src/vscode/features";
import { LEDGER } from "../../src/vscode/ledger/feature";
import { LOG } from "../../src/vscode/log";
import { KEYS_AND_MODELS, SIGN_IN } from "../../src/vscode/mistral/feature";
import { Settings } from "../../src/vscode/settings";
import { STATUS } from "../../src/vscode/status/feature";
import { FROM_STATUS_BAR } from "../../src/vscode/status/status";
import type { StatusCure, StatusItem } from "../../src/vscode/status/statusItem";
import { VirtualClock } from "../unit/completion/learning/virtualClock";
import { extension, setSetting } from "./support/extension";
import { openFile, writeFile } from "./support/files";
import { listsForEachTest, type Offer } from "./support/lists";
import { until } from "./support/waiting";

const MINUTE = 60_000;

const excludedBy = (excluded: Excluded | undefined) => ({
  why: () => excluded,
  sentence: () => excluded && "It is excluded by a rule.",
});

const ready: StatusItem = { kind: "ready", text: "$(sparkle) Codestral", says: ["Codestral is ready."] };

interface Facts extends MenuParts {
  /** The features that have started. */
  readonly has: typeof ALL;
  isPaused(this: void, purpose: Purpose): boolean;
}

/** In the order of `extension.ts`. */
const ALL = [
  LOG,
  LEDGER,
  LEARNING,
  GHOST_TEXT,
  CHAT,
  EDITS,
  KEYS_AND_MODELS,
  SIGN_IN,
  STATUS,
] as Feature<vscode.Disposable>[];

/** What the features that ship have in the menu. */
function handedOver({ has = ALL, ...facts }: Partial<Facts>): readonly MenuEntry[] {
  const features = new Features({ error: assert.fail });
  const started = {
    isPaused: () => false,
    exclusion: excludedBy(undefined),
    settings: new Settings({ warn: () => {} }),
    snooze: new Snooze(new VirtualClock()),
    quiet: new LastQuiet(),
    ...facts,
    dispose: () => {},
  };
  for (const feature of has) {
    features.start(feature, () => started);
  }
  return features.menu();
}

describe("the status bar's menu", () => {
  const list = listsForEachTest();
  before(() => extension().activate());

  async function menu({ now = ready, ...parts }: Partial<Facts> & { now?: StatusItem } = {}, from?: string) {
    const shown = showMenu({ now, menu: () => handedOver(parts) }, from);
    return { shown, offer: await list() };
  }

  /** What the menu has run. */
  function commandsForEachTest(): () => unknown[][] {
    const original = vscode.commands.executeCommand;
    let run: unknown[][] = [];
    beforeEach(() => {
      run = [];
      Reflect.set(vscode.commands, "executeCommand", (...command: unknown[]) => {
        run.push(command);
        return Promise.resolve();
      });
    });
    afterEach(() => Reflect.set(vscode.commands, "executeCommand", original));
    return () => run;
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

  describe("where something is wrong", () => {
    const commands = commandsForEachTest();

    const cases: readonly [StatusItem["kind"], StatusCure, string, string][] = [
      ["noKey", "setApiKey", "Set API Key", "codestral.setApiKey"],
      ["failure", "manageApiKeys", "Manage API Keys", "codestral.manageApiKeys"],
      ["failure", "pickChatModel", "Pick a Model", "codestral.pickChatModel"],
      ["failure", "pickCompletionModel", "Pick a Model", "codestral.pickCompletionModel"],
      ["failure", "tryConnection", "Try the Connection", "codestral.tryConnection"],
      ["failure", "showLog", "Show Log", "codestral.showLog"],
      ["failure", "openSettings", "Open Settings", "workbench.action.openSettings"],
      ["failure", "newChat", "New Chat", "codestral.newChat"],
    ];
    for (const [kind, cure, label, command] of cases) {
      it(`offers the cure first: ${command}`, async () => {
        const now: StatusItem = { kind, text: "$(warning) Codestral", says: ["It is so.", "And so."], cure };
        const { shown, offer } = await menu({ now });
        const [first] = offer.choices;
        assert.deepEqual([first?.label, first?.detail], [`$(warning) ${label}`, "It is so. And so."]);
        offer.pick(label);
        await shown;
        assert.deepEqual(
          commands().map(([name]) => name),
          [command],
        );
      });
    }

    it("says that the budget keeps background work back", async () => {
      const { shown, offer } = await menu({ isPaused: (purpose) => purpose === "background" });
      assert.match(offer.choices[0]?.detail ?? "", /budget is spent/);
      offer.pick("Background work is paused");
      await shown;
      assert.deepEqual(commands(), [["codestral.showUsage"]]);
    });

    it("puts the focus back into the editor when it was opened in the status bar, and only then", async () => {
      const back = ["workbench.action.focusActiveEditorGroup"];
      for (const [from, label, expected] of [
        [FROM_STATUS_BAR, undefined, [back]],
        [FROM_STATUS_BAR, "Show log", [back, ["codestral.showLog"]]],
        [undefined, "Show log", [["codestral.showLog"]]],
      ] as const) {
        commands().length = 0;
        const { shown, offer } = await menu({}, from);
        offer.pick(label);
        await shown;
        assert.deepEqual(commands(), expected);
      }
    });
  });

  it("offers all there is in its order, also where nothing is wrong", async () => {
    const { shown, offer } = await menu();
    const { Separator } = vscode.QuickPickItemKind;
    assert.deepEqual(
      offer.choices.map(({ kind, label }) => (kind === Separator ? "" : label.replace(/^\S+ /, ""))),
      [
        ...["Turn ghost text off", "Snooze ghost text…"],
        ...["", "Open chat", "Pick chat model…", "Pick completion model…", "Manage API keys…"],
        ...["", "Completion statistics", "Show usage", "Show what was sent"],
        ...["", "Try the connection", "Settings", "Show log"],
      ],
    );
    offer.pick(undefined);
    await shown;
  });

  it("has no line between what is not there", async () => {
    const { shown, offer } = await menu({ has: ALL.filter(({ name }) => name === LOG.name || name === STATUS.name) });
    assert.deepEqual(
      offer.choices.map(({ label }) => label),
      ["", "$(gear) Settings", "$(output) Show log"],
    );
    offer.pick(undefined);
    await shown;
  });

  it("leads to the setting where comments are switched off, and can still be asked", async () => {
    const { quiet } = await quietAt("menu-comment.ts", "inComment");
    const { shown, offer } = await menu({ quiet });
    assert.deepEqual(
      offer.choices.slice(0, 2).map(({ label }) => label),
      ["$(gear) Open the setting", "$(info) Ask for a suggestion anyway"],
    );
    offer.pick(undefined);
    await shown;
  });

  it("says why a file is excluded, and does not offer to ask anyway", async () => {
    await vscode.window.showTextDocument(await openFile("menu-excluded.ts", "const a = 1;\n"));
    const { shown, offer } = await menu({ exclusion: excludedBy({ rule: "setting", pattern: "*" }) });
    assert.deepEqual(
      [offer.choices[0]?.label, offer.choices[0]?.detail],
      ["$(gear) Open the setting", "Nothing is suggested. It is excluded by a rule."],
    );
    assert.doesNotMatch(offer.choices.map(({ label }) => label).join("\n"), /anyway/);
    offer.pick(undefined);
    await shown;
  });

  it("opens the ignore file that excludes a file", async () => {
    writeFile("menu/.codestralignore", "*.ts\n");
    await vscode.window.showTextDocument(await openFile("menu/ignored.ts", "const a = 1;\n"));
    const file = "menu/.codestralignore";
    const { shown, offer } = await menu({ exclusion: excludedBy({ rule: "ignoreFile", pattern: "*.ts", file }) });
    offer.pick(`Open ${file}`);
    await shown;
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /\/menu\/\.codestralignore$/);
  });
});
