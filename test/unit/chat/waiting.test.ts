import assert from "node:assert/strict";
import { toolCall } from "../../mistral/brain";
import type { ChatStatus, ToWebview } from "../../../src/chat/protocol";
import { MistralClient } from "../../../src/mistral/client";
import { accessTo, Observer } from "../mistral/support/fixture";
import { idle, isEvent, kindsOf, whole, windowsForEachTest } from "./support/windows";

const waits = (message: ToWebview) => message.type === "status" && message.status.waiting !== undefined;

/** What the statuses say of waiting, runs of the same joined. */
function told(statuses: readonly { readonly status: ChatStatus }[]): (string | undefined)[] {
  const all = statuses.map(({ status: { waiting } }) => waiting && [waiting.sentence, waiting.attempt].join(" | "));
  return all.filter((one, at) => at === 0 || one !== all[at - 1]);
}

describe("a conversation that waits for a limit", () => {
  const { fixture, begin, onDisk } = windowsForEachTest();

  it("says why and for how long, which attempt comes, and that it goes on; the history says nothing of it", async () => {
    const { conversation, screen, events, snapshot } = await begin();
    const { server, brain } = fixture();
    server.nextMood({ storm: 1, retryAfter: 1 });
    brain.nextChat("Here I am.");
    conversation.send("q", undefined);
    await screen.until(waits);
    const { waiting } = snapshot().status;
    assert.match(waiting?.sentence ?? "", /rate limit.* in$/);
    assert.ok(waiting && waiting.milliseconds > 0 && waiting.milliseconds <= 1_500, String(waiting?.milliseconds));
    await screen.until(idle);
    const [before, meanwhile, ...after] = told(screen.of("status"));
    assert.deepEqual([before, after], [undefined, [undefined]]);
    assert.match(meanwhile ?? "", /\| attempt 2 of \d$/);
    const answered = screen.heard.findIndex(isEvent("text"));
    const last = screen.heard.slice(0, answered).findLast((message) => message.type === "status");
    assert.ok(last?.type === "status" && last.status.busy && !last.status.waiting, "it says so while it is answered");
    assert.equal(snapshot().status.waiting, undefined);
    assert.deepEqual(
      kindsOf(events()).filter((kind) => kind !== "text" && kind !== "usage"),
      ["user", "model", "end"],
    );
    assert.deepEqual(await onDisk(), whole(events()));
    assert.equal(server.requests.length, 2);
  });

  it("waits between the rounds of a turn, too", async () => {
    const { server, brain } = fixture();
    const callThenStorm = async function* () {
      yield toolCall("echo", { text: "1" });
      server.nextMood({ storm: 1, retryAfter: 1 });
    };
    const { conversation, screen, events } = await begin();
    brain.nextChat(callThenStorm).nextChat("Done.");
    conversation.send("q", undefined);
    await screen.until(idle);
    const steps = screen.heard.flatMap((message) =>
      message.type === "event" && message.event.kind === "toolResult" ? ["result"] : waits(message) ? ["wait"] : [],
    );
    assert.deepEqual(steps, ["result", "wait"]);
    assert.deepEqual(events().at(-1), { kind: "end", reason: "complete" });
  });

  it("stops at once, and asks nothing more", async () => {
    const { server } = fixture();
    // Its clock does not hurry: there is a wait of ten minutes to be stopped.
    const client = new MistralClient(accessTo(server.url), new Observer());
    const { conversation, screen, events, snapshot } = await begin({ client });
    server.mood = { storm: 1, retryAfter: 600 };
    conversation.send("q", undefined);
    await screen.until(waits);
    await conversation.stop();
    assert.deepEqual(events().at(-1), { kind: "end", reason: "stopped" });
    assert.deepEqual([snapshot().status.waiting, snapshot().status.busy], [undefined, false]);
    assert.equal(client.gate.waiting, undefined);
    assert.equal(server.requests.length, 1);
  });
});
