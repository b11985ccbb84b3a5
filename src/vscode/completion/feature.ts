import * as vscode from "vscode";
import type { Feature } from "../feature";
import type { GhostText } from ".";
import type { StartedLearning } from "./learning";
import { ghostTextMenu } from "./menu";
import { SETTINGS } from "./settings";
import { pickSnooze } from "./snooze";

export const GHOST_TEXT: Feature<GhostText> = {
  name: "Ghost text",
  commands: {
    triggerCompletion: async (ghostText) => {
      await ghostText.run();
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    },
    toggleCompletion: ({ settings }) => settings.toggle(SETTINGS.enabled),
    toggleCompletionForLanguage: ({ settings }) => {
      const language = vscode.window.activeTextEditor?.document.languageId;
      return language === undefined
        ? vscode.window.showInformationMessage("Open a file of the language first.")
        : settings.toggle(SETTINGS.enabled, language);
    },
    snoozeCompletions: ({ snooze }) => pickSnooze(snooze),
    endSnooze: ({ snooze }) => snooze.end(),
  },
  menu: ghostTextMenu,
};

export const LEARNING: Feature<StartedLearning> = {
  name: "Learning",
  commands: {
    showCompletionStatistics: async ({ statistics }) => (await statistics()).show(),
    deleteCompletionStatistics: async ({ statistics }) => (await statistics()).deleteAll(),
  },
  menu: () => [
    { group: "figures", order: 1, label: "$(graph) Completion statistics", does: "showCompletionStatistics" },
  ],
};
