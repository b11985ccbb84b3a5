const logger = `const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");
const levels = ["trace", "debug", "info", "warn", "error", "critical"];
class Logger {
  constructor(file) {
    this.file = file;
    this.level = 2;
    mkdirSync(dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level < this.level) return;
    try {
      appendFileSync(this.file, new Date().toISOString() + " [" + levels[level] + "] " + message + "\\n");
    } catch {
      // A profile that is deleted while its server still ends must not bring the server down.
    }
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}
levels.forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message); }; });
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => new Logger(file);
`;

const watchdog = `exports.start = (parent) => {
  setInterval(() => {
    try { process.kill(parent, 0); } catch { process.exit(87); }
  }, 1000).unref();
};
exports.exit = (code) => process.reallyExit(code);
`;

/** Plain JavaScript in place of native packages of VS Code that only an install script would build. */
export const standIns = {
  "@vscode/spdlog": logger,
  "@vscode/native-watchdog": watchdog,
  "native-watchdog": watchdog,
} as const;
