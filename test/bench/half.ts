import type { Reports } from "./reports";

/** A benchmark's half that runs in the extension host of a window, and does what it is asked to (`tasks.ts` there). */
export class Half {
  private constructor(private readonly url: string) {}

  /** The half that says next that it is ready. */
  static async from(reports: Reports): Promise<Half> {
    const report = (await reports.next()) as { readonly tasks: string } | { readonly failed: string };
    if ("failed" in report) throw new Error(report.failed);
    return new Half(report.tasks);
  }

  /** @throws what went wrong there */
  async ask(task: string, argument: unknown = null): Promise<unknown> {
    const response = await fetch(`${this.url}/${task}`, { method: "POST", body: JSON.stringify(argument) });
    if (!response.ok) throw new Error(`${task}: ${await response.text()}`);
    return response.json();
  }

  /** Milliseconds of CPU that its process has used so far, in all threads. */
  async cpu(): Promise<number> {
    return Number(await this.ask("cpu"));
  }
}
