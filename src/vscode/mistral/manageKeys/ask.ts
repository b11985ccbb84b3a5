import * as vscode from "vscode";

/** Where a box stands: what it is titled, and which step of how many it is. */
export interface Place {
  readonly title: string;
  readonly step?: number;
  readonly totalSteps?: number;
  /** Whether there is something to go back to. */
  readonly canGoBack?: boolean;
}

/** What a box says about what stands in it. */
export type Remark = string | vscode.InputBoxValidationMessage;

export interface Question extends Place {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  readonly value?: string;
  /** What to say while the person types. Errors keep the box open. */
  readonly remark?: (value: string) => Remark | undefined;
  /** Whether the value is taken; what it says otherwise stands in the box. */
  readonly check?: (value: string, signal: AbortSignal) => Promise<Remark | undefined>;
  /** Hears of each change, so that what was typed is there again after going back. */
  readonly keep?: (value: string) => void;
}

/** Asks for a text. The box stays open, as it is, until the text is taken. @returns undefined for a step back */
export function askText(question: Question): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  prepare(box, question);
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  box.value = question.value ?? "";
  const remarkOn = (value: string) => question.remark?.(value);
  box.validationMessage = box.value === "" ? undefined : remarkOn(box.value);
  const hidden = new AbortController();
  let answer: string | undefined;

  const accept = async () => {
    const value = box.value.trim();
    const remark = remarkOn(value);
    if (box.busy || isError(remark)) {
      box.validationMessage = remark;
      return;
    }
    box.busy = true;
    box.enabled = false;
    const refusal = await question.check?.(value, hidden.signal);
    box.busy = false;
    box.enabled = true;
    if (hidden.signal.aborted) {
      return;
    }
    if (refusal !== undefined) {
      box.validationMessage = refusal;
      return;
    }
    answer = value;
    box.hide();
  };

  return new Promise((resolve, reject) => {
    box.onDidChangeValue((value) => {
      box.validationMessage = remarkOn(value);
      question.keep?.(value);
    });
    box.onDidAccept(() =>
      accept().catch((error: unknown) => {
        reject(error);
        box.hide();
      }),
    );
    box.onDidTriggerButton(() => box.hide());
    box.onDidHide(() => {
      hidden.abort();
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Lets the person choose one. @returns undefined for a step back */
export function askChoice<T>(
  place: Place & { readonly placeholder: string },
  choices: readonly Choice<T>[],
  current?: T,
): Promise<T | undefined> {
  const box = vscode.window.createQuickPick<Choice<T>>();
  prepare(box, place);
  box.placeholder = place.placeholder;
  box.matchOnDescription = true;
  box.items = choices;
  box.activeItems = choices.filter(({ value }) => value === current);
  let answer: T | undefined;
  return new Promise((resolve) => {
    box.onDidAccept(() => {
      answer = box.activeItems[0]?.value;
      box.hide();
    });
    box.onDidTriggerButton(() => box.hide());
    box.onDidHide(() => {
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}

/** People look keys up in other windows, so the box waits for them. */
function prepare(box: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] }, place: Place): void {
  box.title = place.title;
  box.step = place.step;
  box.totalSteps = place.totalSteps;
  box.ignoreFocusOut = true;
  box.buttons = place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
}

function isError(remark: Remark | undefined): boolean {
  return typeof remark === "object"
    ? remark.severity === vscode.InputBoxValidationSeverity.Error
    : remark !== undefined;
}
