import assert from "node:assert/strict";
import type { Extent } from "../../../src/completion/extent";
import { Pace } from "../../../src/completion/pace";
import type { Place, Syntax } from "../../../src/completion/syntax";
import { marked } from "./marked";
import { StandingClock } from "./standingClock";

interface Person {
  readonly rate?: number;
  /** Of what is longer than a line. */
  readonly blocks?: number;
  readonly streak?: number;
  readonly lines?: number;
  readonly gap?: number;
  readonly latency?: number;
}

function paceFor({ rate = 0.3, blocks = rate, streak = 0, lines = 8, gap = 65, latency = 300 }: Person = {}) {
  const clock = new StandingClock();
  const acceptanceRate = (_: string, kind?: Extent) => (kind === "block" || kind === "statement" ? blocks : rate);
  const pace = new Pace(clock, {
    taste: { acceptanceRate, streak, lengthOf: () => lines },
    rhythm: { gap: () => gap },
    speed: { firstToken: () => latency },
  });
  return { pace, clock };
}

/** A grammar that says the same of every place. */
const beginning = (kind: Place["kind"]): Syntax => ({ placeAt: () => ({ kind }), endOf: () => undefined });
const IN_LINE = marked("x = █");
const AT_START = marked("{\n  █\n}");

describe("the pace", () => {
  it("waits for nothing at first, at the start of a line, or when it is told to ask", () => {
    const { pace } = paceFor();
    assert.equal(pace.waitAt(IN_LINE), 0);
    pace.asked();
    assert.equal(pace.waitAt(AT_START), 0);
    assert.equal(pace.waitAt(marked("x = █", "typescript", true)), 0);
    assert.ok(pace.waitAt(IN_LINE) > 0);
  });

  it("waits less the longer the last request is ago", async () => {
    const { pace, clock } = paceFor();
    pace.asked();
    const wait = pace.waitAt(IN_LINE);
    await clock.advance(20);
    assert.equal(pace.waitAt(IN_LINE), wait - 20);
    await clock.advance(1_000);
    assert.equal(pace.waitAt(IN_LINE), 0);
  });

  it("waits longer for a slow server, a slow typist, and who seldom accepts; never long", () => {
    const waitOf = (person: Person) => {
      const { pace } = paceFor(person);
      pace.asked();
      return pace.waitAt(IN_LINE);
    };
    assert.ok(waitOf({ latency: 450 }) > waitOf({ latency: 300 }));
    assert.ok(waitOf({ gap: 180 }) > waitOf({ gap: 65 }));
    assert.ok(waitOf({ rate: 0.1 }) > waitOf({ rate: 0.5 }));
    assert.ok(waitOf({ latency: 60_000, rate: 0 }) <= 200);
  });

  it("shows a block where one begins, and elsewhere to who accepts them about as often as lines, or has just accepted two in a row", () => {
    assert.equal(paceFor().pace.extentAt(AT_START), "block");
    assert.equal(paceFor({ rate: 0.4, blocks: 0.1 }).pace.extentAt(AT_START), "line");
    assert.equal(paceFor({ rate: 0.4, blocks: 0.1 }).pace.extentAt(AT_START, beginning("emptyBlock")), "block");
    assert.equal(paceFor({ rate: 0.4, blocks: 0.1 }).pace.extentAt(AT_START, beginning("statement")), "line");
    assert.equal(paceFor({ rate: 0.4, blocks: 0.1, streak: 2 }).pace.extentAt(AT_START), "block");
    assert.equal(paceFor({ rate: 0.4, blocks: 0.1 }).pace.extentAt({ ...AT_START, explicit: true }), "block");
    assert.equal(paceFor().pace.extentAt(IN_LINE), "line");
  });

  it("gives answers the more room the longer the accepted ones are", () => {
    const roomOf = (lines: number) => paceFor({ lines }).pace.maxTokens(AT_START);
    assert.ok(roomOf(20) > roomOf(4));
    assert.ok(roomOf(4) >= 100 && roomOf(60) <= 512);
  });

  it("takes more along for who accepts, asks ahead for who accepts most, and asks twice for who does not", () => {
    assert.ok(paceFor({ rate: 0.3 }).pace.ahead(IN_LINE) > paceFor({ rate: 0.05 }).pace.ahead(IN_LINE));
    assert.equal(paceFor({ rate: 0.3 }).pace.expectsAcceptance(IN_LINE), false);
    assert.equal(paceFor({ rate: 0.7 }).pace.expectsAcceptance(IN_LINE), true);
    assert.equal(paceFor({ rate: 0.3 }).pace.atOnce(IN_LINE), 2);
    assert.equal(paceFor({ rate: 0.7 }).pace.atOnce(IN_LINE), 1);
  });
});
