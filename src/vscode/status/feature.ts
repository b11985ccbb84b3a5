import { runCure } from "../cure";
import type { Feature } from "../feature";
import { showMenu } from "./menu";
import type { Status } from "./status";

export const STATUS: Feature<Status> = {
  name: "The status bar item",
  commands: {
    showMenu: (status, from) => showMenu(status, from),
  },
  menu: () => [{ group: "help", order: 1, label: "$(gear) Settings", does: () => runCure("openSettings") }],
};
