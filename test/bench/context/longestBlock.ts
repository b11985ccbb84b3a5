/**
 * The longest time, in milliseconds, for which `work` kept everything else from running. Time in which the machine
 * ran other programs does not count: it is the lesser of the time gone by and the processor time used.
 */
export async function longestBlockDuring(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let wall = performance.now();
  let used = process.cpuUsage();
  let running = true;
  const note = () => {
    const { user, system } = process.cpuUsage(used);
    longest = Math.max(longest, Math.min(performance.now() - wall, (user + system) / 1_000));
    wall = performance.now();
    used = process.cpuUsage();
  };
  const tick = () => {
    note();
    if (running) setImmediate(tick);
  };
  const ticking = setImmediate(tick);
  await work();
  running = false;
  clearImmediate(ticking);
  note();
  return longest;
}
