import type { FrameLocator, Locator, Page } from "playwright-core";
import { runCommand, webview } from "../../vscode/hands";

/** The chat's view as a person, or a screen reader, finds it. */
export class Chat {
  readonly view: FrameLocator;
  readonly message: Locator;
  readonly send: Locator;
  readonly stop: Locator;
  readonly questions: Locator;
  readonly answers: Locator;

  constructor(private readonly page: Page) {
    this.view = webview(page);
    this.message = this.view.getByRole("textbox", { name: "Message" });
    this.send = this.view.getByRole("button", { name: "Send" });
    this.stop = this.view.getByRole("button", { name: "Stop" });
    this.questions = this.view.getByRole("article", { name: "You" });
    this.answers = this.view.getByRole("article", { name: "Codestral" });
  }

  /** Shows the view and begins a new conversation; the caret is then in its message. */
  async begin(): Promise<void> {
    await runCommand(this.page, "Codestral: New Chat");
    await this.view.getByRole("heading", { name: "Ask about your code" }).waitFor();
    // What opens before the focus has come is closed by it.
    await this.message.and(this.view.locator(":focus")).waitFor();
  }

  /** Sends a message; the answer has not come yet. */
  async ask(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press("Enter");
    await this.questions.last().getByText(text).waitFor();
  }

  /** Sends a message and waits until it is answered. */
  async askAndWait(text: string): Promise<Locator> {
    await this.ask(text);
    await this.ended();
    return this.answers.last();
  }

  /** Waits until the last answer is over. */
  async ended(): Promise<void> {
    await this.view.locator(".turn:last-child .answer[aria-busy=false]").waitFor();
    await this.stop.waitFor({ state: "hidden" });
  }

  /** Opens the row of a tool's call. @returns what stands behind it: its arguments and its result */
  async openToolCall(label: string | RegExp): Promise<{ args: Locator; result: Locator }> {
    const row = this.view.getByRole("button", { name: label });
    await row.click();
    const details = this.view.locator(".tool-call").filter({ has: row });
    return {
      args: details.getByRole("region", { name: /^Arguments of/ }),
      result: details.getByRole("region", { name: /^(Result|Error)$/ }),
    };
  }
}
