import type { Planned } from "./examine";
import type { Step, TextStep } from "./port";

/**
 * In which order a change is written: what is most easily taken back comes first. A file is renamed before its text changes,
 * so that an undo in it takes the text back; it is deleted when all else has succeeded.
 */
export function stepsOf(planned: readonly Planned[], savesAgain: boolean): Step[] {
  const texts = planned.flatMap((one) => textStepOf(one, savesAgain));
  return [
    ...planned.flatMap(({ change, namedBy }): Step[] =>
      change.kind === "create"
        ? [{ kind: "create", uri: change.uri, namedBy, text: change.after, encoding: change.encoding }]
        : [],
    ),
    ...planned.flatMap(({ change, namedBy }): Step[] =>
      change.kind === "rename" ? [{ kind: "rename", uri: change.uri, to: change.to, namedBy }] : [],
    ),
    ...(texts.length > 0 ? [{ kind: "texts" as const, texts }] : []),
    ...texts.flatMap(({ uri, saves }): Step[] => (saves ? [{ kind: "save", uri }] : [])),
    ...planned.flatMap(({ change, namedBy }): Step[] =>
      change.kind === "delete"
        ? [{ kind: "delete", uri: change.uri, namedBy, text: change.before.text, encoding: change.before.encoding }]
        : [],
    ),
  ];
}

function textStepOf({ change, found, namedBy }: Planned, savesAgain: boolean): TextStep[] {
  if ((change.kind !== "edit" && change.kind !== "rename") || change.before.text === change.after) {
    return [];
  }
  const saves = savesAgain && found?.isOnDisk === true && !change.before.isDirty;
  const uri = change.kind === "rename" ? change.to : change.uri;
  return [{ uri, namedBy, from: change.before.text, to: change.after, saves }];
}
