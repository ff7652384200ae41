// Whether an nftables text keeps to the enforcer's own tables: read by its tokens before the kernel ever sees it.

/** The only table an enforcer may touch, in these families. */
export const OWN_TABLE = 'holdfast';
export const ownFamilies = ['inet', 'bridge', 'ip', 'ip6', 'arp', 'netdev'] as const;

/**
 * Null for a text that only makes, fills, flushes and deletes tables called `holdfast`; else what else it does. Stricter than nft's grammar
 * (nft(8), "Input file formats"): no `include`, no variables, no line continuation, nothing outside of a table.
 */
export function inspectRuleset(text: string): string | null {
  const tokens = readTokens(text);
  if (typeof tokens === 'string') return tokens;
  let at = 0;
  while (at < tokens.length) {
    if (isEnd(tokens[at]!)) at += 1;
    else {
      const next = readStatement(tokens, at);
      if (typeof next === 'string') return next;
      at = next;
    }
  }
  return null;
}

const isEnd = (token: string): boolean => token === '\n' || token === ';';
const forbidden = new Set(['include', 'define', 'redefine', 'undefine']);

/** One `[add|create|flush|delete|destroy] table FAMILY holdfast [{ ... }]`; returns where it ends. */
function readStatement(tokens: readonly string[], from: number): number | string {
  let at = from;
  const verb = ['add', 'create', 'flush', 'delete', 'destroy'].includes(tokens[at] ?? '') ? tokens[at++]! : '';
  if (tokens[at] !== 'table') return `${verb} ${tokens[at] ?? 'nothing'}`.trim();
  const family = tokens[at + 1] ?? '';
  const name = tokens[at + 2] ?? '';
  if (!ownFamilies.some((it) => it === family)) return `table ${family}`;
  if (name !== OWN_TABLE) return `table ${family} ${name}`;
  at += 3;
  if (tokens[at] === '{') {
    const end = endOfBlock(tokens, at);
    if (end === null || ['flush', 'delete', 'destroy'].includes(verb)) return 'a block that does not end';
    at = end;
  }
  return at === tokens.length || isEnd(tokens[at]!) ? at : `${tokens[at]} after a table`;
}

function endOfBlock(tokens: readonly string[], from: number): number | null {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if (tokens[at] === '{') depth += 1;
    if (tokens[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}

// Strings have no escapes and end on their line; a comment runs to the end of its line.
const pattern = /[ \t\r]+|#[^\n]*|"[^"\n]*"|[{};\n]|[^\s{};"#]+/gy;

function readTokens(text: string): string[] | string {
  const tokens: string[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const token = pattern.exec(text)?.[0];
    if (token === undefined) return `an open string at ${at}`;
    if (/^[ \t\r#"]/.test(token)) continue;
    if (forbidden.has(token)) return token;
    if (/[\\$`\0]/.test(token)) return `"${token.slice(0, 20)}"`;
    tokens.push(token);
  }
  return tokens;
}
