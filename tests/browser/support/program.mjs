// The program under test: the real binary, a port of its own, a data folder of its own. With
// HOERING_TEST_DATABASE=postgres it has a PostgreSQL server of its own, too.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const binary = process.env.HOERING_BINARY ?? join(target, 'debug', 'hoering');
const run = promisify(execFile);

/** The route table as the binary prints it: method, path, access, kind. */
export function routes() {
  return JSON.parse(execFileSync(binary, ['routes'], { encoding: 'utf8' }));
}

/** A PostgreSQL server that ends with this process: the address of its database, and how to end it sooner. */
async function startPostgres() {
  const server = spawn(join(root, 'scripts', 'temporary-postgres'), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    server.once('exit', (code) => reject(new Error(`no PostgreSQL: ${code}`)));
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  return { url, stop: () => (server.stdin.end(), ended) };
}

/** Everything that a PostgreSQL database holds. */
function dump(url) {
  const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(a) - Number(b));
  const program = join('/usr/lib/postgresql', versions.at(-1), 'bin', 'pg_dump');
  return execFileSync(program, ['--data-only', '--no-comments', url], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] })
    .toString()
    // A word that pg_dump makes up anew each time.
    .replace(/^\\(un)?restrict .*$/gm, '');
}

/** What the settings of whoever runs the tests must not change. */
function environment(folder, said) {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('HOERING_'));
  // How full the disk of the machine is tells nothing of the program.
  const disk = { HOERING_FREE_SPACE_UPLOADS_PERCENT: '0', HOERING_FREE_SPACE_WRITES_PERCENT: '0' };
  return { ...Object.fromEntries(others), HOERING_DATA_DIR: folder, HOERING_LISTEN: '127.0.0.1:0', ...disk, ...said };
}

/**
 * Starts the program with the example consultation and waits for the address that it prints.
 * With `at` (RFC 3339) its clock stands there, and `setClock` moves it; `settings` are those of the environment.
 */
export async function start({ at, settings = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hoering-browser-'));
  const clock = join(folder, 'clock');
  const setClock = (instant) => {
    writeFileSync(`${clock}.new`, instant);
    renameSync(`${clock}.new`, clock);
  };
  if (at) setClock(at);
  const postgres = process.env.HOERING_TEST_DATABASE === 'postgres' ? await startPostgres() : undefined;
  const said = {
    HOERING_LOG: 'error',
    ...settings,
    ...(at ? { HOERING_CLOCK_FILE: clock } : {}),
    ...(postgres ? { HOERING_DATABASE_URL: postgres.url } : {}),
  };
  if (postgres) await run(binary, ['migrate'], { cwd: root, env: environment(folder, said) });
  const child = spawn(binary, ['serve'], {
    cwd: root,
    env: environment(folder, said),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const base = await new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`the program ended before it listened: ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = line.match(/http:\/\/[0-9.]+:\d+/);
      if (found) resolve(found[0]);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await ended;
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program ended with ${code}`);
  };
  /** `hoering verify FILE`: what it says, or an error. */
  const verify = async (file) => (await run(binary, ['verify', file])).stdout;
  /** Any other command, beside the server and on its database. */
  const hoering = async (...words) => (await run(binary, words, { cwd: root, env: environment(folder, said) })).stdout;
  /** What no form writes is written into its database. */
  const execute = (sql) => {
    const file = join(folder, 'hoering.sqlite3');
    const [tool, words] = postgres
      ? ['psql', ['-q', '-v', 'ON_ERROR_STOP=1', postgres.url]]
      : ['python3', ['-c', "import sqlite3,sys; c = sqlite3.connect(sys.argv[1], timeout=60); c.executescript(sys.stdin.read())", file]];
    execFileSync(tool, words, { input: sql });
  };
  /** How ids, bytes and the time of writing are written in it. */
  const literals = {
    id: (uuid) => (postgres ? `'${uuid}'` : `X'${uuid.replaceAll('-', '')}'`),
    bytes: (hex) => (postgres ? `'\\x${hex}'` : `X'${hex}'`),
    now: `'${new Date().toISOString().replace('Z', '000Z')}'`,
  };
  /** Everything that is stored, as one number: the database with its log, and the letters. */
  const fingerprint = () => {
    const hash = createHash('sha256');
    if (postgres) hash.update(dump(postgres.url));
    for (const name of readdirSync(folder, { recursive: true }).sort()) {
      const path = join(folder, name);
      // What readers share between them is no content.
      if (statSync(path).isFile() && !name.endsWith('-shm')) hash.update(name).update(readFileSync(path));
    }
    return hash.digest('hex');
  };
  return { base, stop, setClock, verify, hoering, execute, literals, fingerprint };
}
