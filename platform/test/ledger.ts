// A log in a fresh database for the ledger's tests: appends as the server, seals as the sequencer, tampers as the superuser.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { appendEntry, type EntryDraft, type LedgerLog, openLedgerLog, readProgress } from '../src/ledger-store.ts';
import { sealBatch, signCheckpoint } from '../src/sealing.ts';
import { signerOf } from '../src/signer-key.ts';
import { type DatabaseVerdict, verifyDatabase, type VerifyOptions } from '../src/verify-database.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** A UUIDv7 (RFC 9562, 5.7) of now. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function draftOf(site: string | null, facts: EntryDraft['facts'] = {}): EntryDraft {
  const subject = { type: 'asset', id: 'pump-1', version: 1 };
  return { id: newId(), kind: 'asset.changed', at: new Date().toISOString(), site, actor: 'person:1', via: 'ui', subject, facts };
}

export async function openTestLedger(t: Parameters<typeof testDatabase>[0]) {
  const database = await testDatabase(t);
  const log: LedgerLog = { id: newId(), site_id: newId(), origin: 'holdfast.example/test/filling/e1', epoch: 1 };
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
  const app = database.pool('holdfast_app');
  const sequencer = database.pool('holdfast_sequencer');
  await openLedgerLog(app, log);
  const append = (facts: EntryDraft['facts'] = {}, personal: Record<string, string> = {}, client: Pool | PoolClient = app) =>
    appendEntry(client, { log_id: log.id, entry: draftOf(log.site_id, facts), personal });
  return {
    database,
    log,
    signer,
    app,
    sequencer,
    append,
    /** Appends `count` entries, seals them and signs at the sizes given and at the end. */
    fill: async (count: number, signAt: readonly number[] = []): Promise<void> => {
      for (let n = 1; n <= count; n++) {
        await append({ n }, n % 3 === 0 ? { reason: `because of ${n}` } : {});
        if (!signAt.includes(n) && n !== count) continue;
        while ((await sealBatch(sequencer, log.id, 7)) > 0);
        await signCheckpoint(sequencer, log, signer);
      }
    },
    verify: (more: Partial<VerifyOptions> = {}): Promise<DatabaseVerdict> =>
      verifyDatabase(app, { vkeys: [signer.vkey(log.origin)], batchRows: 5, ...more }),
    progress: () => readProgress(app, log.id),
    tamper: (...statements: string[]): Promise<void> => tamper(database, statements),
  };
}

export type TestLedger = Awaited<ReturnType<typeof openTestLedger>>;

/** Statements of a superuser who switches the guards off and, when done, on again; of a failure nothing stays. */
async function tamper(database: TestDatabase, statements: readonly string[]): Promise<void> {
  const client = await database.pool('holdfast_super').connect();
  try {
    await client.query('begin');
    const guards = await client.query<{ guarded: string; tgname: string }>(findGuards);
    for (const { guarded } of guards.rows) await client.query(`alter table ${guarded} disable trigger all`);
    for (const statement of statements) await client.query(statement);
    for (const { guarded } of guards.rows) await client.query(`alter table ${guarded} enable trigger all`);
    for (const { guarded, tgname } of guards.rows) await client.query(`alter table ${guarded} enable always trigger ${tgname}`);
    await client.query('commit');
  } catch (thrown) {
    await client.query('rollback');
    throw thrown;
  } finally {
    client.release();
  }
}

const findGuards = `select t.tgrelid::regclass::text as guarded, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'ledger'::regnamespace and not t.tgisinternal`;
