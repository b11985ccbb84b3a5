// Runs a program as the head of a process group that ends with whoever started it, even if that one was killed:
// the pipe on standard input then closes. Arguments: the program and its arguments.
import { spawn } from "node:child_process";

const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });

// The whole group gets these; the head stays until the program has ended in its own way.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

process.stdin.on("close", () => process.kill(-process.pid, "SIGKILL")).resume();
child.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));
