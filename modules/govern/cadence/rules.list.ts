// The list of activities as a page of it: searched, filtered, in order.
import type { ActivityQuery, ActivityRow } from './schema.ts';

type Key = (it: ActivityRow) => string | number;
const order: Readonly<Record<string, number>> = { overdue: 0, due: 1, no_date: 2, due_soon: 3, planned: 4, over: 5 };
const farAway = '9999';
const keys: Readonly<Record<string, Key>> = {
  title: (it) => it.title.en,
  state: (it) => order[it.state] ?? 9,
  next: (it) => it.next?.at ?? farAway,
  last_run_at: (it) => it.last_run_at ?? '',
  missed: (it) => it.missed.length,
  person_name: (it) => it.person_name ?? farAway,
};

/** What needs somebody comes first, unless another order is asked for. `me`: whose own they are with `mine`. */
export function chooseRows(rows: readonly ActivityRow[], query: ActivityQuery, me: string): { rows: ActivityRow[]; total: number } {
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((it) => {
    const text = `${it.title.en} ${it.title.de} ${it.person_name ?? ''} ${it.of ?? ''}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return false;
    if (query.state !== undefined && query.state.length > 0 && !query.state.includes(it.state)) return false;
    if (query.level !== undefined && query.level.length > 0 && !query.level.includes(it.level)) return false;
    return query.mine !== 'true' || it.person_id === me;
  });
  const down = query.sort?.startsWith('-') === true;
  const key = keys[query.sort?.replace('-', '') ?? ''];
  const next = keys['next']!;
  const sorted = found.toSorted((a, b) =>
    key === undefined
      ? compare(keys['state']!, a, b) || compare(next, a, b) || compare((it) => it.id, a, b)
      : (down ? -1 : 1) * (compare(key, a, b) || compare((it) => it.id, a, b)),
  );
  return { rows: sorted.slice(query.offset, query.offset + query.limit), total: sorted.length };
}

function compare(key: Key, a: ActivityRow, b: ActivityRow): number {
  const [x, y] = [key(a), key(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
