import * as vscode from "vscode";
import { CURE_LABELS, type ApiProblem, cureOf, sentenceOf } from "../../mistral/errors";
import { automaticModel, chooseModel, isUsable, type Use } from "../../mistral/models/choose";
import { findModel, type Model } from "../../mistral/models/model";
import { priceOf, shortPrice } from "../../mistral/models/prices";
import { dateOf } from "../../mistral/models/retirement";
import type { Listing } from "../../mistral/models/serverModels";
import { isProblem } from "../../mistral/client";

export interface ModelItem extends vscode.QuickPickItem {
  /** What the setting becomes. */
  readonly model?: string;
  readonly isInUse?: boolean;
  /** The item offers what helps against this. */
  readonly problem?: ApiProblem;
}

const AUTO: Readonly<Record<Use, string>> = {
  chat: "A live Devstral, or what the server names in its place",
  completion: "Codestral, or whatever this server has that fills in the middle",
};

/** What a person may choose from. @param now milliseconds since 1970 */
export function modelItems(
  use: Use,
  setting: string,
  listing: Listing | ApiProblem | undefined,
  now: number,
): ModelItem[] {
  const known = listing && !isProblem(listing) ? listing : undefined;
  const models = known?.models ?? [];
  const auto = automaticModel(use, models, now);
  const choice = chooseModel(use, setting, models, now);
  const current = isProblem(choice) ? undefined : choice;
  const inUse = setting === "auto" ? "in use" : "";
  const items: ModelItem[] = [
    {
      label: "auto",
      model: "auto",
      description: dotted(`now ${auto}`, inUse),
      detail: AUTO[use],
      isInUse: inUse !== "",
    },
  ];
  const offered = distinct(models.filter((model) => isUsable(use, model, now)));
  const used = setting === "auto" || !current ? undefined : findModel(current.model, offered, now);
  if (setting !== "auto" && used === undefined) {
    const why =
      isProblem(choice) && choice.kind === "unusableModel" ? choice.detail : known && "not in the server's list";
    items.push({ label: setting, model: setting, description: dotted("in use", why ?? ""), isInUse: true });
  }
  if (known) {
    items.push({ label: headingOf(known, use, offered.length), kind: vscode.QuickPickItemKind.Separator });
  }
  for (const model of offered) {
    const isInUse = model === used;
    const instead = current?.insteadOf === undefined ? "" : ` instead of ${current.insteadOf}`;
    const price = priceOf(model.id, known?.server ?? "", models);
    items.push({
      label: model.id,
      model: model.id,
      isInUse,
      description: dotted(
        isInUse ? `in use${instead}` : "",
        model.contextLength === undefined ? "" : windowOf(model.contextLength),
        price ? shortPrice(price) : "no price known",
      ),
      detail: dotted(retirementOf(model), abilitiesOf(model), model.aliases.join(", ")),
    });
  }
  const problem = listing && isProblem(listing) ? listing : known?.problem;
  if (problem) {
    items.push({ label: "", kind: vscode.QuickPickItemKind.Separator }, cureFor(problem, known));
  }
  return items;
}

/** A name that no list holds may still be right. */
export function typedItem(name: string): ModelItem {
  return { label: name, model: name, description: "use this name", alwaysShow: true };
}

/** Short, because it takes its room from the row below. */
function headingOf({ server }: Listing, use: Use, count: number): string {
  const none = use === "chat" ? "lists no model that chats" : "lists no model that fills in the middle";
  return count === 0 ? `${server} ${none}` : server;
}

function cureFor(problem: ApiProblem, older: Listing | undefined): ModelItem {
  const sentence = sentenceOf(problem);
  return {
    label: `$(warning) ${CURE_LABELS[cureOf(problem)]}`,
    detail: older ? `This list is of ${timeOf(older.at)}. ${sentence}` : sentence,
    problem,
    alwaysShow: true,
  };
}

function abilitiesOf({ capabilities: { callsTools, sees, reasons } }: Model): string {
  const abilities = [callsTools && "$(tools) tools", sees && "$(eye) vision", reasons && "$(lightbulb) reasoning"];
  return abilities.filter(Boolean).join("  ");
}

function retirementOf({ retiredAt, replacement }: Model): string {
  if (retiredAt === undefined) {
    return "";
  }
  return `$(warning) retires ${dateOf(retiredAt)}${replacement === undefined ? "" : `, then ${replacement}`}`;
}

/** 262,144 and 256,000 tokens are both called 256k. */
export function windowOf(tokens: number): string {
  const unit = tokens % 1000 !== 0 && tokens % 1024 === 0 ? 1024 : 1000;
  const thousands = tokens / unit;
  return thousands < 1000 ? `${Math.round(thousands)}k` : `${Number((thousands / unit).toFixed(1))}M`;
}

/** Some servers list a model once for each of its names; the name that stays the same model stands for all of them. */
function distinct(models: readonly Model[]): readonly Model[] {
  const dated = [...models].sort((one, other) => Number(isLatest(one)) - Number(isLatest(other)));
  const chosen: Model[] = [];
  for (const model of dated) {
    if (!chosen.some(({ id, aliases }) => id === model.id || aliases.includes(model.id))) {
      chosen.push(model);
    }
  }
  return models.filter((model) => chosen.includes(model));
}

function isLatest({ id }: Model): boolean {
  return id.endsWith("-latest");
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

function dotted(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(" · ");
}
