import assert from "node:assert/strict";
import { once } from "node:events";
import { wholeText } from "../../mistral/brain";
import type { Mood } from "../../mistral/mood";
import { serverName } from "../../../src/mistral/server";
import type { Patience } from "../../../src/mistral/purpose";
import { asks, collect, streams, textOf } from "./support/asks";
import { clientFor, type Fixture, mistralForEachTest } from "./support/fixture";
import { chunk, DONE, event, openStream, rawServerForEachTest, stream } from "./support/rawServer";
import { hang } from "./support/scripts";

const LONG = 60_000;
const SHORT = 30;
/** Where the server is to see the request before it is given up, on a machine that is busy. */
const ENOUGH_TO_CONNECT = 1_000;
const patient: Patience = { toFirstEvent: LONG, betweenEvents: LONG, afterFinish: LONG };

/** Says what comes, both ways. */
function script({ brain }: Fixture, ...texts: readonly string[]): void {
  const pieces = texts.map(wholeText);
  brain.onFim(/[^]/, pieces).onChat(/[^]/, pieces);
}

for (const [name, ask] of Object.entries(streams)) {
  const problemOf = name === "fim" ? asks.streamFim : asks.streamChat;

  describe(`a stream that goes wrong (${name})`, () => {
    const fixture = mistralForEachTest();
    const raw = rawServerForEachTest();

    const events = async (mood: Mood) => {
      const { client, server } = fixture();
      server.mood = mood;
      script(fixture(), "one ", "two ", "three ", "four");
      return collect(ask(client, { patience: patient }));
    };
    const problemOfMood = async (mood: Mood) => {
      const { client, server } = fixture();
      server.mood = mood;
      script(fixture(), "one ", "two ", "three ", "four");
      return problemOf(client, { patience: patient });
    };

    it("ends in good order but without finish_reason", async () => {
      const server = serverName(fixture().server.url);
      for (const truncateAfter of [0, 1, 3]) {
        assert.deepEqual(await problemOfMood({ truncateAfter }), { kind: "unfinished", server });
      }
      // The first two say nothing before they end (the second but its role), so the chat tries again.
      const tries = name === "fim" ? 3 : 4 + 4 + 1;
      assert.deepEqual(fixture().observer.heard, Array.from({ length: tries }, () => ["began", "unfinished"]).flat());
    });

    it("breaks", async () => {
      for (const destroyAfter of [1, 3]) {
        assert.deepEqual(await problemOfMood({ destroyAfter }), { kind: "truncated" });
      }
    });

    it("breaks right after its head", async () => {
      raw().answer = (_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.flushHeaders();
        response.socket?.end();
      };
      assert.deepEqual(await problemOf(clientFor(raw().url), { patience: patient }), { kind: "truncated" });
    });

    it("has an error in it, as an event", async () => {
      const all = await events({ inStreamError: { after: 3 } });
      assert.deepEqual(all.at(-1), {
        kind: "problem",
        problem: { kind: "failedInStream", detail: "Internal server error" },
      });
      assert.equal(textOf(all), "one two ");
    });

    it("has an error in it, in the packet of what was said before", async () => {
      raw().answer = stream(chunk({ content: "said" }) + event({ object: "error", message: "gone", type: "x" }));
      const all = await collect(ask(clientFor(raw().url), { patience: patient }));
      assert.deepEqual(
        all.map((each) => each.kind),
        ["text", "problem"],
      );
    });

    it("has an error in it, as finish_reason", async () => {
      const all = await events({ inStreamError: { after: 3, form: "finish" } });
      assert.deepEqual(all.at(-1), { kind: "problem", problem: { kind: "failedInStream", detail: "" } });
      assert.deepEqual(fixture().observer.heard, ["began", "failedInStream"]);
    });

    it("has an event that is no JSON", async () => {
      const server = serverName(fixture().server.url);
      for (const brokenEvent of [0, 2]) {
        assert.deepEqual(await problemOfMood({ brokenEvent }), { kind: "malformed", server });
      }
    });

    it("has JSON in it that is no chunk", async () => {
      for (const strange of ["3", "null", "[]", '{"choices":3}', '{"choices":[{"delta":"x"}]}']) {
        raw().answer = stream(`data: ${strange}\n\n`);
        const problem = await problemOf(clientFor(raw().url), { patience: patient });
        assert.equal(problem?.kind, "malformed", strange);
      }
    });

    it("says nothing at all", async () => {
      const { client, server } = fixture();
      server.mood = { silent: true };
      const problem = await problemOf(client, { patience: { ...patient, toFirstEvent: ENOUGH_TO_CONNECT } });
      assert.deepEqual(problem, { kind: "timeout", server: serverName(server.url), seconds: 1 });
      const [request] = server.requests;
      assert.ok(request);
      assert.equal(await server.waitForClosed(request), "aborted-by-client");
    });

    it("says nothing after its head", async () => {
      raw().answer = (_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.flushHeaders();
      };
      const problem = await problemOf(clientFor(raw().url), { patience: { ...patient, toFirstEvent: SHORT } });
      assert.equal(problem?.kind, "timeout");
    });

    it("falls silent in the middle", async () => {
      const { client, server, observer, brain } = fixture();
      brain.nextFim(hang).nextChat(hang);
      const problem = await problemOf(client, { patience: { ...patient, betweenEvents: SHORT } });
      assert.equal(problem?.kind, "timeout");
      const [request] = server.requests;
      assert.ok(request);
      assert.equal(await server.waitForClosed(request), "aborted-by-client");
      assert.deepEqual(observer.heard, ["began", "timeout"]);
    });

    it("names how long it was waited for", async () => {
      const { client, server } = fixture();
      server.mood = { silent: true };
      const problem = await problemOf(client, { patience: { ...patient, toFirstEvent: 501 } });
      assert.deepEqual(problem, { kind: "timeout", server: serverName(server.url), seconds: 1 });
    });
  });

  describe(`a stream that is whole all the same (${name})`, () => {
    const raw = rawServerForEachTest();

    const whole = async (patience = patient) => {
      const all = await collect(ask(clientFor(raw().url), { patience }));
      assert.equal(textOf(all), "said");
      assert.equal(all.at(-1)?.kind, "end");
    };
    const said = chunk({ content: "said" }, "stop");

    it("without [DONE]", async () => {
      raw().answer = stream(said);
      await whole();
    });

    it("held open after the finish_reason", async () => {
      let left: Promise<unknown> | undefined;
      raw().answer = (request, response) => {
        left = once(response, "close");
        openStream(said)(request, response);
      };
      await whole({ ...patient, afterFinish: SHORT });
      await left;
    });

    it("broken off after the finish_reason", async () => {
      raw().answer = (request, response) => {
        openStream(chunk({ content: "said" }), chunk({}, "stop"))(request, response);
        response.socket?.end();
      };
      await whole();
    });

    it("with broken events after the finish_reason", async () => {
      raw().answer = stream(said, "data: {\n\n", DONE);
      await whole();
    });

    it("cut at the model's limit", async () => {
      for (const reason of ["length", "model_length"]) {
        raw().answer = stream(chunk({ content: "said" }, reason), DONE);
        const end = (await collect(ask(clientFor(raw().url)))).at(-1);
        assert.equal(end?.kind === "end" && end.reason, "length");
      }
    });
  });
}
