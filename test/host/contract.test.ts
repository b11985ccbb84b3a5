import assert from "node:assert/strict";
import * as vscode from "vscode";
import { DEFAULTS, RANGES, Settings } from "../../src/vscode/settings";
import { extension, setSetting } from "./support/extension";
import { writeFile } from "./support/files";
import { logText, logThatSays } from "./support/log";
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
type Single = Parameters<Settings["get"]>[0];
/** Lists are read otherwise, and have tests of their own. */
const names = (Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]).filter(
  (name): name is Single => typeof DEFAULTS[name] !== "object",
);

describe("the contract with package.json", () => {
  before(() => extension().activate());

  it("registers each command that is declared, and no other", async () => {
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("codestral."));
    // The editor adds some of its own for the chat's view.
    const ours = registered.filter((id) => !id.startsWith("codestral.chat."));
    assert.deepEqual(ours.toSorted(), declaredCommands().toSorted());
  });

  it("reads each setting that is declared, with its default, and no other", () => {
    const declared = Object.entries(manifest().contributes.configuration.properties);
    assert.deepEqual(
      Object.fromEntries(declared.map(([name, property]) => [name, property.default])),
      Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [`codestral.${name}`, value])),
    );
  });

  it("declares the range of each number", () => {
    const numbers = Object.entries(manifest().contributes.configuration.properties).filter(([, { type }]) =>
      /^(number|integer)$/.test(type),
    );
    assert.deepEqual(
      Object.fromEntries(numbers.map(([name, { type, minimum, maximum }]) => [name, [minimum, maximum, type]])),
      Object.fromEntries(
        Object.entries(RANGES).map(([name, { least, most, isWhole }]) => [
          `codestral.${name}`,
          [least, most, isWhole ? "integer" : "number"],
        ]),
      ),
    );
  });

  it("names existing commands and submenus in keys and menus", () => {
    const { keybindings, menus, submenus } = manifest().contributes;
    const entries = [...keybindings, ...Object.values(menus).flat()];
    const known = new Set([...declaredCommands(), ...submenus.map(({ id }) => id)]);
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
      assert.equal(ours().get("server"), DEFAULTS.server);
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

  for (const name of names) {
    it(`codestral.${name} counts as not set, and is complained of once`, async () => {
      const complaints: string[] = [];
      const settings = new Settings({ warn: (sentence) => complaints.push(sentence) });
      try {
        await setSetting(name, typeof DEFAULTS[name] === "string" ? 7 : "no");
        assert.equal(settings.get(name), DEFAULTS[name]);
        assert.equal(settings.get(name), DEFAULTS[name]);
      } finally {
        await setSetting(name, undefined);
      }
      assert.equal(complaints.length, 1);
      assert.ok(complaints[0]?.startsWith(`The setting codestral.${name} must be a ${typeof DEFAULTS[name]}`));
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
      assert.deepEqual(settings.own("exclude"), ["*.sql"]);
      assert.deepEqual(settings.workspace("exclude", folder.uri), ["legacy/"]);
      await setSetting("exclude", "*.sql");
      assert.deepEqual(settings.own("exclude"), []);
    } finally {
      await setSetting("exclude", undefined);
      await ours().update("exclude", undefined, vscode.ConfigurationTarget.Workspace);
    }
    assert.equal(complaints.length, 1);
    assert.match(complaints[0] ?? "", /^The setting codestral\.exclude must be a list of texts/);
  });
});

describe("a number out of its range", () => {
  for (const [name, value, range] of [
    ["monthlyBudget", -1, "number, 0 or more"],
    ["requestsAtOnce", 0, "number without a fraction, 1 to 8"],
    ["requestsAtOnce", 9, "number without a fraction, 1 to 8"],
    ["requestsAtOnce", 2.5, "number without a fraction, 1 to 8"],
  ] as const) {
    it(`codestral.${name} = ${value} counts as not set, and the range is named`, async () => {
      const complaints: string[] = [];
      try {
        await setSetting(name, value);
        assert.equal(new Settings({ warn: (sentence) => complaints.push(sentence) }).get(name), DEFAULTS[name]);
      } finally {
        await setSetting(name, undefined);
      }
      assert.deepEqual(complaints, [`The setting codestral.${name} must be a ${range}; its default is used instead.`]);
    });
  }

  it("is used when it is within it", async () => {
    try {
      await setSetting("monthlyBudget", 12.5);
      assert.equal(new Settings({ warn: assert.fail }).get("monthlyBudget"), 12.5);
    } finally {
      await setSetting("monthlyBudget", undefined);
    }
  });
});
