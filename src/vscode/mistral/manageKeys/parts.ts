import type { MistralClient } from "../../../mistral/client";
import type { Health } from "../../../mistral/health";
import type { Core } from "../../core";
import type { Log } from "../../log";
import type { Settings } from "../../settings";
import type { Keys } from "../keys";

export interface KeyParts {
  readonly keys: Keys;
  readonly client: MistralClient;
  readonly core: Pick<Core, "load">;
  readonly settings: Settings;
  readonly health: Pick<Health, "tried" | "accepted" | "failure" | "aside">;
  readonly log: Pick<Log, "error">;
}
