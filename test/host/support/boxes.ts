import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "./waiting";

type Box = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

/** Works the quick inputs that the extension opens, which are real ones; only a person's hands are missing here. */
export class Boxes {
  private readonly came = new vscode.EventEmitter<void>();
  private readonly restore: (() => void)[] = [];
  private open: Box | undefined;

  constructor() {
    const { createQuickPick, createInputBox } = vscode.window;
    this.replace("createQuickPick", createQuickPick, () => this.watch(createQuickPick()));
    this.replace("createInputBox", createInputBox, () => this.watch(createInputBox()));
  }

  /** Waits for a box with this title. */
  box(title: RegExp): Promise<Box> {
    return until(this.came.event, () => (this.open?.title && title.test(this.open.title) ? this.open : undefined));
  }

  /** Waits for a list with a row that fits, and accepts that row. */
  async choose(label: RegExp): Promise<void> {
    const list = await until(this.came.event, () => {
      const open = this.open;
      return open && "items" in open && open.items.some((row) => label.test(row.label)) ? open : undefined;
    });
    const row = list.items.find((one) => label.test(one.label));
    assert.ok(row);
    list.activeItems = [row];
    await accept(list);
  }

  /** Waits for a text box whose prompt fits. */
  prompt(fits: RegExp): Promise<vscode.InputBox> {
    return until(this.came.event, () => {
      const { open } = this;
      return open && "password" in open && fits.test(open.prompt ?? "") ? open : undefined;
    });
  }

  /** Waits for a text box whose prompt fits, types and accepts. */
  async type(prompt: RegExp, text: string): Promise<vscode.InputBox> {
    const box = await this.prompt(prompt);
    box.value = text;
    await accept(box);
    return box;
  }

  /** Waits for what a text box says about what stands in it. */
  remark(box: vscode.InputBox): Promise<string> {
    return this.look(() => {
      const { validationMessage: said } = box;
      return typeof said === "string" ? said : said?.message;
    });
  }

  /** What `look` finds, now or when a box has changed. */
  look<Found>(look: () => Found | undefined): Promise<Found> {
    return until(this.came.event, look);
  }

  /** Leaves what is open, now or next, as Escape does. */
  async escape(): Promise<void> {
    const open = await this.look(() => this.open);
    open.hide();
    await this.look(() => (this.open === open ? undefined : true));
  }

  dispose(): void {
    for (const one of this.restore) one();
    this.open?.hide();
    this.came.dispose();
  }

  private replace(name: string, original: unknown, ours: unknown): void {
    Reflect.set(vscode.window, name, ours);
    this.restore.push(() => Reflect.set(vscode.window, name, original));
  }

  private watch<B extends Box>(box: B): B {
    const show = box.show.bind(box);
    box.show = () => {
      this.open = box;
      show();
      this.came.fire();
    };
    for (const name of ["validationMessage", "items"]) this.tellOf(box, name);
    box.onDidHide(() => {
      if (this.open === box) this.open = undefined;
      this.came.fire();
    });
    return box;
  }

  /** The editor offers no event for what the extension itself changes. */
  private tellOf(box: Box, name: string): void {
    for (let at: unknown = Object.getPrototypeOf(box); at !== null; at = Object.getPrototypeOf(at)) {
      const found = Object.getOwnPropertyDescriptor(at, name);
      if (found?.set === undefined) continue;
      Object.defineProperty(box, name, {
        get: () => found.get?.call(box),
        set: (value) => {
          found.set?.call(box, value);
          this.came.fire();
        },
      });
      return;
    }
  }
}

/** What was set goes to the window with the next turn of the timers; the command must not overtake it. */
async function accept(box: Box): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(box.enabled, `${box.title} is not ready.`);
  await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
}

/** For each test of the suite that calls this. */
export function boxesForEachTest(): () => Boxes {
  let boxes: Boxes | undefined;
  beforeEach(() => {
    boxes = new Boxes();
  });
  afterEach(() => boxes?.dispose());
  return () => {
    assert.ok(boxes, "only inside a test");
    return boxes;
  };
}
