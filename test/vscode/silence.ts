/** Notices when nothing has been heard for too long: a watchdog that goes by progress, however long the whole takes. */
export class Silence {
  /** Resolves when it has lasted for `patienceMs`; never, when it was over before. */
  readonly tooLong: Promise<"silent">;
  private timer: NodeJS.Timeout | undefined;

  constructor(patienceMs: number) {
    this.tooLong = new Promise((resolve) => {
      this.timer = setTimeout(() => resolve("silent"), patienceMs);
    });
  }

  broken(): void {
    this.timer?.refresh();
  }

  over(): void {
    clearTimeout(this.timer);
  }
}
