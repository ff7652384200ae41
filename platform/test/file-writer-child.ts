// A process that stores files until it is killed: small ones whole, and one that never ends, under a name.
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';
import { openDatabase } from '../src/database.ts';
import { openFileKeys } from '../src/file-keys.ts';
import { masterKeyOf } from '../src/file-master-key.ts';
import { openFileStore } from '../src/file-store.ts';
import { chunkBytes } from '../src/file-cipher.ts';

const [dir, name, secret] = process.argv.slice(2) as [string, string, string];
const pool = new Pool(JSON.parse(await text(process.stdin)));
const store = await openFileStore(dir, openFileKeys(openDatabase(pool), masterKeyOf(secret)));
const endless = await store.receive({ limit_bytes: 2 ** 34, name });
process.stdout.write('begun\n');
for (let turn = 0; ; turn += 1) {
  await endless.write(Buffer.alloc(chunkBytes, turn));
  const small = await store.receive({ limit_bytes: 2 ** 20 });
  await small.write(Buffer.from(`file ${turn} of ${dir}`));
  await small.finish();
}
