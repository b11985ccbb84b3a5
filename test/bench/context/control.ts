import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { ContextEngine, MakeEngine } from "./measure";

interface Built {
  readonly CompletionContext: new (...args: Parameters<MakeEngine>) => ContextEngine;
}

/** The engine of context as another checkout of this repository has it. @param folder of that checkout */
export async function controlOf(folder: string): Promise<MakeEngine> {
  const out = await mkdtemp(join(tmpdir(), "context-control-"));
  try {
    const outfile = join(out, "context.mjs");
    const entry = join(folder, "src/completion/context/context.ts");
    await build({ entryPoints: [entry], bundle: true, platform: "node", format: "esm", outfile, logLevel: "error" });
    const { CompletionContext }: Built = await import(pathToFileURL(outfile).href);
    return (port, clock) => new CompletionContext(port, clock);
  } finally {
    await rm(out, { recursive: true });
  }
}
