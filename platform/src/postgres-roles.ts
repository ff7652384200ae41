// The database's roles: made from db/roles.sql by the superuser at each start, each with its own secret; and the database itself.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { StartFault } from './start-fault.ts';

/** The database everything lives in. */
export const databaseName = 'holdfast';

/** db/roles.sql of this repository. */
export const rolesFile = fileURLToPath(new URL('../../db/roles.sql', import.meta.url));

/**
 * As superuser (`connection` to the database `postgres`): runs db/roles.sql, gives every login role `holdfast_*` the secret `secretOf`
 * returns, and makes the database owned by `holdfast_owner`. All of it can be repeated.
 */
export async function prepareRoles(connection: ClientConfig, secretOf: (role: string) => string): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await runRolesFile(client);
    const roles = await client.query<{ rolname: string }>(
      `select rolname from pg_roles where rolcanlogin and not rolsuper and rolname like 'holdfast\\_%' order by rolname`,
    );
    for (const { rolname } of roles.rows) {
      await client.query(
        `alter role ${client.escapeIdentifier(rolname)} password ${client.escapeLiteral(scramVerifier(secretOf(rolname)))}`,
      );
    }
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName} owner holdfast_owner`);
  } finally {
    await client.end();
  }
}

async function runRolesFile(client: Client): Promise<void> {
  try {
    await client.query(readFileSync(rolesFile, 'utf8'));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StartFault('roles_failed', `The database's roles could not be made from db/roles.sql: ${why}`, thrown);
  }
}

/** The form PostgreSQL stores a SCRAM-SHA-256 password in (RFC 5803), so that the secret itself never reaches a statement or a log. */
export function scramVerifier(secret: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(secret, salt, iterations, 32, 'sha256');
  const key = (label: string): Buffer => createHmac('sha256', salted).update(label).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}
