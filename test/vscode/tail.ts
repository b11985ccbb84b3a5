import { closeSync, openSync, readSync, writeFileSync } from "node:fs";

/** Copies what another process appends to a file, which is created empty, to our own standard output. */
export function tailToStdout(file: string): { stop(): void } {
  writeFileSync(file, "");
  const descriptor = openSync(file, "r");
  const buffer = Buffer.alloc(65_536);
  let position = 0;
  const copy = () => {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, position);
      if (length === 0) return;
      position += length;
      process.stdout.write(Buffer.from(buffer.subarray(0, length)));
    }
  };
  const timer = setInterval(copy, 50);
  return {
    stop() {
      clearInterval(timer);
      copy();
      closeSync(descriptor);
    },
  };
}
