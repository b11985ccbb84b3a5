import { grammarFile, grammarOf, PARSER_FILE } from "./languages";
import type * as ParserModule from "./parser";
import type { Language, Parser } from "@vscode/tree-sitter-wasm";

/** Where the grammars lie. */
export interface GrammarFiles {
  /** Rejects if there is no such file. */
  read(file: string): Promise<Uint8Array>;
  /** A grammar cannot be had, and the language is treated as one that has none. Told once for each. */
  failed(grammar: string, error: unknown): void;
}

/** The module's own options, of which its type definition knows only one. */
interface ModuleOptions {
  readonly wasmBinary: Uint8Array;
  readonly locateFile: (file: string) => string;
}

/** Loads each grammar once, when it is first wanted, off the key's path. */
export class Grammars {
  private readonly parsers = new Map<string, Parser>();
  private readonly loading = new Map<string, Promise<void>>();
  private module: Promise<typeof ParserModule> | undefined;

  constructor(private readonly files: GrammarFiles) {}

  /** @returns the language's parser if it is loaded; if it is not, loading begins */
  parserFor(languageId: string): Parser | undefined {
    const grammar = grammarOf(languageId);
    if (grammar === undefined) {
      return undefined;
    }
    void this.load(languageId);
    return this.parsers.get(grammar);
  }

  /** Settles when the language's grammar is loaded or cannot be; never rejects. */
  async load(languageId: string): Promise<void> {
    const grammar = grammarOf(languageId);
    if (grammar === undefined) {
      return;
    }
    const known = this.loading.get(grammar);
    const loading = known ?? this.read(grammar).catch((error: unknown) => this.files.failed(grammar, error));
    this.loading.set(grammar, loading);
    await loading;
  }

  /** A parser of its own for whoever parses in slices: a parser holds the state of a parse that was interrupted. */
  async newParser(languageId: string): Promise<Parser | undefined> {
    await this.load(languageId);
    const language = this.parserFor(languageId)?.language;
    return language && this.module ? new (await this.module).Parser().setLanguage(language) : undefined;
  }

  dispose(): void {
    for (const parser of this.parsers.values()) {
      parser.delete();
    }
    this.parsers.clear();
  }

  private async read(grammar: string): Promise<void> {
    this.module ??= this.start();
    const { Language: Grammar, Parser: GrammarParser } = await this.module;
    const language: Language = await Grammar.load(await this.files.read(grammarFile(grammar)));
    const parser = new GrammarParser().setLanguage(language);
    // Code is compiled when it first runs, what recovers from errors too; the first key does not wait for that.
    parser.parse("a(b) {\n  c = (d\n  e\n")?.delete();
    this.parsers.set(grammar, parser);
  }

  private async start(): Promise<typeof ParserModule> {
    const module = await import("./parser");
    const options: ModuleOptions = { wasmBinary: await this.files.read(PARSER_FILE), locateFile: (file) => file };
    await module.Parser.init(options);
    return module;
  }
}
