// Splits a SQL file into its statements, so that a fault can name the one it is in. Knows PostgreSQL's quotes, dollar quotes and comments.

/** `line` is where the statement's first word stands, counted from 1. */
export type Statement = { text: string; line: number };

/**
 * Splits at the semicolons outside quotes, comments and brackets. `begin atomic` bodies are not known: write functions with dollar quotes.
 * Joining the texts gives back the file but for the semicolons and what lies between statements.
 */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let at = 0;
  while (at < sql.length) {
    if (sql[at] !== ';') {
      at = skipToken(sql, at);
      continue;
    }
    addStatement(statements, sql, start, at);
    start = at += 1;
  }
  addStatement(statements, sql, start, sql.length);
  return statements;
}

function addStatement(statements: Statement[], sql: string, start: number, end: number): void {
  let first = start;
  while (first < end) {
    const after = skipBlank(sql, first);
    if (after === first) break;
    first = after;
  }
  const text = sql.slice(first, end).trimEnd();
  if (text !== '') statements.push({ text, line: sql.slice(0, first).split('\n').length });
}

function skipBlank(sql: string, at: number): number {
  if (/\s/.test(sql[at] ?? '')) return at + 1;
  return sql.startsWith('--', at) || sql.startsWith('/*', at) ? skipToken(sql, at) : at;
}

// The place after the token at `at`; everything but quotes and comments is a token of one character. PostgreSQL 18, section 4.1.
function skipToken(sql: string, at: number): number {
  if (sql.startsWith('--', at)) return endOf(sql, '\n', at);
  if (sql.startsWith('/*', at)) return skipBlockComment(sql, at);
  const character = sql[at];
  if (character === "'") return skipQuoted(sql, at, "'", /(^|[^a-z0-9_$])e$/i.test(sql.slice(Math.max(0, at - 2), at)));
  if (character === '"') return skipQuoted(sql, at, '"', false);
  if (character === '$' && !/[a-z0-9_$]/i.test(sql[at - 1] ?? '')) {
    const tag = /^\$([a-z_][a-z0-9_]*)?\$/i.exec(sql.slice(at, at + 66))?.[0];
    if (tag !== undefined) return endOf(sql, tag, at + tag.length);
  }
  return at + 1;
}

function endOf(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found === -1 ? sql.length : found + mark.length;
}

function skipQuoted(sql: string, at: number, quote: string, backslashes: boolean): number {
  for (let i = at + 1; i < sql.length; i += 1) {
    if (backslashes && sql[i] === '\\') i += 1;
    else if (sql[i] === quote && sql[i + 1] === quote) i += 1;
    else if (sql[i] === quote) return i + 1;
  }
  return sql.length;
}

function skipBlockComment(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i += 1) {
    if (sql.startsWith('/*', i)) [depth, i] = [depth + 1, i + 1];
    else if (sql.startsWith('*/', i)) [depth, i] = [depth - 1, i + 1];
    if (depth === 0) return i + 1;
  }
  return sql.length;
}
