import assert from "node:assert/strict";
import { text } from "../../mistral/brain";
import type { ToWebview } from "../../../src/chat/protocol";
import { hang } from "../mistral/support/scripts";
import { idle, isEvent, windowsForEachTest } from "./support/windows";

const tells = (message: ToWebview) => message.type === "status" && message.status.silentFor !== undefined;
const isOver = (message: ToWebview) => message.type === "status" && message.status.silentFor === undefined;

describe("a server that says nothing", () => {
  const { fixture, begin } = windowsForEachTest();

  it("is told before the first word, and stopping ends it", async () => {
    const { conversation, screen, snapshot } = await begin({ silenceToldAfterMs: 1 });
    fixture().server.mood = { silent: true };
    conversation.send("q", undefined);
    await screen.until(tells);
    assert.notEqual(snapshot().status.silentFor, undefined);
    await conversation.stop();
    assert.equal(snapshot().status.silentFor, undefined);
  });

  it("is told in the middle of an answer, which does not look finished, and trying again asks anew", async () => {
    const { brain, server } = fixture();
    const { conversation, screen, events } = await begin({ silenceToldAfterMs: 1 });
    brain.nextChat(async function* (request, cancelled) {
      yield text("Half");
      yield* hang(request, cancelled);
    });
    conversation.send("q", undefined);
    await screen.until(isEvent("text"));
    await screen.until(tells);
    brain.nextChat("Whole.");
    await conversation.askAgain(1, 1);
    screen.forget();
    await screen.until(idle);
    assert.equal(server.requests.length, 2);
    assert.deepEqual(
      events()
        .flatMap((event) => (event.kind === "text" ? [event.delta] : []))
        .join(""),
      "Whole.",
    );
    assert.ok(isOver(screen.of("status").at(-1) as ToWebview));
  });
});
