/** Who has something open: a process, and one start of the extension in it. */
export interface Owner {
  readonly pid: number;
  readonly session: string;
}

/** As it stands in a table. */
export function ownerName({ pid, session }: Owner): string {
  return `${pid} ${session}`;
}

/** Whether this name is of somebody else who is still there. An earlier start in our own process is not. */
export function isSomebodyElse(name: string, us: Owner, isRunning: (pid: number) => boolean): boolean {
  const pid = Number.parseInt(name, 10);
  return pid !== us.pid && isRunning(pid);
}

/** Whether there is a process of this id, whoever runs it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
