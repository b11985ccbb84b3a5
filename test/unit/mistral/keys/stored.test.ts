import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  addKey,
  changeKey,
  DEFAULT_ID,
  type KeyList,
  keysToJson,
  parseKeys,
  removeKey,
  resolveKey,
  sameKey,
  setDefaultKey,
  type StoredKey,
  storedKeys,
} from "../../../../src/mistral/keys/stored";

const key = (id: string, more: Partial<StoredKey> = {}): StoredKey => ({
  ...{ id, name: `Key ${id}`, server: "https://api.mistral.ai", work: "both", secret: `secret-of-${id}` },
  ...more,
});
const empty = parseKeys(undefined);
const listOf = (...keys: readonly StoredKey[]): KeyList => keys.reduce(addKey, empty);
const names = (list: KeyList) => storedKeys(list).map(({ name }) => name);
const again = (list: KeyList) => parseKeys(keysToJson(list));

describe("the list of keys as it is kept", () => {
  it("comes back as it was, in its order", () => {
    const keys = [
      key("b"),
      key("a", { server: undefined, work: "chat" }),
      key("c", { work: "completion", secret: "" }),
    ];
    assert.deepEqual(storedKeys(again(listOf(...keys))), keys);
    assert.equal(JSON.parse(keysToJson(listOf(...keys))).version, 1);
  });

  it("is empty when there is nothing, or nothing one could read", () => {
    for (const json of [
      undefined,
      "",
      "{",
      "null",
      "7",
      '"text"',
      "[]",
      '{"keys":7}',
      '{"keys":{}}',
      '{"keys":null}',
    ]) {
      assert.deepEqual(storedKeys(parseKeys(json)), [], json);
    }
  });

  it("an empty server goes with the setting, as a missing one does", () => {
    const list = parseKeys(JSON.stringify({ version: 1, keys: [key("a", { server: "" })] }));
    assert.equal(storedKeys(list)[0]?.server, undefined);
  });

  it("a broken entry costs that entry only, and is still there when the list is written again", () => {
    const broken = [
      null,
      7,
      "x",
      {},
      { ...key("x"), id: "" },
      { ...key("x"), name: " " },
      { ...key("x"), work: "dance" },
    ];
    const more = [
      { ...key("x"), secret: undefined },
      { ...key("x"), server: 7 },
    ];
    for (const entry of [...broken, ...more]) {
      const list = parseKeys(JSON.stringify({ version: 1, keys: [key("a"), entry, key("b")] }));
      assert.deepEqual(storedKeys(list), [key("a"), key("b")]);
      const written = JSON.parse(keysToJson(changeKey(list, "a", { work: "chat" })));
      assert.deepEqual(written.keys[1], JSON.parse(JSON.stringify(entry)));
    }
  });

  it("of two entries with one id, the first counts", () => {
    const list = parseKeys(JSON.stringify({ keys: [key("a"), key("a", { secret: "other" })] }));
    assert.deepEqual(storedKeys(list), [key("a")]);
  });

  it("what a later version wrote survives each change", () => {
    const later = { version: 3, policy: { rotate: true }, keys: [{ ...key("a"), color: "red" }, key("b")] };
    const list = parseKeys(JSON.stringify(later));
    const changed = removeKey(addKey(changeKey(list, "a", { name: "New", secret: "s" }), key("c")), "b");
    const written = JSON.parse(keysToJson(setDefaultKey(changed, "d")));
    assert.equal(written.version, 3);
    assert.deepEqual(written.policy, { rotate: true });
    assert.deepEqual(written.keys[1], { ...key("a"), name: "New", secret: "s", color: "red" });
    assert.deepEqual(
      written.keys.map(({ id }: { id: string }) => id),
      [DEFAULT_ID, "a", "c"],
    );
  });

  it("two entries that were given the same name are told apart", () => {
    const list = parseKeys(JSON.stringify({ keys: [key("a", { name: "Work" }), key("b", { name: "work" })] }));
    assert.deepEqual(names(list), ["Work", "work 2"]);
  });
});

