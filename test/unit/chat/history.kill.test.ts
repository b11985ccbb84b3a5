import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Said } from "../../../src/chat/branches";
import { openDatabase } from "../../../src/chat/database";
import { History } from "../../../src/chat/history";
import type { ChatEvent } from "../../../src/chat/protocol";
import { seededRandom } from "../../mistral/random";
import { KILLS, killed } from "../support/kill";
import type { Order, Shown } from "./support/chattingChild";
import { databasePathForEachTest } from "./support/temp";

const CHILD = new URL("./support/chattingChild.mjs", import.meta.url);
/** A turn of some pieces and calls takes about so many moments. */
const MOMENTS = 200;

describe("a chat that is killed", function () {
  // A busy machine takes its time to start hundreds of processes.
  this.timeout(1_800_000);
  const path = databasePathForEachTest();
  const shownAt = (kill: number) => `${path()}.shown-${kill}`;

  /** What came on the screen before a kill, by conversation, in the order of time. */
  function shownBefore(kill: number): Map<string, string> {
    const texts = new Map<string, string>();
    const lines = existsSync(shownAt(kill)) ? readFileSync(shownAt(kill), "utf8").split("\n") : [];
    for (const line of lines.filter((line) => line.endsWith("}"))) {
      const { conversation, event } = JSON.parse(line) as Shown;
      texts.set(conversation, (texts.get(conversation) ?? "") + textOf(event));
    }
    return texts;
  }

  function assertKept(history: History, kill: number): number {
    let characters = 0;
    for (const [conversation, shown] of shownBefore(kill)) {
      const kept = allSaid(history, conversation).map(({ event }) => textOf(event));
      assert.ok(!kept.includes("unknown"), `all of ${conversation} can be read after kill ${kill}`);
      assert.ok(kept.join("").includes(shown), `all that was shown before kill ${kill} is kept`);
      characters += shown.length;
    }
    return characters;
  }

  it(`${KILLS} times at any moment has every word on the disk that was shown, and what is found is what was said`, async () => {
    mkdirSync(dirname(path()), { recursive: true });
    const random = seededRandom(12);
    let merged = 0;
    let cut = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const killsItselfAt = kill % 2 === 0 ? 1 + Math.floor(random() * MOMENTS) : undefined;
      const order: Order = { database: path(), shown: shownAt(kill), seed: kill, killsItselfAt };
      await killed(CHILD, order, random() * 400);
      const database = await openDatabase(path(), (movedTo) => assert.fail(`moved to ${movedTo}`));
      assert.deepEqual({ ...database.prepare("PRAGMA integrity_check").get() }, { integrity_check: "ok" });
      database.exec("INSERT INTO spoken (spoken) VALUES ('integrity-check')");
      const history = new History(database, "here");
      assertKept(history, kill);
      cut += Number(!endsWell(history));
      assertFound(database, history);
      merged = Number(database.prepare("SELECT count(*) AS n FROM events WHERE first IS NOT NULL").get()?.["n"]);
      history.close();
    }
    const history = new History(await openDatabase(path(), assert.fail), "here");
    const characters = Array.from({ length: KILLS }, (_none, kill) => assertKept(history, kill));
    history.close();
    assert.ok(characters.reduce((sum, one) => sum + one, 0) > 100 * KILLS, "something was shown");
    // A few moments by chance say nothing of how often which comes.
    if (KILLS >= 100) {
      assert.ok(merged > KILLS / 8, `${merged} were merged`);
      assert.ok(cut >= KILLS / 8, `${cut} of ${KILLS} were cut short`);
    }
  });

  /** Whether the latest conversation is over, as far as is known. */
  function endsWell(history: History): boolean {
    const last = allSaid(history, history.latest() ?? "").at(-1)?.event;
    return last === undefined || last.kind === "end";
  }
});

function allSaid(history: History, conversation: string): readonly Said[] {
  return history.load(conversation).since(0);
}

/** What can be searched is each question and each piece of an answer that is over, once. */
function assertFound(database: DatabaseSync, history: History): void {
  for (const row of database.prepare("SELECT id, tidied FROM conversations").all()) {
    const id = String(row["id"]);
    const found = database
      .prepare("SELECT seq, text FROM spoken_at JOIN spoken ON spoken.rowid = id WHERE conversation = ? ORDER BY seq")
      .all(id)
      .map((one) => `${String(one["seq"])} ${String(one["text"])}`);
    const said = allSaid(history, id)
      .filter(
        ({ number, event }) => number <= Number(row["tidied"]) && (event.kind === "user" || event.kind === "text"),
      )
      .map(({ number, event }) => `${number} ${textOf(event)}`);
    assert.deepEqual(found, said);
  }
}

function textOf(event: ChatEvent): string {
  switch (event.kind) {
    case "user":
      return event.text;
    case "text":
    case "thinking":
      return event.delta;
    case "toolCall":
      return event.arguments;
    case "toolResult":
      return event.content;
    case "model":
    case "tainted":
    case "usage":
    case "problem":
    case "end":
    case "settled":
    case "unknown":
      return event.kind;
  }
}
