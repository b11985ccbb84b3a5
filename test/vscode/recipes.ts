import type { standIns } from "./standIns";

/** Which VS Code the tests run in: the newest, or the oldest that `engines.vscode` allows. */
export type HostVersion = "newest" | "oldest";

/** What a host is made of. code-server is VS Code's own web workbench and server; Node runs its extension host. */
export interface Recipe {
  readonly vscode: string;
  readonly codeServer: string;
  readonly node: string;
  /** Native packages that stay unbuilt without install scripts. */
  readonly standIns: readonly (keyof typeof standIns)[];
  /** Version of ripgrep's own package, where code-server would have to download the program itself. */
  readonly ripgrep?: string;
}

export const recipes: Readonly<Record<HostVersion, Recipe>> = {
  newest: {
    vscode: "1.139.1",
    codeServer: "4.139.1",
    node: "24.21.0",
    standIns: ["@vscode/spdlog", "@vscode/native-watchdog"],
  },
  // Its terminal does not work: node-pty shipped no prebuilt program then.
  oldest: {
    vscode: "1.104.0",
    codeServer: "4.104.0",
    node: "22.23.3",
    standIns: ["@vscode/spdlog", "native-watchdog"],
    ripgrep: "1.18.0",
  },
};
