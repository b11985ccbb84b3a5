import assert from "node:assert/strict";
import { type Grant, Grants } from "../../../src/chat/grants";

const hosts = { effect: "reads", what: "/etc/hosts" } as const;

describe("what was allowed and forbidden", () => {
  let kept: unknown;
  let grants: Grants;
  beforeEach(() => {
    let now = 0;
    kept = undefined;
    grants = new Grants({ read: () => kept, write: (all) => (kept = all) }, () => ++now);
  });

  it("is kept with when that was, the latest first", () => {
    grants.add(hosts, "workspace", "one");
    grants.add({ effect: "runs", what: "npm test" }, "chat", "one");
    assert.deepEqual(kept, [
      { effect: "runs", what: "npm test", policy: "chat", conversation: "one", since: 2 },
      { ...hosts, policy: "workspace", since: 1 },
    ]);
  });

  it("is of one effect on one thing", () => {
    grants.add(hosts, "workspace", "one");
    assert.equal(grants.policyFor(hosts, "two"), "workspace");
    assert.equal(grants.policyFor({ ...hosts, effect: "writes" }, "two"), "none");
    assert.equal(grants.policyFor({ ...hosts, what: "/etc/hosts2" }, "two"), "none");
  });

  it("is one thing at a time: what is forbidden is allowed in no chat any more, and the other way round", () => {
    grants.add(hosts, "chat", "one");
    grants.add(hosts, "workspace", "two");
    assert.deepEqual([grants.policyFor(hosts, "one"), grants.policyFor(hosts, "two")], ["chat", "workspace"]);
    grants.add(hosts, "never", "three");
    assert.deepEqual([grants.policyFor(hosts, "one"), grants.policyFor(hosts, "two")], ["never", "never"]);
    grants.add(hosts, "chat", "one");
    assert.deepEqual([grants.policyFor(hosts, "one"), grants.policyFor(hosts, "two")], ["chat", "none"]);
    grants.add(hosts, "chat", "one");
    assert.equal(grants.all().length, 1);
  });

  it("is taken back one by one, and for chats when they are deleted", () => {
    grants.add(hosts, "chat", "one");
    grants.add(hosts, "chat", "two");
    grants.add(hosts, "workspace", "one");
    const first = grants.all().find(({ conversation }) => conversation === "one");
    assert.ok(first);
    grants.takeBack(first);
    assert.deepEqual(
      grants.all().map(({ policy, conversation }) => [policy, conversation]),
      [
        ["workspace", undefined],
        ["chat", "two"],
      ],
    );
    grants.forgetChats();
    assert.deepEqual(
      grants.all().map(({ policy }) => policy),
      ["workspace"],
    );
  });

  it("outgrows nothing: the oldest that are for chats go, and no other", () => {
    grants.add(hosts, "never", "0");
    for (let at = 0; at < 300; at++) grants.add({ effect: "reads", what: `/${at}` }, "chat", String(at));
    assert.equal(grants.all().length, 201);
    assert.equal(grants.policyFor(hosts, "0"), "never");
    assert.equal(grants.policyFor({ effect: "reads", what: "/299" }, "299"), "chat");
    assert.equal(grants.policyFor({ effect: "reads", what: "/0" }, "0"), "none");
  });

  for (const damaged of [
    undefined,
    null,
    "workspace",
    { ...hosts, policy: "workspace", since: 1 },
    [null, 7, "reads", [], { ...hosts }],
    [{ ...hosts, policy: "always", since: 1 }],
    [{ ...hosts, policy: "none", since: 1 }],
    [{ ...hosts, policy: "chat", since: 1 }],
    [{ ...hosts, effect: "constructor", policy: "workspace", since: 1 }],
    [{ ...hosts, what: 7, policy: "workspace", since: 1 }],
  ]) {
    it(`is nothing where ${JSON.stringify(damaged) ?? "nothing"} is kept`, () => {
      kept = damaged;
      assert.deepEqual([grants.all(), grants.policyFor(hosts, "one")], [[], "none"]);
    });
  }

  it("keeps what can be read beside what cannot", () => {
    const good: Grant = { ...hosts, policy: "workspace", since: 1 };
    kept = [{}, good];
    assert.deepEqual(grants.all(), [good]);
  });
});
