import * as z from "zod";
import { locate } from "../../workspace/locate";
import type { PlaceView } from "../protocol";
import { type Page, readPage } from "./page";
import { failure, failureOf, type Outcome, type Tool } from "./tool";
import { zodArguments } from "./zodArguments";

/** Models write numbers as text now and then. */
const lineNumber = z.coerce.number().int().min(1);

const parameters = z.object({
  path: z.string().min(1).describe("The file's path, relative to the workspace folder."),
  start_line: lineNumber
    .optional()
    .describe("The first line to read, counted from 1. Leave it out to begin at the top."),
  end_line: lineNumber.optional().describe("The last line to read, inclusive. Leave it out to read on."),
});

type Arguments = z.infer<typeof parameters>;

export const readFile: Tool<Arguments> = {
  name: "read_file",
  description:
    "Reads a text file of the workspace, with unsaved changes. Long files come in pages; a notice at the end says how to read on.",
  ...zodArguments(parameters),
  label: (args) => `Read ${args.path}${linesOf(args)}`,
  place: (args) => ({ path: args.path, ...rangeOf(args) }),

  effects: (args) => [{ kind: "reads", path: args.path }],

  async run(args, { workspace }, signal): Promise<Outcome> {
    const start = args.start_line ?? 1;
    const end = args.end_line ?? Number.POSITIVE_INFINITY;
    if (end < start) {
      return failure(`end_line (${end}) is before start_line (${start}).`, "The last line is before the first.");
    }
    const located = await locate(args.path, workspace);
    if (located.kind === "refused") {
      return failureOf(args.path, located.reason);
    }
    const pieces = located.kind === "untitled" ? once(located.text) : workspace.read(located.address, signal);
    const page = await readPage(pieces, start, end);
    if (page === undefined) {
      return failureOf(located.name, `${located.name} is a binary file; only text can be read.`);
    }
    return present(located.name, page, end);
  },
};

function present(name: string, page: Page, wantedEnd: number): Outcome {
  if (page.total === 0) {
    return { ok: true, summary: "empty file", content: `${name} is empty.` };
  }
  if (page.last < page.first) {
    return failureOf(name, `${name} has only ${page.total === 1 ? "one line" : `${page.total} lines`}.`);
  }
  const range = page.first === page.last ? `line ${page.first}` : `lines ${page.first}–${page.last}`;
  const count = page.last - page.first + 1;
  const notices: string[] = [];
  if (page.cutLine) {
    notices.push(`[Line ${page.first} is longer than one page; only its beginning is shown.]`);
  }
  if (page.last < Math.min(page.total, wantedEnd)) {
    notices.push(
      `[Cut here: the file has ${page.total} lines. Call read_file with start_line ${page.last + 1} to read on.]`,
    );
  }
  const cut = notices.length > 0 ? ", cut" : "";
  return {
    ok: true,
    summary: `${count === page.total ? "" : `${count} of `}${page.total} ${page.total === 1 ? "line" : "lines"}${cut}`,
    content: [`${name}, ${range} of ${page.total}:`, page.text, ...notices].join("\n"),
    sources: [
      {
        path: name,
        ...(count === page.total ? {} : { lines: { first: page.first, last: page.last } }),
        characters: page.text.length,
      },
    ],
  };
}

function linesOf(args: Arguments): string {
  if (args.start_line === undefined && args.end_line === undefined) {
    return "";
  }
  return `, lines ${args.start_line ?? 1}–${args.end_line ?? "end"}`;
}

function rangeOf(args: Arguments): Pick<PlaceView, "startLine" | "endLine"> {
  return {
    ...(args.start_line === undefined ? {} : { startLine: args.start_line }),
    ...(args.end_line === undefined ? {} : { endLine: args.end_line }),
  };
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
