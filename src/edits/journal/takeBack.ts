import { type ChangeSet, type FileChange, hashOf } from "../changeSet";
import { withLineEnds } from "../lineEnds";
import type { TakesBack } from "../write/changeWriter";
import type { Files, FoundFile } from "../write/port";
import type { Obstacle, Writer } from "../write/writer";
import type { ChangeJournal, Texts } from "./changeJournal";
import { type Entry, type EntryFile, standings } from "./entry";
import { withoutHunks } from "./withoutHunks";

/** What can be taken back of an entry now, and why the rest cannot. */
export interface TakeBack {
  /** Undefined where there is nothing to write. */
  readonly set: ChangeSet | undefined;
  readonly takesBack: TakesBack;
  readonly refused: readonly Obstacle[];
}

/** The change-set that undoes an entry, as far as its files still have what was written. */
export async function takeBackOf(
  entry: Entry,
  journal: ChangeJournal,
  files: Files,
  writer: Pick<Writer, "check">,
): Promise<TakeBack> {
  const now = standings(entry, journal.entries());
  const changes: FileChange[] = [];
  const positions: number[] = [];
  const refused: Obstacle[] = [];
  for (const [at, file] of entry.files.entries()) {
    if (now[at] !== "written" && now[at] !== "unknown") {
      continue;
    }
    const inverse = await inverseOf(file, journal.texts(entry.id, file.position), files);
    if (typeof inverse === "string") {
      const sentence = `${files.nameOf(file.to)} ${inverse}; it was left as it is.`;
      refused.push({ uri: file.to, sentence, stale: false });
    } else if (inverse) {
      const obstacles = await writer.check({ ...setOf(entry), files: [inverse] });
      refused.push(...obstacles);
      if (obstacles.length === 0) {
        changes.push(inverse);
        positions.push(file.position);
      }
    }
  }
  const set = changes.length === 0 ? undefined : { ...setOf(entry), files: changes };
  return { set, takesBack: { entry: entry.id, positions }, refused };
}

function setOf({ id, origin, title }: Entry): ChangeSet {
  return {
    id: `takes-back-${id}`,
    origin: { ...origin, isPersonal: true },
    title: `Take back: ${title}`,
    summary: "",
    files: [],
  };
}

/** @returns what is in the way, as the end of a sentence; undefined if the file is as it was before */
async function inverseOf(file: EntryFile, texts: Texts, files: Files): Promise<FileChange | string | undefined> {
  switch (file.kind) {
    case "create":
      return uncreated(file, files);
    case "delete":
      return undeleted(file, texts.before ?? "", files);
    case "edit":
      return unedited(file, texts, files);
    case "rename":
      return unrenamed(file, texts, files);
  }
}

async function uncreated({ uri, after }: EntryFile, files: Files): Promise<FileChange | string | undefined> {
  const found = await files.look(uri);
  if (found.kind === "nothing") {
    return undefined;
  }
  const isOurs = found.kind === "file" && (found.snapshot.hash === after || hashOf(found.saved ?? "") === after);
  return isOurs
    ? { kind: "delete", uri, before: found.snapshot }
    : "has changed since it was created; delete it yourself if you no longer want it";
}

async function undeleted(file: EntryFile, before: string, files: Files): Promise<FileChange | string | undefined> {
  const { uri, encoding } = file;
  const found = await files.look(uri);
  if (found.kind === "nothing") {
    return { kind: "create", uri, after: before, ...(encoding === undefined ? {} : { encoding }) };
  }
  const isBack = found.kind === "file" && (found.saved ?? found.snapshot.text) === before;
  return isBack ? undefined : "exists again, with another text";
}

async function unedited({ uri }: EntryFile, texts: Texts, files: Files): Promise<FileChange | string | undefined> {
  const found = await files.look(uri);
  if (found.kind !== "file") {
    return "can no longer be opened";
  }
  const after = textWithout(texts, found);
  return after === undefined
    ? MOVED_ON
    : after === found.snapshot.text
      ? undefined
      : { kind: "edit", uri, before: found.snapshot, after };
}

async function unrenamed(file: EntryFile, texts: Texts, files: Files): Promise<FileChange | string | undefined> {
  const found = await files.look(file.to);
  const old = await files.look(file.uri);
  if (found.kind === "nothing" && old.kind === "file") {
    return undefined;
  }
  if (found.kind !== "file") {
    return "can no longer be opened";
  }
  if (old.kind !== "nothing") {
    return `cannot have its old name back, as ${files.nameOf(file.uri)} exists`;
  }
  const after = file.state === "renamed" ? found.snapshot.text : textWithout(texts, found);
  return after === undefined ? MOVED_ON : { kind: "rename", uri: file.to, to: file.uri, before: found.snapshot, after };
}

const MOVED_ON = "has moved on: what was written there is no longer as it was, or stands there twice";

/** The file's text as it is now without what was written. */
function textWithout({ before = "", after = "" }: Texts, { snapshot: { text, eol } }: FoundFile): string | undefined {
  if (text === withLineEnds(before, eol)) {
    return text;
  }
  return text === withLineEnds(after, eol) ? withLineEnds(before, eol) : withoutHunks(before, after, text);
}
