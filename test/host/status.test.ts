import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ApiProblem } from "../../src/mistral/errors";
import { Health } from "../../src/mistral/health";
import type { ApiKey } from "../../src/mistral/keys/apiKey";
import type { Excluded } from "../../src/mistral/privacy/excluded";
import type { SentRequest } from "../../src/mistral/request";
import { NO_USAGE } from "../../src/mistral/usage";
import { Presence } from "../../src/vscode/completion/presence";
import { LastQuiet } from "../../src/vscode/completion/reasons";
import { Snooze } from "../../src/vscode/completion/snooze";
import { Settings } from "../../src/vscode/settings";
import { FROM_STATUS_BAR, Status } from "../../src/vscode/status/status";
import { disposesAfterEachTest } from "./support/disposing";
import { setSetting } from "./support/extension";
import { openFile } from "./support/files";
import { until } from "./support/waiting";

const key: ApiKey = { id: "1", name: "work", server: "https://own.example", work: "both", secret: "s" };

const request: SentRequest = {
  ...{ id: "1", at: 0, purpose: "completion", model: "m", server: "own.example", keyName: "work", characters: 1 },
  ...{ sources: [], redactions: [], body: () => "" },
};

const READY = "Codestral is ready. Click for the menu.";

/** What the status bar was told to show, as the editor lets nobody read it back from there. */
class Shown {
  readonly texts: string[] = [];
  command: unknown;
  accessibilityInformation: unknown;
  readonly changed = new vscode.EventEmitter<void>();
  private says = "";

  set text(text: string) {
    this.texts.push(text);
  }

  get text(): string {
    return this.texts.at(-1) ?? "";
  }

  set tooltip(says: string) {
    this.says = says;
    this.changed.fire();
  }

  get tooltip(): string {
    return this.says;
  }

  show(): void {}
  dispose(): void {}

  reads(text: string): Promise<true> {
    return until(this.changed.event, () => (this.text === text ? true : undefined));
  }

  isReady(): Promise<true> {
    return until(this.changed.event, () => (this.tooltip === READY ? true : undefined));
  }
}

class FakeGate {
  waiting: { purpose: "chat"; until: number } | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = (listener: () => void) => this.changed.event(listener);

  wait(milliseconds: number | undefined): void {
    this.waiting = milliseconds === undefined ? undefined : { purpose: "chat", until: Date.now() + milliseconds };
    this.changed.fire();
  }
}

/** Excludes a file by its name. */
class FakeExclusion {
  readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  rule: Excluded["rule"] = "setting";
  excludes = (path: string) => path.endsWith("status-excluded.ts");

  why({ path }: vscode.Uri): Excluded | undefined {
    return this.excludes(path) ? ({ rule: this.rule, pattern: "*" } as Excluded) : undefined;
  }

  sentence(uri: vscode.Uri): string | undefined {
    return this.why(uri) && "status-excluded.ts is excluded.";
  }
}

