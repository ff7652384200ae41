// Several statements in one message to PostgreSQL: `begin` with the first, `commit` with the last. What follows a failed one is never read
// (PostgreSQL, 54.2.3: after an error it discards messages up to Sync).
import pg, { type Connection, type PoolClient, type QueryArrayResult, type QueryResult, type Submittable } from 'pg';
import { prepareMessages, runMessages, sync, type Value } from './query-messages.ts';

/** Prepared once a connection under its name; values as PostgreSQL reads them, bytes in its binary form. */
export type LastStatement = { name: string; text: string; values: Value[] };

// What pg's connection offers to queries of one's own, as pg-cursor uses it; the published types know less.
type Wire = Connection & {
  readonly stream: { cork(): void; uncork(): void; write(bytes: Buffer): void };
  parse(query: { name: string; text: string }): void;
  bind(config: { statement: string; values: readonly (string | null)[] }): void;
  execute(config: object): void;
};

/** Runs the opening of a transaction and its first query in one round trip; resolves to the query's result. */
export async function beginAndRun(client: PoolClient, opening: string, text: string, values: unknown[]): Promise<QueryResult> {
  const query = new pg.Query({ text, values, queryMode: 'extended' } as never) as unknown as Prepared;
  const prepare = query.prepare.bind(query);
  query.prepare = (connection) => {
    sendPlain(connection, opening);
    prepare(connection);
  };
  const results = await new Promise<QueryResult | QueryArrayResult[]>((done, fail) => {
    query.callback = (error, result) => (error ? fail(error) : done(result));
    client.query(query as unknown as Submittable);
  });
  return (Array.isArray(results) ? results.at(-1) : results) as unknown as QueryResult;
}

type Prepared = {
  prepare(connection: Wire): void;
  callback: (error: Error | null, result: QueryResult) => void;
};

/** Runs the statement and `commit` (and before them what opens the transaction, if nothing did yet); resolves to PostgreSQL's last word: COMMIT or ROLLBACK. */
export function runAndCommit(client: PoolClient, last: LastStatement, opening: string | null): Promise<string> {
  return new Promise((done, fail) => {
    client.query(submittable(last, opening, done, fail));
  });
}

function submittable(
  last: LastStatement,
  opening: string | null,
  done: (command: string) => void,
  fail: (error: Error) => void,
): Submittable {
  let command = '';
  const prepared: string[] = [];
  const query = {
    text: last.text,
    submit: (connection: Connection) => send(connection as Wire, last, opening, prepared),
    handleRowDescription: () => {},
    handleDataRow: () => {},
    handlePortalSuspended: () => {},
    handleEmptyQuery: () => {},
    handleCommandComplete: (message: { text: string }) => void (command = message.text),
    handleReadyForQuery: (connection: Connection) => {
      for (const name of prepared) preparedOn(connection).add(name);
      done(command);
    },
    handleError: (error: Error) => fail(error),
  };
  return query as unknown as Submittable;
}

const commit = { name: 'holdfast_commit', text: 'commit' };
const runCommit = runMessages(commit.name, [], sync);

// What a connection has surely prepared: after an error nobody knows how far the server read, and it is prepared anew.
const known = new WeakMap<Connection, Set<string>>();

function preparedOn(connection: Connection): Set<string> {
  const names = known.get(connection) ?? new Set<string>();
  known.set(connection, names);
  return names;
}

function send(connection: Wire, last: LastStatement, opening: string | null, prepared: string[]): void {
  const messages: Buffer[] = [];
  for (const { name, text } of [last, commit]) {
    if (preparedOn(connection).has(name)) continue;
    messages.push(prepareMessages(name, text));
    prepared.push(name);
  }
  messages.push(runMessages(last.name, last.values, runCommit));
  connection.stream.cork();
  try {
    if (opening !== null) sendPlain(connection, opening);
    connection.stream.write(messages.length === 1 ? messages[0]! : Buffer.concat(messages));
  } finally {
    connection.stream.uncork();
  }
}

function sendPlain(connection: Wire, text: string): void {
  connection.parse({ name: '', text });
  connection.bind({ statement: '', values: [] });
  connection.execute({});
}
