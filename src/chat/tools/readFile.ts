import * as z from "zod";
import type { PlaceView } from "../protocol";
import { cutPage, type Page, PAGE_CHARACTERS, PAGE_LINES, shares } from "./page";
import { failure, failureOf, type Outcome, type Tool } from "./tool";
import { type View, view } from "./view";
import { zodArguments } from "./zodArguments";

/** More files than a page has room for. */
const MAX_FILES = 20;
/** Of why one of several files is not read. */
const MAX_REASON = 1_000;

/** Models write numbers as text now and then. */
const lineNumber = z.coerce.number().int().min(1);
const path = z.string().min(1);

const parameters = z
  .object({
    path: path.optional().describe("The file's path, relative to the workspace folder."),
    paths: z
      .array(path)
      .min(1)
      .max(MAX_FILES)
      .optional()
      .describe("Several files' paths instead, to read them in one call. They share one page."),
    start_line: lineNumber
      .optional()
      .describe("The first line to read, counted from 1. Leave it out to begin at the top. For one file only."),
    end_line: lineNumber
      .optional()
      .describe("The last line to read, inclusive. Leave it out to read on. For one file only."),
  })
  .refine((args) => filesOf(args).length > 0, "give path, or paths")
  .refine((args) => filesOf(args).length === 1 || (args.start_line ?? args.end_line) === undefined, {
    message: "lines can be named for one file only",
  });

interface Arguments {
  readonly path?: string | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly start_line?: number | undefined;
  readonly end_line?: number | undefined;
}

export const readFile: Tool<Arguments> = {
  name: "read_file",
  description:
    "Reads text files of the workspace, with unsaved changes, and the cells of notebooks. Long files come in pages; a notice at the end says how to read on. The person is asked about each file outside of the workspace.",
  ...zodArguments<Arguments>(parameters),
  label: (args) => `Read ${namesOf(filesOf(args))}${linesOf(args)}`,
  place(args) {
    const [only, ...more] = filesOf(args);
    return only === undefined || more.length > 0 ? undefined : { path: only, ...rangeOf(args) };
  },
  does: ["reads"],
  effects: (args) => filesOf(args).map((file) => ({ kind: "reads", path: file })),

  async run(args, context, signal): Promise<Outcome> {
    const start = args.start_line ?? 1;
    const end = args.end_line ?? Number.POSITIVE_INFINITY;
    if (end < start) {
      return failure(`end_line (${end}) is before start_line (${start}).`, "The last line is before the first.");
    }
    const files = filesOf(args);
    const views = await Promise.all(files.map((file) => view(file, { start, end }, context, signal, files.length)));
    const [only] = views;
    const outcome = views.length === 1 && only ? present(only, end) : presentAll(fitted(views));
    const foreign = views.find((one) => one.kind === "page" && one.isForeign);
    return foreign
      ? { ...outcome, summary: `${outcome.summary}, from outside the workspace`, foreign: baseName(foreign.name) }
      : outcome;
  },
};

/** Each once, in their order. */
function filesOf(args: Arguments): string[] {
  return [...new Set([...(args.path === undefined ? [] : [args.path]), ...(args.paths ?? [])])];
}

/** All of them within one page. */
function fitted(views: readonly View[]): View[] {
  const pages = views.map((one) => (one.kind === "page" ? one.page : undefined));
  const lines = shares(
    pages.map((page) => (page ? Math.max(0, page.last - page.first + 1) : 0)),
    PAGE_LINES,
  );
  const characters = shares(
    pages.map((page) => page?.text.length ?? 0),
    PAGE_CHARACTERS,
  );
  return views.map((one, at) =>
    one.kind === "page" ? { ...one, page: cutPage(one.page, lines[at] ?? 0, characters[at] ?? 0) } : one,
  );
}

function presentAll(views: readonly View[]): Outcome {
  const outcomes = views.map((one) =>
    one.kind === "page"
      ? present(one, Number.POSITIVE_INFINITY, `with path ${one.name} and`)
      : refusalOf(one, MAX_REASON),
  );
  const read = outcomes.filter(({ ok }) => ok).length;
  const isCut = outcomes.some(({ summary }) => summary.endsWith(CUT));
  return {
    ok: read > 0,
    summary: `${read === outcomes.length ? "" : `${read} of `}${outcomes.length} files${isCut ? CUT : ""}`,
    content: outcomes.map(({ content }) => content).join("\n\n"),
    sources: outcomes.flatMap(({ sources }) => sources ?? []),
  };
}

const CUT = ", cut";

/** @param which words that tell the next call which file is meant */
function present(seen: View, wantedEnd: number, which = "with"): Outcome {
  const { name } = seen;
  if (seen.kind === "refused") {
    return refusalOf(seen);
  }
  const { page, about, isForeign = false } = seen;
  if (page.total === 0) {
    return { ok: true, summary: "empty file", content: `${name} is empty.` };
  }
  if (page.last < page.first) {
    return failureOf(name, `${name} has only ${page.total === 1 ? "one line" : `${page.total} lines`}.`);
  }
  const notices = noticesOf(page, wantedEnd, which);
  const range = page.first === page.last ? `line ${page.first}` : `lines ${page.first}–${page.last}`;
  const count = page.last - page.first + 1;
  const isWhole = count === page.total;
  return {
    ok: true,
    summary: `${isWhole ? "" : `${count} of `}${page.total} ${page.total === 1 ? "line" : "lines"}${notices.length > 0 ? CUT : ""}`,
    content: [`${name}${about ? `, ${about}` : ""}, ${range} of ${page.total}:`, page.text, ...notices].join("\n"),
    sources: [
      {
        path: isForeign ? baseName(name) : name,
        // The lines of a notebook's cells are not those of its file.
        ...(isWhole || about ? {} : { lines: { first: page.first, last: page.last } }),
        characters: page.text.length,
      },
    ],
  };
}

function refusalOf(
  { name, reason, told }: Extract<View, { kind: "refused" }>,
  most = Number.POSITIVE_INFINITY,
): Outcome {
  return told === undefined ? failureOf(name, reason.slice(0, most)) : failure(reason, told);
}

/** All that the accounts know of where a file outside of the workspace is. */
function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

function noticesOf(page: Page, wantedEnd: number, which: string): string[] {
  return [
    ...(page.cutLine ? [`[Line ${page.first} is longer than one page; only its beginning is shown.]`] : []),
    ...(page.last < Math.min(page.total, wantedEnd)
      ? [
          `[Cut here: the file has ${page.total} lines. Call read_file ${which} start_line ${page.last + 1} to read on.]`,
        ]
      : []),
  ];
}

function namesOf(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(", ");
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
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
