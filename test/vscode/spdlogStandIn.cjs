// Stands in for the native addon @vscode/spdlog in the VS Code server: without it the Output panel stays empty.
const fs = require('node:fs');
const path = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];
function makeLogger(name, file) {
  let level = 2;
  let raw = false;
  const write = (at, text) => {
    if (at < level) return;
    const line = raw
      ? text
      : new Date().toISOString().replace('T', ' ').replace('Z', '') +
        ' [' +
        levels[at] +
        '] ' +
        text +
        '\n';
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.appendFileSync(file, line);
    } catch {
      // A log that cannot be written must not take the server down.
    }
  };
  const logger = {
    getLevel: () => level,
    setLevel: (wanted) => {
      level = wanted;
    },
    clearFormatters: () => {
      raw = true;
    },
    setPattern() {},
    flush() {},
    drop() {},
  };
  levels.slice(0, 6).forEach((each, at) => {
    logger[each] = (text) => write(at, text);
  });
  return logger;
}
exports.createRotatingLogger = async (name, file) => makeLogger(name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