describe("the status bar item", () => {
  const dispose = disposesAfterEachTest();
  const original = vscode.window.createStatusBarItem;
  let shown: Shown;
  beforeEach(() => {
    shown = new Shown();
    Reflect.set(vscode.window, "createStatusBarItem", () => shown);
  });
  afterEach(() => Reflect.set(vscode.window, "createStatusBarItem", original));

  function begin(look: () => Promise<readonly ApiKey[]> = async () => [key]) {
    const health = new Health();
    const gate = new FakeGate();
    const keysChanged = dispose(new vscode.EventEmitter<void>());
    const quiet = dispose(new LastQuiet());
    const settings = new Settings({ warn: () => {} });
    const snooze = dispose(new Snooze());
    const keys = { keys: () => look(), onDidChange: keysChanged.event };
    const client = { gate } as unknown as ConstructorParameters<typeof Status>[0]["client"];
    const exclusion = new FakeExclusion();
    const ghostText = new Presence({ settings, snooze, quiet, exclusion });
    const status = dispose(new Status({ health, client, keys, settings, ghostText, menu: () => [] }));
    const end = (outcome: "answered" | ApiProblem) => {
      health.sent(request);
      const result = { outcome, usage: NO_USAGE, estimated: false, firstTokenMs: undefined, wholeMs: 1 };
      health.ended(request, result);
    };
    return { status, health, gate, keysChanged, quiet, exclusion, end };
  }

  it("claims nothing before the keys are known, and then the truth", async () => {
    const lookUp = Promise.withResolvers<readonly ApiKey[]>();
    begin(() => lookUp.promise);
    assert.equal(shown.tooltip, "Codestral is starting. Click for the menu.");
    lookUp.resolve([]);
    await shown.reads("$(key) Codestral: no key");
    assert.equal(shown.command, "codestral.setApiKey");
  });

  it("believes the latest look at the keys, whichever comes back last", async () => {
    const first = Promise.withResolvers<readonly ApiKey[]>();
    const looks = [first.promise, Promise.resolve([])];
    const { keysChanged, status } = begin(() => looks.shift() ?? assert.fail("a third look"));
    keysChanged.fire();
    await shown.reads("$(key) Codestral: no key");
    first.resolve([key]);
    await first.promise;
    assert.equal(status.now.kind, "noKey");
  });

  it("follows a key that another window sets or removes", async () => {
    let keys: readonly ApiKey[] = [];
    const { keysChanged } = begin(async () => keys);
    await shown.reads("$(key) Codestral: no key");
    keys = [key];
    keysChanged.fire();
    await shown.isReady();
    keys = [];
    keysChanged.fire();
    await shown.reads("$(key) Codestral: no key");
  });

  it("goes from offline to ready with the next success", async () => {
    const { end } = begin();
    await shown.isReady();
    end({ kind: "offline", server: "own.example", code: "ECONNREFUSED" });
    await shown.reads("$(debug-disconnect) Codestral: offline");
    end("answered");
    await shown.isReady();
  });

  it("is told of many requests at once only once", async () => {
    const { health, end } = begin();
    await shown.isReady();
    for (let count = 0; count < 100; count++) end("answered");
    health.sent(request);
    await shown.reads("$(loading~spin) Codestral");
    assert.deepEqual(shown.texts.slice(-2), ["$(sparkle) Codestral", "$(loading~spin) Codestral"]);
  });

  it("counts the seconds of a wait, and ends by itself", async () => {
    const { gate } = begin();
    await shown.isReady();
    gate.wait(2_500);
    const counted = () => shown.texts.flatMap((text) => /^\$\(watch\) Codestral (\d) s$/.exec(text)?.[1] ?? []);
    await until(shown.changed.event, () => counted().length > 0 || undefined);
    await shown.reads("$(sparkle) Codestral");
    // A busy machine may skip one.
    const seconds = counted()
      .map(Number)
      .filter((each, at, all) => each !== all[at - 1]);
    assert.ok(seconds.length > 1, String(seconds));
    assert.deepEqual(
      seconds,
      seconds.toSorted((one, other) => other - one),
    );
    assert.equal(shown.tooltip, READY);
  });

  it("says where ghost text is off, and why", async () => {
    begin();
    await vscode.window.showTextDocument(await openFile("status-off.ts", "const a = 1;\n"));
    await shown.isReady();
    try {
      await setSetting("completion.enabled", false, "typescript");
      await shown.reads("$(circle-slash) Codestral");
      assert.equal(shown.tooltip, "Ghost text is off for typescript. Click for the menu.");
    } finally {
      await setSetting("completion.enabled", undefined, "typescript");
    }
    await shown.isReady();
  });

  it("says that a file is excluded as soon as it is open, and no longer when it is not", async () => {
    const { exclusion } = begin();
    await shown.isReady();
    await vscode.window.showTextDocument(await openFile("status-excluded.ts", "const a = 1;\n"));
    await shown.reads("$(circle-slash) Codestral");
    assert.equal(shown.tooltip, "Ghost text is off here. status-excluded.ts is excluded. Click for the menu.");
    exclusion.excludes = () => false;
    exclusion.changed.fire();
    await shown.isReady();
  });

  it("does not call a file excluded while that is not known", async () => {
    const { exclusion } = begin();
    exclusion.rule = "loading";
    await vscode.window.showTextDocument(await openFile("status-excluded.ts", "const a = 1;\n"));
    await shown.isReady();
  });

  it("says that a document cannot be written to, wherever the cursor is in it", async () => {
    const { quiet } = begin();
    const document = await openFile("status-read-only.ts", "const a = 1;\nconst b = 1;\n");
    const editor = await vscode.window.showTextDocument(document);
    await shown.isReady();
    quiet.set(document.uri.toString(), "readOnly");
    await shown.reads("$(circle-slash) Codestral");
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    assert.equal(quiet.here(), "readOnly");
  });

  for (const reason of ["inComment", "inString"] as const) {
    it(`says that ghost text is off where the cursor is (${reason}), and no longer elsewhere`, async () => {
      const { quiet } = begin();
      const document = await openFile(`status-${reason}.ts`, "// a\nconst b = 1;\n");
      const editor = await vscode.window.showTextDocument(document);
      await shown.isReady();
      quiet.set(document.uri.toString(), reason);
      await shown.reads("$(circle-slash) Codestral");
      assert.match(shown.tooltip, /^Ghost text is off here\. .+ Click for the menu\.$/);
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await shown.isReady();
    });
  }

  it("says nothing of reasons that come and go", async () => {
    const { quiet, status } = begin();
    const document = await openFile("status-passing.ts", "const a = 1;\n");
    await vscode.window.showTextDocument(document);
    quiet.set(document.uri.toString(), "midWord");
    await shown.isReady();
    assert.equal(status.now.kind, "ready");
  });

  it("opens the menu, which knows where it was opened", async () => {
    begin();
    await shown.isReady();
    assert.deepEqual(shown.command, {
      command: "codestral.showMenu",
      title: "Show Menu",
      arguments: [FROM_STATUS_BAR],
    });
  });

  it("changes nothing any more when it is gone", async () => {
    const { status, gate, end } = begin();
    await shown.isReady();
    gate.wait(600_000);
    await shown.reads("$(watch) Codestral 600 s");
    status.dispose();
    const before = shown.texts.length;
    end("answered");
    gate.wait(undefined);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.equal(shown.texts.length, before);
  });
});
