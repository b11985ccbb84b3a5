import type { Feature } from "../feature";
import type { Ledger } from ".";

export const LEDGER: Feature<Ledger> = {
  name: "The ledger of requests",
  commands: {
    showUsage: async ({ pages }, days, measure) => (await pages()).usagePanel.show(days, measure),
    deleteUsage: async ({ pages }) => (await pages()).usagePanel.deleteAll(),
    showWhatWasSent: async ({ pages }) => (await pages()).sentPanel.show(),
    deleteWhatWasSent: async ({ pages }) => (await pages()).sentPanel.deleteAll(),
    openSent: async ({ pages }, id, source) => (await pages()).sentPanel.open(id, source),
  },
  menu: ({ isPaused }) => [
    ...(isPaused("background")
      ? [
          {
            group: "notice" as const,
            label: "$(debug-pause) Background work is paused",
            detail: "The month's budget is spent. Ghost text, chat and refactorings go on.",
            does: "showUsage",
          },
        ]
      : []),
    { group: "figures", order: 2, label: "$(graph-line) Show usage", does: "showUsage" },
    { group: "figures", order: 2, label: "$(eye) Show what was sent", does: "showWhatWasSent" },
  ],
};
