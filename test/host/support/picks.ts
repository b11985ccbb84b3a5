import * as vscode from "vscode";
import { until } from "./waiting";

type Item = vscode.QuickPickItem;

/** Stands in for the person who picks from lists that change while they are open, which the editor offers no way to do from here. */
export function picksForEachTest(): () => Picks {
  let picks: Picks | undefined;
  beforeEach(() => {
    picks = new Picks();
  });
  afterEach(() => picks?.dispose());
  return () => {
    if (picks === undefined) throw new Error("only inside a test");
    return picks;
  };
}

class Picks {
  private readonly original = vscode.window.createQuickPick;
  private readonly shown: Pick[] = [];
  private readonly came = new vscode.EventEmitter<void>();

  constructor() {
    Reflect.set(
      vscode.window,
      "createQuickPick",
      () =>
        new Pick((pick) => {
          this.shown.push(pick);
          this.came.fire();
        }),
    );
  }

  /** The next list that opens, or that is open and was not looked at. */
  next(): Promise<Pick> {
    return until(this.came.event, () => this.shown.shift());
  }

  dispose(): void {
    Reflect.set(vscode.window, "createQuickPick", this.original);
    for (const pick of this.shown) pick.hide();
    this.came.dispose();
  }
}

/** A list as a person sees it. */
export class Pick {
  title = "";
  placeholder = "";
  isOpen = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  value = "";
  private given: readonly Item[] = [];
  private isBusy = false;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly typed = new vscode.EventEmitter<string>();
  private readonly triggered = new vscode.EventEmitter<vscode.QuickInputButton>();
  private readonly hidden = new vscode.EventEmitter<void>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidChangeValue = this.typed.event;
  readonly onDidTriggerButton = this.triggered.event;
  readonly onDidHide = this.hidden.event;
  private readonly pressed = new vscode.EventEmitter<vscode.QuickPickItemButtonEvent<Item>>();
  readonly onDidTriggerItemButton = this.pressed.event;

  constructor(private readonly opened: (pick: Pick) => void) {}

  get items(): readonly Item[] {
    return this.given;
  }

  set items(items: readonly Item[]) {
    this.given = items;
    this.changed.fire();
  }

  get busy(): boolean {
    return this.isBusy;
  }

  set busy(busy: boolean) {
    this.isBusy = busy;
    this.changed.fire();
  }

  show(): void {
    this.isOpen = true;
    this.opened(this);
  }

  hide(): void {
    if (this.isOpen) {
      this.isOpen = false;
      this.hidden.fire();
    }
  }

  dispose(): void {
    this.isOpen = false;
  }

  labels(): string[] {
    return this.items.map(({ label }) => label);
  }

  /** Waits for an item, and for the list to have settled. */
  item(label: string): Promise<Item> {
    return until(this.changed.event, () => (this.busy ? undefined : this.items.find((item) => item.label === label)));
  }

  type(value: string): void {
    this.value = value;
    this.typed.fire(value);
  }

  accept(item: Item): void {
    this.activeItems = [item];
    this.selectedItems = [item];
    this.accepted.fire();
  }

  /** Clicks a button of an item, by what it says of itself. */
  pressOn(item: Item, tooltip: string): void {
    const button = item.buttons?.find((one) => one.tooltip === tooltip);
    if (button) this.pressed.fire({ item, button });
  }

  press(button: number): void {
    const pressed = this.buttons[button];
    if (pressed) this.triggered.fire(pressed);
  }
}
