import assert from "node:assert/strict";
import type { Connection } from "../../../../src/mistral/connection";
import { Dialect } from "../../../../src/mistral/dialect/dialect";
import {
  Gate,
  GATE_DEFAULTS,
  type GateSettings,
  type Pass,
  type Probe,
  type Ticket,
} from "../../../../src/mistral/gate/gate";
import type { Purpose } from "../../../../src/mistral/purpose";
import { StandingClock } from "../../completion/standingClock";
import { settled } from "../../completion/liveModel";
import { never } from "../support/asks";

export const connection = (keyName: string, base = "http://own"): Connection => ({
  keyName,
  base,
  dialect: new Dialect(base),
  facts: { server: "own", key: keyName },
});
export const first = connection("first");
export const second = connection("second");
export const ticket = (purpose: Purpose = "completion", connections = [first]): Ticket => ({
  ...{ purpose, model: "m", tokens: 10, connections },
});
export const limits = (limit: number, remaining: number) =>
  new Headers({
    "x-ratelimit-limit-req-minute": String(limit),
    "x-ratelimit-remaining-req-minute": String(remaining),
  });

/** A gate on a clock that stands, and who has been let in so far. */
export function gateWith(settings: Partial<GateSettings> = {}, probe?: Probe) {
  const clock = new StandingClock();
  const gate = new Gate(clock, { ...GATE_DEFAULTS, ...settings }, probe);
  const inside: { name: string; pass: Pass }[] = [];
  const ask = (name: string, asked: Ticket = ticket(), signal = never(), waiting?: (until: number) => void) => {
    const entering = gate.enter(asked, signal, waiting);
    void entering.then((pass) => pass && inside.push({ name, pass }));
    return entering;
  };
  const names = async () => {
    await settled();
    return inside.map(({ name }) => name);
  };
  return { clock, gate, ask, names, inside };
}

export async function through(entering: Promise<Pass | undefined>): Promise<Pass> {
  const pass = await entering;
  assert.ok(pass, "it was not let in");
  return pass;
}
