// Nothing of the plant is written outside an act: whoever adds a write that takes a bare connection has to put it on this list, and into ARCHITECTURE.md.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Functions of modules that write over a connection and not only in an act's transaction: what they keep is no fact of the plant. */
const outside = [
  // Forgets conversations older than the site keeps: telemetry.
  'modules/identify/flows/store.conversations.ts sweepConversations',
  // Forgets messages of the MES with them.
  'modules/detect/line-messages/store.ts sweepMessages',
  // What somebody puts into the box without a name: an act would name its moment. It becomes an entry when the box is emptied.
  'modules/govern/rule-reports/store.ts putInBox',
  // How far a reading is: noted while it runs, told by the act that ends it.
  'modules/detect/captures/store.ts noteProgress',
  // How far the making of a package is; the act that ends it says what became of it.
  'modules/prove/package/store.ts noteProgress',
  // What became of a delivery, and forgetting what arrived.
  'modules/govern/integrations/store.ts noteTry',
  'modules/govern/integrations/store.ts sweepDeliveries',
  // What became of a try at a witness, an authority, a collector or a bucket; what they said goes into the ledger's own tables.
  'modules/prove/anchors/store.state.ts noteTry',
  // When a calendar program last read an address.
  'modules/govern/cadence/store.feeds.ts noteFeedRead',
  // When a token was last used.
  'modules/govern/integrations/store.tokens.ts tokenInForce',
  // What time servers answered a moment ago; a judgement that changes goes through an act.
  'modules/govern/clock/store.ts noteAnswers',
  // Tries of a passphrase, counted before they are judged; a wrong one is an entry.
  'modules/govern/opening-keys/store.ts takePassphraseTry',
  // A person's own: what they read and want to be told; what was mailed; forgetting.
  'modules/govern/notices/store.ts keepChoices',
  'modules/govern/notices/store.ts markRead',
  'modules/govern/notices/store.ts noteMail',
  'modules/govern/notices/store.ts noteMailed',
  'modules/govern/notices/store.ts sweepNotices',
  // When a person was last here.
  'modules/govern/people/store.ts noteVisit',
  // What a person is writing of a document; proposing it is an act.
  'modules/govern/documents/store.versions.ts dropDraft',
  'modules/govern/documents/store.versions.ts keepDraft',
  // A person's own views and columns; a shared view goes through an act (preferences/routes.ts).
  'modules/govern/preferences/store.ts addView',
  'modules/govern/preferences/store.ts changeView',
  'modules/govern/preferences/store.ts dropView',
  'modules/govern/preferences/store.ts keepPreferences',
  // What an enforcer holds now, every few seconds; what it did comes as entries of its own.
  'modules/protect/enforcement/store.reports.ts noteReport',
  // Tries of a PIN, and who is named at a terminal for a moment; when a terminal was last there.
  'modules/govern/terminals/store.people.ts addStep',
  'modules/govern/terminals/store.people.ts endSteps',
  'modules/govern/terminals/store.people.ts forgetPinTries',
  'modules/govern/terminals/store.people.ts personOfStep',
  'modules/govern/terminals/store.people.ts takePinTry',
  'modules/govern/terminals/store.ts terminalOf',
  // The first word of a restore: while a restored copy is held no ledger takes entries; both words enter with the first one of the new epoch.
  // Its code, for the same reason: tries, counted before they are judged, and the code of the console.
  'modules/prove/own-backups/store.code.ts keepConsoleCode',
  'modules/prove/own-backups/store.code.ts takeCodeTry',
  'modules/prove/own-backups/store.restoration.ts dropProposal',
  'modules/prove/own-backups/store.restoration.ts keepProposal',
];

/** Who opens a transaction of their own: act itself, migrations, sign-in on its own tables, the daily look that tells of what ends soon, and the
 *  notice of a restored copy, which takes no entry. */
const transactions = [
  'modules/govern/certificates/jobs.ts',
  'modules/govern/documents/jobs.ts',
  'modules/govern/roles/jobs.ts',
  'modules/prove/ledger/store.signer.ts',
  // Queues a look at sites where an acceptance has ended; what the look finds is an entry.
  'apps/server/src/refresh.ts',
  // Frames looked for and found in no capture; what is found is an entry.
  'modules/detect/findings/jobs.ts',
  // What the ledger's facts prove: only derived, made anew at any time.
  'modules/prove/requirements/store.marks.ts',
  'platform/src/act.ts',
  'platform/src/migrations.ts',
  'platform/src/sign-in.ts',
];

const writes = /\bsql(?:<[^`]*?>)?`\s*(?:insert\s+into|update|delete\s+from|merge\s+into|truncate)\b/i;
const start = /^(?=(?:export )?(?:async )?function\*? \w|(?:export )?const \w+ = (?:async )?\()/m;

/** Names of the functions in a text that write and do not ask for a transaction. */
export function bareWriters(text: string): string[] {
  return text.split(start).flatMap((part) => {
    const name = /^(?:export )?(?:async )?(?:function\*?|const) (\w+)/.exec(part)?.[1];
    const [, signature = ''] = /^([\s\S]*?)(?:\)\s*(?::[^{=]*?(?:\{[^}]*\}[^{=]*?)?)?(?:=>|\{\s*$))/m.exec(part) ?? [];
    const asksForTx = /\btx: Tx\b/.test(signature) || /\.act\(|\.observe\(|\bact\(/.test(part);
    return name !== undefined && writes.test(part) && !asksForTx ? [name] : [];
  });
}

const filesOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .filter((it) => !/\.test\.ts$|node_modules/.test(it))
    .toSorted();
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

test('modules write in acts; what does not is on the list', () => {
  const found = filesOf('modules/*/*/*.ts').flatMap((file) => bareWriters(textOf(file)).map((name) => `${file} ${name}`));
  assert.deepEqual(found.toSorted(), outside.toSorted());
});

test('only acts, and what is on the list, open transactions', () => {
  const found = [...filesOf('modules/*/*/*.ts'), ...filesOf('platform/src/*.ts'), ...filesOf('apps/*/src/*.ts')].filter((file) =>
    // Of one that only reads PostgreSQL itself refuses every write.
    /\.transaction\(\)(?![^;]*\.setAccessMode\('read only'\))|\bsql`begin|query\(['"]begin/i.test(textOf(file)),
  );
  assert.deepEqual(found.toSorted(), transactions.toSorted());
});

test('the look finds a write over a bare connection, however it is written', () => {
  const bare =
    'export async function sneak(db: Database, id: string): Promise<void> {\n  await sql<{\n    id: string;\n  }>`update holdfast.asset set name = 1`.execute(db);\n}\n';
  const either = 'const sneakToo = (db: Database | Tx): Promise<unknown> => sql`\n    delete from holdfast.asset`.execute(db);\n';
  const fine =
    'export async function change(tx: Tx, id: string): Promise<void> {\n  await sql`update holdfast.asset set name = 1`.execute(tx);\n}\n';
  assert.deepEqual([bareWriters(bare), bareWriters(either), bareWriters(fine)], [['sneak'], ['sneakToo'], []]);
});