describe("changing the list of keys", () => {
  it("a new key gets a number when its name is taken, and keeps its own when renamed to itself", () => {
    const list = listOf(key("a", { name: "Work" }), key("b", { name: "WORK" }), key("c", { name: "Work" }));
    assert.deepEqual(names(list), ["Work", "WORK 2", "Work 3"]);
    assert.deepEqual(names(changeKey(list, "b", { name: "Work 2" })), ["Work", "Work 2", "Work 3"]);
    assert.deepEqual(names(changeKey(list, "c", { name: "work" })), ["Work", "WORK 2", "work 3"]);
  });

  it("a key that is there by its id is not added twice", () => {
    assert.deepEqual(storedKeys(addKey(listOf(key("a")), key("a", { secret: "other" }))), [key("a")]);
  });

  it("a key that another window has removed stays removed", () => {
    const list = listOf(key("a"));
    assert.deepEqual(changeKey(list, "gone", { name: "Back" }), list);
    assert.deepEqual(removeKey(list, "gone"), list);
  });

  it("the default key goes with the setting, comes first, and is replaced and not doubled", () => {
    const list = setDefaultKey(listOf(key("a", { name: "default" })), "one");
    assert.deepEqual(
      storedKeys(list)[0],
      key(DEFAULT_ID, { name: "default 2".replace("d", "D"), server: undefined, secret: "one" }),
    );
    const replaced = storedKeys(setDefaultKey(changeKey(list, DEFAULT_ID, { name: "Mine", work: "chat" }), "two"));
    assert.deepEqual(
      replaced.map(({ name, work, secret }) => [name, work, secret]),
      [
        ["Mine", "chat", "two"],
        ["default", "both", "secret-of-a"],
      ],
    );
  });

  it("whatever happens, ids and names are unique, each fits, and writing changes nothing", () => {
    const text = fc.oneof(
      fc.constantFrom("Work", "work", " Work ", "Work 2", "x".repeat(60), "x".repeat(70), "a\nb"),
      fc.string(),
    );
    const id = fc.constantFrom("a", "b", "c", "d", DEFAULT_ID);
    const step = fc.oneof(
      fc.record({ id, name: text }).map(
        ({ id, name }) =>
          (list: KeyList) =>
            addKey(list, key(id, { name })),
      ),
      fc.record({ id, name: text }).map(
        ({ id, name }) =>
          (list: KeyList) =>
            changeKey(list, id, { name }),
      ),
      id.map((id) => (list: KeyList) => removeKey(list, id)),
      text.map((secret) => (list: KeyList) => setDefaultKey(list, secret)),
    );
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 3 }), fc.array(step, { maxLength: 12 }), (junk, steps) => {
        const begun = parseKeys(JSON.stringify({ keys: junk }, (_, value) => (typeof value === "bigint" ? 1 : value)));
        let list: KeyList = begun;
        for (const take of steps) {
          const before = storedKeys(list);
          list = take(list);
          const keys = storedKeys(list);
          assert.ok(Math.abs(keys.length - before.length) <= 1);
          assert.equal(new Set(keys.map(({ id }) => id)).size, keys.length);
          assert.equal(new Set(keys.map(({ name }) => name.toLowerCase())).size, keys.length);
          for (const { name } of keys) assert.match(name, /^\S(.*\S)?$/u);
          assert.deepEqual(storedKeys(again(list)), keys);
          assert.ok(
            begun.entries.every((entry) => list.entries.includes(entry)),
            "lost what it does not understand",
          );
        }
      }),
    );
  });
});

describe("a key as it is used", () => {
  it("has the server of the setting unless it has its own", () => {
    assert.equal(resolveKey(key("a", { server: undefined }), "https://own").server, "https://own");
    assert.equal(resolveKey(key("a"), "https://own").server, "https://api.mistral.ai");
  });

  it("is the same as another one with its secret for its server, however that is written", () => {
    const keys = [resolveKey(key("a", { server: undefined, secret: "s" }), "https://api.mistral.ai/v1/")];
    assert.equal(sameKey(keys, { server: " https://API.mistral.ai", secret: "s" })?.id, "a");
    assert.equal(sameKey(keys, { server: "https://codestral.mistral.ai", secret: "s" }), undefined);
    assert.equal(sameKey(keys, { server: "https://api.mistral.ai", secret: "t" }), undefined);
  });
});
