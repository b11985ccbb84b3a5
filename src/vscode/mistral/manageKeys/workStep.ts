import type { Work } from "../../../mistral/keys/apiKey";
import { WORK_LABELS } from "../../../mistral/keys/describe";
import { askChoice, type Place } from "./ask";

const CHOICES = (["both", "completion", "chat"] as const).map((value) => ({
  label: `${WORK_LABELS[value].charAt(0).toUpperCase()}${WORK_LABELS[value].slice(1)}`,
  value,
}));

export function askWork(place: Place, current: Work): Promise<Work | undefined> {
  return askChoice({ ...place, placeholder: "What the key is used for" }, CHOICES, current);
}
