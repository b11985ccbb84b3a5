import type * as vscode from "vscode";

/** What `look` finds, now or after one of the next events. */
export function until<Found>(event: vscode.Event<unknown>, look: () => Found | undefined): Promise<Found> {
  return new Promise((resolve, reject) => {
    const check = () => {
      try {
        const found = look();
        if (found === undefined) return;
        subscription.dispose();
        resolve(found);
      } catch (error) {
        subscription.dispose();
        reject(error);
      }
    };
    const subscription = event(check);
    check();
  });
}
