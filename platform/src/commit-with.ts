// Several statements in one message to PostgreSQL: `begin` with the first, `commit` with the last. What follows a failed one is never read
// (PostgreSQL, 54.2.3: after an error it discards messages up to Sync).
import pg, { type Connection, type PoolClient, type QueryArrayResult, type QueryResult, type Submittable } from 'pg';

/** Prepared once a connection under its name; values as PostgreSQL reads them. */
export type LastStatement = { name: string; text: string; values: (string | null)[] };

// What pg's connection offers to queries of one's own, as pg-cursor uses it; the published types know less.
type Wire = Connection & {
  readonly parsedStatements: Record<string, string | undefined>;
  readonly stream: { cork(): void; uncork(): void };
  parse(query: { name: string; text: string }): void;
  bind(config: { statement: string; values: readonly (string | null)[] }): void;
  execute(config: object): void;
  sync(): void;
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
  const query = {
    name: last.name,
    text: last.text,
    submit: (connection: Connection) => send(connection as Wire, last, opening),
    handleRowDescription: () => {},
    handleDataRow: () => {},
    handlePortalSuspended: () => {},
    handleEmptyQuery: () => {},
    handleCommandComplete: (message: { text: string }) => void (command = message.text),
    handleReadyForQuery: () => done(command),
    handleError: (error: Error) => fail(error),
  };
  return query as unknown as Submittable;
}

function send(connection: Wire, { name, text, values }: LastStatement, opening: string | null): void {
  connection.stream.cork();
  try {
    if (opening !== null) sendPlain(connection, opening);
    if (connection.parsedStatements[name] === undefined) connection.parse({ name, text });
    connection.bind({ statement: name, values });
    connection.execute({});
    sendPlain(connection, 'commit');
    connection.sync();
  } finally {
    connection.stream.uncork();
  }
}

function sendPlain(connection: Wire, text: string): void {
  connection.parse({ name: '', text });
  connection.bind({ statement: '', values: [] });
  connection.execute({});
}
