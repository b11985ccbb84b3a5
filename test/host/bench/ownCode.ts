import Module from "node:module";
import * as vscode from "vscode";
import { extension } from "../support/extension";
import type { OwnTime } from "./ownTime";

type Code = (...args: unknown[]) => unknown;
type Load = (request: string, parent: { readonly filename?: string } | undefined, isMain: boolean) => unknown;

const EVENT = /^on(?:Did|Will)[A-Z]/;
const PROVIDES = /^(?:provide|resolve|handle)[A-Z]/;

/** What the editor asked of the extension's provider, once that is answered. */
export interface Provided {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/**
 * Has everything timed that the editor calls in the packed extension. The extension must not be loaded yet: it is handed
 * an API that wraps the listeners, the providers and the commands that it registers.
 * @returns tells of each answer of its provider of ghost text
 */
export function timeOwnCode(own: OwnTime): vscode.Event<Provided> {
  const { extensionPath, isActive } = extension();
  if (isActive) throw new Error("The extension is active already, so its listeners cannot be timed.");
  const provided = new vscode.EventEmitter<Provided>();
  const wrapped = new WeakSet<object>();
  const load = Reflect.get(Module, "_load") as Load;
  const watched: Load = function (this: unknown, request, parent, isMain) {
    const loaded = load.call(this, request, parent, isMain);
    if (request === "vscode" && parent?.filename?.startsWith(extensionPath) && !wrapped.has(loaded as object)) {
      wrapped.add(loaded as object);
      wrap(loaded as object, own, provided);
    }
    return loaded;
  };
  Reflect.set(Module, "_load", watched);
  return provided.event;
}

function wrap(api: object, own: OwnTime, provided: vscode.EventEmitter<Provided>): void {
  for (const namespace of ["workspace", "window", "languages", "commands"]) {
    const members = Reflect.get(api, namespace) as object;
    for (const name of Object.keys(members)) {
      const descriptor = Object.getOwnPropertyDescriptor(members, name);
      const original = () => (descriptor?.get ? descriptor.get.call(members) : descriptor?.value) as Code;
      const isEvent = EVENT.test(name);
      if (!isEvent && !name.startsWith("register")) continue;
      const wrapped: Code = (...args) =>
        original().apply(
          members,
          args.map((arg) => (isEvent ? listener(name, arg, own) : registered(arg, own, provided))),
        );
      Object.defineProperty(members, name, { value: wrapped, configurable: true, enumerable: true });
    }
  }
}

function listener(name: string, arg: unknown, own: OwnTime): unknown {
  return typeof arg === "function" ? timed(name, arg as Code, own) : arg;
}

function timed(name: string, code: Code, own: OwnTime): Code {
  return function (this: unknown, ...args) {
    return own.run(name, () => code.apply(this, args));
  };
}

/** A command's function, or a provider. */
function registered(arg: unknown, own: OwnTime, provided: vscode.EventEmitter<Provided>): unknown {
  if (typeof arg === "function") return timed("command", arg as Code, own);
  if (typeof arg !== "object" || arg === null || !isProvider(arg)) return arg;
  return new Proxy(arg, {
    get: (provider, name) => {
      const method: unknown = Reflect.get(provider, name);
      if (typeof method !== "function") return method;
      const call = timed(String(name), method.bind(provider) as Code, own);
      return name === "provideInlineCompletionItems" ? telling(call, provided) : call;
    },
  });
}

function isProvider(arg: object): boolean {
  const names = [...Object.keys(arg), ...Object.getOwnPropertyNames(Object.getPrototypeOf(arg))];
  return names.some((name) => PROVIDES.test(name));
}

function telling(call: Code, provided: vscode.EventEmitter<Provided>): Code {
  return (...args) => {
    const [document] = args as [vscode.TextDocument];
    const { version } = document;
    const answer = call(...args);
    const tell = () => provided.fire({ document, version });
    void Promise.resolve(answer).then(tell, tell);
    return answer;
  };
}
