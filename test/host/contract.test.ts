import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Feature } from "../../src/vscode/feature";
import { CHAT } from "../../src/vscode/chat/feature";
import { SETTINGS as CHAT_SETTINGS } from "../../src/vscode/chat/settings";
import { GHOST_TEXT, LEARNING } from "../../src/vscode/completion/feature";
import { EDITS } from "../../src/vscode/edits/feature";
import { LEDGER } from "../../src/vscode/ledger/feature";
import { SETTINGS as LEDGER_SETTINGS } from "../../src/vscode/ledger/settings";
import { LOG } from "../../src/vscode/log";
import { KEYS_AND_MODELS, SIGN_IN } from "../../src/vscode/mistral/feature";
import { SETTINGS as MISTRAL_SETTINGS } from "../../src/vscode/mistral/settings";
import { Settings } from "../../src/vscode/settings";
import { STATUS } from "../../src/vscode/status/feature";
import { SETTINGS as WORKSPACE_SETTINGS } from "../../src/vscode/workspace/settings";
import { extension, setSetting } from "./support/extension";
import { writeFile } from "./support/files";
import { logText, logThatSays } from "./support/log";
import { FOLDERS, isSingle, SETTINGS } from "./support/settings";
import { until } from "./support/waiting";

interface Contribution {
  readonly command?: string;
  readonly submenu?: string;
}

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, Property>>;
    };
    readonly keybindings: readonly Contribution[];
    readonly menus: Readonly<Record<string, readonly Contribution[]>>;
    readonly submenus: readonly { readonly id: string }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

function manifest(): Manifest {
  return extension().packageJSON as Manifest;
}

const declaredCommands = () => manifest().contributes.commands.map(({ command }) => command);
const ours = () => vscode.workspace.getConfiguration("codestral");
/** Lists are read otherwise, and have tests of their own. */
const singles = SETTINGS.filter(isSingle);

/** What each folder of `src/vscode/` hands over that hands over anything. */
const FEATURES: Readonly<Record<string, readonly Pick<Feature<never>, "commands" | "menu">[]>> = {
  chat: [CHAT],
  completion: [GHOST_TEXT, LEARNING],
  edits: [EDITS],
  ledger: [LEDGER],
  mistral: [KEYS_AND_MODELS, SIGN_IN],
  status: [STATUS],
};

/** The folders of `src/vscode/` that have a file of this name. */
function foldersWith(file: string): string[] {
  const source = join(extension().extensionPath, "src", "vscode");
  return readdirSync(source).filter((folder) => existsSync(join(source, folder, file)));
}

describe("the contract with package.json", () => {
  before(() => extension().activate());

  it("registers each command that is declared, and no other", async () => {
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("codestral."));
    // The editor adds some of its own for each view.
    const ours = registered.filter((id) => !/^codestral\.(chat|reviews)\./.test(id));
    assert.deepEqual(ours.toSorted(), declaredCommands().toSorted());
  });

  it("declares what the features hand over, and no other", () => {
    assert.deepEqual(foldersWith("feature.ts").toSorted(), Object.keys(FEATURES).toSorted());
    const handed = [...Object.values(FEATURES).flat(), LOG].flatMap(({ commands = {} }) => Object.keys(commands));
    assert.deepEqual(declaredCommands().toSorted(), handed.map((name) => `codestral.${name}`).toSorted());
  });

  it("has nothing in the status bar's menu that is no command", () => {
    const entry = { settings: new Settings({ warn: assert.fail }), isPaused: () => true };
    const quiet = { snooze: { active: false, sentence: "Snoozed." }, quiet: { here: () => "midWord" } };
    const exclusion = { why: () => undefined, sentence: () => undefined };
    const features = [...Object.values(FEATURES).flat(), LOG] as Pick<Feature<object>, "menu">[];
    const run = features
      .flatMap(({ menu }) => menu?.({ ...entry, ...quiet, exclusion }) ?? [])
      .flatMap(({ does }) => (typeof does === "string" ? [`codestral.${does}`] : []));
    assert.ok(run.length > 10);
    assert.deepEqual(
      run.filter((command) => !declaredCommands().includes(command)),
      [],
    );
  });

  it("reads each setting that is declared, with its default, and no other", () => {
    assert.deepEqual(foldersWith("settings.ts").toSorted(), Object.keys(FOLDERS).toSorted());
    const declared = Object.entries(manifest().contributes.configuration.properties);
    assert.deepEqual(
      Object.fromEntries(declared.map(([name, property]) => [name, property.default])),
      Object.fromEntries(SETTINGS.map(({ name, fallback }) => [`codestral.${name}`, fallback])),
    );
  });

  it("declares the range of each number", () => {
    const numbers = Object.entries(manifest().contributes.configuration.properties).filter(([, { type }]) =>
      /^(number|integer)$/.test(type),
    );
    assert.deepEqual(
      Object.fromEntries(numbers.map(([name, { type, minimum, maximum }]) => [name, [minimum, maximum, type]])),
      Object.fromEntries(
        singles.flatMap(({ name, range }) =>
          range ? [[`codestral.${name}`, [range.least, range.most, range.isWhole ? "integer" : "number"]]] : [],
        ),
      ),
    );
  });

  it("names existing commands and submenus in keys and menus", async () => {
    const { keybindings, menus, submenus } = manifest().contributes;
    const entries = [...keybindings, ...Object.values(menus).flat()];
    const known = new Set([...declaredCommands(), ...submenus.map(({ id }) => id)]);
    const ofTheEditor = (await vscode.commands.getCommands()).filter((name) => name.startsWith("editor.action."));
    for (const name of ofTheEditor) known.add(name);
    assert.deepEqual(
      entries.map(({ command, submenu }) => command ?? submenu ?? "").filter((name) => !known.has(name)),
      [],
    );
    const places = Object.keys(menus).filter((place) => place.startsWith("codestral."));
    assert.deepEqual(places.toSorted(), submenus.map(({ id }) => id).toSorted());
  });
});

