import { closeSync, openSync, readSync, writeFileSync } from "node:fs";

/** Hears what another process appends to a file, which is created empty. */
export function tail(file: string, heard: (bytes: Buffer) => void): { stop(): void } {
  writeFileSync(file, "");
  const descriptor = openSync(file, "r");
  const buffer = Buffer.alloc(65_536);
  let position = 0;
  const read = () => {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, position);
      if (length === 0) return;
      position += length;
      heard(Buffer.from(buffer.subarray(0, length)));
    }
  };
  const timer = setInterval(read, 50);
  return {
    /** Reads the rest. */
    stop() {
      clearInterval(timer);
      read();
      closeSync(descriptor);
    },
  };
}

/** The same, line by line. */
export function tailLines(file: string, heard: (line: string) => void): { stop(): void } {
  let rest = Buffer.alloc(0);
  return tail(file, (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = rest.toString("utf8", 0, end);
      rest = rest.subarray(end + 1);
      heard(line);
    }
  });
}
