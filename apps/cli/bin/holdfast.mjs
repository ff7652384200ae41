#!/usr/bin/env node
// Runs the command line in the Node 24 that comes with Holdfast, whatever Node was found first.
import { existsSync, realpathSync } from 'node:fs';
import { createRequire, enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function bundledNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`);
    const binary = join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary)) return binary;
  } catch {
    // Not installed for this machine: its own Node may do.
  }
  return process.execPath;
}

const node = bundledNode();
const major = Number(process.versions.node.split('.')[0]);
// Compiled code is kept between runs; without it every start would strip the types of every file again.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'holdfast-compile-cache');
if (realpathSync(node) === realpathSync(process.execPath)) {
  if (major < 24) {
    console.error(`holdfast needs Node 24 or later, this is ${process.versions.node}; run "npm start" once to fetch it`);
    process.exit(2);
  }
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import('../src/main.ts');
} else await startIn(node);

async function startIn(binary) {
  const { spawn } = await import('node:child_process');
  const child = spawn(binary, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`holdfast could not start ${binary}: ${error.message}`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    if (signal !== null) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
