import assert from "node:assert/strict";
import { appendFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Asking } from "../../../src/chat/consent";
import type { Choice } from "../../../src/chat/protocol";
import type { Effect } from "../../../src/chat/tools/tool";
import type { WorkspacePort } from "../../../src/workspace/port";
import { never } from "../mistral/support/asks";
import { TemporaryFolder, workspaceOf } from "../workspace/folder";
import { consentFor } from "./support/consent";

describe("consent", () => {
  let folder: TemporaryFolder;
  let notes: string;
  let other: string;
  let told: ReturnType<typeof consentFor>;
  let isTainted: boolean;

  beforeEach(async () => {
    folder = await TemporaryFolder.create();
    await folder.write("app/a.ts", "inside\n");
    await folder.write("app/.vscode/settings.json", "{}\n");
    await folder.write("notes.md", "outside\n");
    await folder.write("other.md", "outside, too\n");
    await folder.write(".env", "TOKEN=mine\n");
    [notes, other] = [join(folder.path, "notes.md"), join(folder.path, "other.md")];
    told = consentFor(inFolder());
    isTainted = false;
  });
  afterEach(() => folder.remove());

  const inFolder = (changed: Partial<WorkspacePort> = {}): WorkspacePort => ({
    ...workspaceOf([join(folder.path, "app")], {}, (path) =>
      path.endsWith(".env") ? `${path} holds secrets.` : undefined,
    ),
    ...changed,
  });
  const permit = (
    effects: readonly Effect[],
    { mode = "ask", conversation = "one", signal = never() }: Partial<Asking> & { signal?: AbortSignal } = {},
  ) =>
    told.consent.permit(
      { id: "abcdefghi", name: "tool", arguments: JSON.stringify(effects) },
      effects,
      { mode, conversation, isTainted: () => isTainted },
      signal,
    );
  const read = (...paths: readonly string[]) => paths.map((path): Effect => ({ kind: "reads", path }));
  /** What of the files may be read, and what is refused with which words for the model. */
  const shapeOf = (permitted: Awaited<ReturnType<typeof permit>>) => {
    if (permitted === undefined) return "stopped";
    if ("refusal" in permitted) return permitted.refusal.sentence;
    return {
      outside: [...permitted.outside.keys()],
      refused: [...permitted.refused.values()].map(({ sentence }) => sentence),
    };
  };
  const answer = async (at: number, choice: Choice) => {
    const { id } = await told.question(at);
    assert.equal(told.consent.answer(id, choice), true);
  };
  const ALLOWED = (path: string) => ({ outside: [path], refused: [] });
  const DENIED = (path: string) => ({
    outside: [],
    refused: [`${path} is not read, because the person did not allow it. Go on without it.`],
  });

  it("is not asked for what lies in the workspace, or is not there", async () => {
    for (const paths of [["a.ts"], ["a.ts", "none.ts"], [join(folder.path, "none.md")], [folder.path], ["../none"]]) {
      assert.deepEqual(shapeOf(await permit(read(...paths))), { outside: [], refused: [] });
    }
    assert.deepEqual(told.asked, []);
  });

  for (const named of ["/notes.md", "file:///notes.md", "../notes.md", "src/../../notes.md", "link.md"]) {
    it(`asks for a file outside that is named ${named}, by its true place`, async () => {
      await symlink(notes, join(folder.path, "app/link.md"));
      const path = named.replace(/^(?:file:\/\/)?(?=\/)/, (start) => `${start}${folder.path}`);
      const permitted = permit(read(path));
      const question = await told.question(0);
      assert.deepEqual(question.about, [notes]);
      assert.match(question.sentence, /read this file, which is outside the workspace\?$/);
      assert.deepEqual(question.choices, ["once", "chat", "workspace", "notNow", "never"]);
      await answer(0, "once");
      assert.deepEqual(shapeOf(await permitted), ALLOWED(path));
      assert.equal(told.consent.question, undefined);
    });
  }

  it("is for one call where it was given once", async () => {
    const first = permit(read(notes));
    await answer(0, "once");
    await first;
    const second = permit(read(notes));
    await answer(1, "notNow");
    assert.deepEqual(shapeOf(await second), DENIED(notes));
    assert.deepEqual(told.grants.all(), []);
  });

  it("for a chat holds in that chat alone, for that file alone, also when it is tainted", async () => {
    const first = permit(read(notes));
    await answer(0, "chat");
    assert.deepEqual(shapeOf(await first), ALLOWED(notes));
    isTainted = true;
    assert.deepEqual(shapeOf(await permit(read(notes))), ALLOWED(notes));
    assert.equal(told.asked.length, 1);
    const elsewhere = permit(read(notes), { conversation: "two" });
    await answer(1, "notNow");
    assert.deepEqual(shapeOf(await elsewhere), DENIED(notes));
    const another = permit(read(other));
    await answer(2, "notNow");
    assert.deepEqual(shapeOf(await another), DENIED(other));
  });

  it("for a workspace holds in every chat, but lets nothing new into a tainted one", async () => {
    for (const [at, path] of [notes, other].entries()) {
      const first = permit(read(path), { conversation: "before" });
      await answer(at, "workspace");
      await first;
    }
    assert.deepEqual(shapeOf(await permit(read(notes))), ALLOWED(notes));
    isTainted = true;
    assert.deepEqual(shapeOf(await permit(read(notes))), ALLOWED(notes), "it has let it in before");
    const second = permit(read(other));
    const question = await told.question(2);
    assert.ok(question.notes.some((note) => /has read from outside/.test(note)));
    await answer(2, "notNow");
    assert.deepEqual(shapeOf(await second), DENIED(other));
  });

  it("is not asked for again where it was never to be given, until that is taken back", async () => {
    const first = permit(read(notes));
    await answer(0, "never");
    assert.deepEqual(shapeOf(await first), DENIED(notes));
    assert.deepEqual(shapeOf(await permit(read(notes), { conversation: "two" })), {
      outside: [],
      refused: [`${notes} is not read, because the person has forbidden it. Do not ask for it again.`],
    });
    assert.equal(told.asked.length, 1);
    const [grant] = told.grants.all();
    assert.ok(grant);
    told.grants.takeBack(grant);
    const again = permit(read(notes));
    await answer(1, "once");
    assert.deepEqual(shapeOf(await again), ALLOWED(notes));
  });

  it("is asked for again when the file has changed meanwhile, and says so", async () => {
    const permitted = permit(read(notes));
    await told.question(0);
    await appendFile(notes, "and more\n");
    await answer(0, "once");
    const again = await told.question(1);
    assert.ok(again.notes.some((note) => /has changed since/.test(note)));
    await answer(1, "once");
    assert.deepEqual(shapeOf(await permitted), ALLOWED(notes));
  });

  it("is asked for again when the path leads to another file by then, also to a twin", async () => {
    await folder.write("twin.md", "outside\n");
    await symlink(notes, join(folder.path, "app/link.md"));
    const permitted = permit(read("link.md"));
    await told.question(0);
    await rm(join(folder.path, "app/link.md"));
    await symlink(join(folder.path, "twin.md"), join(folder.path, "app/link.md"));
    await answer(0, "once");
    assert.deepEqual((await told.question(1)).about, [join(folder.path, "twin.md")]);
    await answer(1, "notNow");
    assert.deepEqual(shapeOf(await permitted), DENIED("link.md"));
  });

  it("never reaches what is excluded, whatever was granted, and is not asked for it", async () => {
    const env = join(folder.path, ".env");
    told.grants.add({ effect: "reads", what: env }, "workspace", "one");
    assert.deepEqual(shapeOf(await permit(read(env))), { outside: [], refused: [`${env} holds secrets.`] });
    assert.deepEqual(told.asked, []);
  });

  it("does not leave a workspace that is not trusted", async () => {
    told = consentFor(inFolder({ isTrusted: false }));
    told.grants.add({ effect: "reads", what: notes }, "workspace", "one");
    assert.deepEqual(shapeOf(await permit(read(notes, "a.ts"))), {
      outside: [],
      refused: [`${notes} is not read, because the person has not trusted this workspace. Go on without it.`],
    });
    assert.deepEqual(told.asked, []);
  });

  it("is asked for several files of a call at once, and leaves what needs none", async () => {
    const permitted = permit(read("a.ts", notes, other));
    const question = await told.question(0);
    assert.deepEqual(question.about, [notes, other]);
    assert.match(question.sentence, /these files, which are outside/);
    await answer(0, "chat");
    assert.deepEqual(shapeOf(await permitted), { outside: [notes, other], refused: [] });
    assert.equal(told.grants.all().length, 2);
  });

  it("asks one question at a time, and none that the answer before has answered", async () => {
    const calls = [permit(read(notes)), permit(read(notes)), permit(read(other))];
    await answer(0, "chat");
    await answer(1, "once");
    assert.deepEqual((await Promise.all(calls)).map(shapeOf), [ALLOWED(notes), ALLOWED(notes), ALLOWED(other)]);
    assert.deepEqual(
      told.asked.map(({ about }) => about),
      [[notes], [other]],
    );
  });

  it("counts as refused where it was stopped: the question that waits, and those that had still to be asked", async () => {
    const stop = new AbortController();
    const calls = [notes, other].map((path) => permit(read(path), { signal: stop.signal }));
    const { id } = await told.question(0);
    stop.abort();
    assert.deepEqual((await Promise.all(calls)).map(shapeOf), [DENIED(notes), DENIED(other)]);
    assert.equal(told.asked.length, 1);
    assert.equal(told.consent.answer(id, "once"), false);
    const next = permit(read(notes));
    await answer(1, "once");
    assert.deepEqual(shapeOf(await next), ALLOWED(notes), "the next one is asked for");
  });

  it("takes no answer that nobody was asked for, that was given before, or that was not offered", async () => {
    assert.equal(told.consent.answer("", "once"), false);
    const permitted = permit(read(notes));
    const { id } = await told.question(0);
    for (const [forged, choice] of [
      [`${id} `, "once"],
      ["__proto__", "once"],
      [id, "always"],
      [id, "constructor"],
    ] as const) {
      assert.equal(told.consent.answer(forged, choice as Choice), false);
    }
    assert.equal(told.consent.question?.id, id);
    await answer(0, "once");
    assert.equal(told.consent.answer(id, "workspace"), false);
    assert.deepEqual(shapeOf(await permitted), ALLOWED(notes));
    assert.deepEqual(told.grants.all(), []);
  });

  describe("to a change", () => {
    const effect = (kind: "writes" | "deletes", path: string): Effect[] => [{ kind, path }];

    it("is by a dialog for what is protected, each time, and only then", async () => {
      told.says.inDialog = true;
      for (const count of [1, 2]) {
        const permitted = await permit(effect("writes", ".vscode/settings.json"), { mode: "agent" });
        assert.deepEqual(shapeOf(permitted), { outside: [], refused: [] });
        assert.equal(told.dialogs.length, count);
      }
      told.says.inDialog = false;
      assert.equal(
        shapeOf(await permit(effect("writes", ".vscode/settings.json"), { mode: "agent" })),
        ".vscode/settings.json is not written, because the person did not allow it. Go on without it.",
      );
      assert.deepEqual(shapeOf(await permit(effect("writes", "new.ts"), { mode: "edit" })), {
        outside: [],
        refused: [],
      });
      assert.deepEqual([told.asked, told.grants.all()], [[], []]);
    });

    it("offers no more than once where a chat has read from outside", async () => {
      isTainted = true;
      const permitted = permit(effect("deletes", "a.ts"), { mode: "edit" });
      const { choices, sentence } = await told.question(0);
      assert.deepEqual([choices, sentence], [["once", "notNow", "never"], "May Codestral delete this?"]);
      await answer(0, "once");
      assert.deepEqual(shapeOf(await permitted), { outside: [], refused: [] });
    });

    it("is refused outside of the workspace, and where the mode only looks", async () => {
      assert.match(
        JSON.stringify(shapeOf(await permit(effect("writes", notes), { mode: "agent" }))),
        /outside the workspace/,
      );
      assert.match(JSON.stringify(shapeOf(await permit(effect("writes", "a.ts")))), /because the chat is in a mode/);
    });

    it("is for a command as it was written", async () => {
      const run = (command: string) => permit([{ kind: "runs", command }], { mode: "agent" });
      const first = run("npm test");
      assert.deepEqual((await told.question(0)).about, ["npm test"]);
      await answer(0, "workspace");
      await first;
      assert.deepEqual(shapeOf(await run("npm test")), { outside: [], refused: [] });
      const second = run("npm test; rm -rf .");
      await answer(1, "notNow");
      assert.equal(
        shapeOf(await second),
        "npm test; rm -rf . is not run, because the person did not allow it. Go on without it.",
      );
    });
  });
});