describe("the setting of the server", () => {
  it("is the machine's, and an untrusted workspace has no say in the models either", () => {
    const { properties } = manifest().contributes.configuration;
    assert.equal(properties["codestral.server"]?.scope, "machine");
    assert.deepEqual(manifest().capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(), [
      "codestral.chat.model",
      "codestral.completion.model",
      "codestral.exclude",
      "codestral.server",
      "codestral.useGitIgnore",
    ]);
  });

  it("cannot be written into a workspace", async () => {
    const write = vscode.workspace
      .getConfiguration("codestral")
      .update("server", "https://elsewhere.example", vscode.ConfigurationTarget.Workspace);
    await assert.rejects(Promise.resolve(write), /codestral\.server/);
  });

  it("is not taken from a workspace's file", async () => {
    const settings = { "codestral.server": "https://elsewhere.example", "codestral.completion.model": "theirs" };
    try {
      writeFile(".vscode/settings.json", JSON.stringify(settings));
      await until(
        vscode.workspace.onDidChangeConfiguration,
        () => ours().get("completion.model") === "theirs" || undefined,
      );
      assert.equal(ours().get("server"), MISTRAL_SETTINGS.server.fallback);
    } finally {
      writeFile(".vscode/settings.json", "{}");
    }
  });
});

describe("a setting of the wrong type", () => {
  it("is named in the extension's log, once", async () => {
    await extension().activate();
    try {
      await setSetting("completion.enabled", "no");
      const complaint = "The setting codestral.completion.enabled must be a boolean";
      await logThatSays(new RegExp(complaint));
      // Each change of the active editor has the status bar item read the setting again.
      const changed = new Promise((resolve) => vscode.window.onDidChangeActiveTextEditor(resolve));
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "" }));
      await changed;
      // The item reads this one too, as there is no key; what it had to say before is in the log by then.
      await setSetting("server", 7);
      await logThatSays(/The setting codestral\.server must be a string/);
      assert.equal(logText().split(complaint).length - 1, 1);
    } finally {
      await setSetting("completion.enabled", undefined);
      await setSetting("server", undefined);
    }
  });

  for (const setting of singles) {
    const { name, fallback } = setting;
    it(`codestral.${name} counts as not set, and is complained of once`, async () => {
      const complaints: string[] = [];
      const settings = new Settings({ warn: (sentence) => complaints.push(sentence) });
      try {
        await setSetting(name, typeof fallback === "string" ? 7 : "no");
        assert.equal(settings.get(setting), fallback);
        assert.equal(settings.get(setting), fallback);
      } finally {
        await setSetting(name, undefined);
      }
      assert.equal(complaints.length, 1);
      assert.ok(complaints[0]?.startsWith(`The setting codestral.${name} must be a ${typeof fallback}`));
    });
  }
});

describe("a list", () => {
  it("is what stands in all settings, without what is no text, which is complained of once", async () => {
    const complaints: string[] = [];
    const settings = new Settings({ warn: (sentence) => complaints.push(sentence) });
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    try {
      await setSetting("exclude", ["*.sql", 7]);
      await ours().update("exclude", ["legacy/"], vscode.ConfigurationTarget.Workspace);
      assert.deepEqual(settings.own(WORKSPACE_SETTINGS.exclude), ["*.sql"]);
      assert.deepEqual(settings.workspace(WORKSPACE_SETTINGS.exclude, folder.uri), ["legacy/"]);
      await setSetting("exclude", "*.sql");
      assert.deepEqual(settings.own(WORKSPACE_SETTINGS.exclude), []);
    } finally {
      await setSetting("exclude", undefined);
      await ours().update("exclude", undefined, vscode.ConfigurationTarget.Workspace);
    }
    assert.equal(complaints.length, 1);
    assert.match(complaints[0] ?? "", /^The setting codestral\.exclude must be a list of texts/);
  });
});

describe("a number out of its range", () => {
  const { monthlyBudget } = LEDGER_SETTINGS;
  const { requestsAtOnce } = MISTRAL_SETTINGS;
  const { answerBudget } = CHAT_SETTINGS;
  for (const [setting, value, range] of [
    [monthlyBudget, -1, "number, 0 or more"],
    [answerBudget, -0.5, "number, 0 or more"],
    [requestsAtOnce, 0, "number without a fraction, 1 to 8"],
    [requestsAtOnce, 9, "number without a fraction, 1 to 8"],
    [requestsAtOnce, 2.5, "number without a fraction, 1 to 8"],
  ] as const) {
    const { name, fallback } = setting;
    it(`codestral.${name} = ${value} counts as not set, and the range is named`, async () => {
      const complaints: string[] = [];
      try {
        await setSetting(name, value);
        assert.equal(new Settings({ warn: (sentence) => complaints.push(sentence) }).get(setting), fallback);
      } finally {
        await setSetting(name, undefined);
      }
      assert.deepEqual(complaints, [`The setting codestral.${name} must be a ${range}; its default is used instead.`]);
    });
  }

  it("is used when it is within it", async () => {
    try {
      await setSetting("monthlyBudget", 12.5);
      assert.equal(new Settings({ warn: assert.fail }).get(monthlyBudget), 12.5);
    } finally {
      await setSetting("monthlyBudget", undefined);
    }
  });
});
