import { createHash } from "node:crypto";
import { copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installOnce, npm } from "../../../vscode/cache";
import { root } from "../../../vscode/paths";

/** Names the versions, and with the lock all that comes with them; and holds what drives the clients. */
const RECIPE = join(root, "test", "unit", "testserver", "clients", "npm");

export type Message = { readonly role: "user" | "assistant"; readonly content: string };
export type Call = readonly [id: string, name: string, args: unknown];
export interface Tool {
  readonly type: "function";
  readonly function: { readonly name: string; readonly description: string; readonly parameters: object };
}

/** A client as `npm/*.mjs` drive it, all of them in the same way; what a client does not offer is not there. */
export interface Client {
  chat(model: string, messages: readonly Message[]): Promise<string>;
  chatStreamed(model: string, messages: readonly Message[]): Promise<string>;
  chatJson(model: string, messages: readonly Message[], name: string, schema: object): Promise<unknown>;
  toolCalls(model: string, messages: readonly Message[], tools: readonly Tool[]): Promise<readonly Call[]>;
  toolCallsStreamed(model: string, messages: readonly Message[], tools: readonly Tool[]): Promise<readonly Call[]>;
  toolResult(model: string, question: string, call: Call, result: string): Promise<string>;
  embed(model: string, inputs: readonly string[]): Promise<readonly (readonly number[])[]>;
  fim?(model: string, prompt: string, suffix: string): Promise<string>;
  fimStreamed?(model: string, prompt: string, suffix: string): Promise<string>;
  models?(): Promise<readonly string[]>;
  model?(id: string): Promise<string>;
  /** The categories that each text belongs to. */
  moderate?(model: string, inputs: readonly string[]): Promise<readonly (readonly string[])[]>;
  moderateChat?(model: string, inputs: readonly Message[]): Promise<readonly (readonly string[])[]>;
  ocr?(model: string, documentUrl: string, pages: string): Promise<readonly string[]>;
  /** Begins a conversation and goes on streamed: both answers, and how many entries its history has. */
  converse?(model: string, inputs: string, more: string): Promise<readonly [string, string, number]>;
  withField?(model: string, messages: readonly Message[], field: string, value: unknown): Promise<unknown>;
  /** The class of what a call has thrown, and the status in it. */
  errorOf(problem: unknown): readonly [string, number];
}

export const clientNames = ["sdk", "aiSdk", "langchain", "openai"] as const;
export type ClientName = (typeof clientNames)[number];
export type Clients = Readonly<Record<ClientName, (url: string, key: string) => Client>>;

/** Installs the clients that others use with Mistral's API, which are too many to be among our own packages. */
export async function installClients(): Promise<Clients> {
  const names = (await readdir(RECIPE)).toSorted();
  const files = await Promise.all(names.map((name) => readFile(join(RECIPE, name), "utf8")));
  const fingerprint = createHash("sha256").update(files.join("")).digest("hex").slice(0, 12);
  const folder = await installOnce(`api-clients-${fingerprint}`, "the clients of Mistral's API", async (into) => {
    for (const name of names) await copyFile(join(RECIPE, name), join(into, name));
    await npm("ci", into, "the clients of Mistral's API that this test runs");
  });
  return (await import(pathToFileURL(join(folder, "clients.mjs")).href)) as Clients;
}
