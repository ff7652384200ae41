// Which ids the facts of an entry speak of, as far as they are shown.

/** Values of a list that are shown; the rest is counted. */
export const longestList = 12;
/** Names asked for at once. */
const mostIds = 60;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);
export const isTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value);

/** The ids shown, each once, in their order; at most 60. */
export function shownIds(value: unknown): string[] {
  return [...new Set(walk(value))].slice(0, mostIds);
}

function* walk(value: unknown): Generator<string> {
  if (isId(value)) yield value;
  else if (Array.isArray(value)) for (const part of value.slice(0, longestList)) yield* walk(part);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* walk(part);
}

/** A list kept as text (what was too long for an entry, or the words of many records): its values; null for any other text. */
export function readTextList(text: string): unknown[] | null {
  if (!text.startsWith('[')) return null;
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    return null;
  }
}
