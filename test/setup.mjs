// Sets the repository up as far as needed, builds it, and runs one of the commands: start, test, bench, package; with
// `packages`, it only installs what the lock names and is missing.
// Plain JavaScript without dependencies: it runs before anything is installed. Standard output belongs to the command.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const commands = ["start", "test", "bench", "package"];
const [command, ...args] = process.argv.slice(2);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a program whose chatter goes to standard error. */
function run(program, programArgs) {
  const shell = process.platform === "win32" && program === "npm";
  const { status, signal, error } = spawnSync(program, programArgs, { cwd: root, stdio: ["ignore", 2, 2], shell });
  if (signal) process.exit(130);
  if (status !== 0) fail(`\`${[program, ...programArgs].join(" ")}\` failed${error ? `: ${error.message}` : "."}`);
}

function packages(lock) {
  return JSON.parse(readFileSync(join(root, lock), "utf8")).packages;
}

/** Whether what the lock names is installed, in that version; an optional package may be for another system. */
function installed() {
  if (!existsSync(join(root, "node_modules", ".package-lock.json"))) return false;
  const wanted = packages("package-lock.json");
  const present = packages("node_modules/.package-lock.json");
  const there = ([path, { optional, devOptional }]) => path === "" || present[path] || optional || devOptional;
  const same = ([path, { optional, integrity }]) => (wanted[path] ? wanted[path].integrity === integrity : optional);
  return Object.entries(wanted).every(there) && Object.entries(present).every(same);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Codestral Companion is built with Node 20.19 or newer, and this is Node ${process.versions.node}.`);
}
if (command !== "packages" && !commands.includes(command)) fail(`Say which command to run: ${commands.join(", ")}.`);
if (!process.env.INIT_CWD) process.env.INIT_CWD = process.cwd();
process.chdir(root);
if (!installed()) run("npm", ["ci", "--ignore-scripts"]);
if (command === "packages") process.exit();
run(process.execPath, ["esbuild.mjs"]);
run(process.execPath, ["esbuild.mjs", "--tests"]);

try {
  const { main } = await import(pathToFileURL(join(root, "out", "run", `${command}.mjs`)).href);
  process.exitCode = await main(args);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
// Whatever a command forgot to close must not keep the person waiting.
setTimeout(() => process.exit(), 2000).unref();
