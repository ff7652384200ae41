// Rows of a sheet as messages: times of the plant's own clock, kinds in the words plants use.
import { instantAt, readDay } from '@holdfast/core-cadence';
import { type BroughtSheet, type MessageKind, newMessage, type NewMessage } from './schema.ts';

type Refused = BroughtSheet['refused_rows'][number];
export type SheetRow = { row_number: number; values: Readonly<Record<string, string>> };

/** Rows that can be used, and why the others cannot. `zone`: the plant's, for times without an offset. */
export function readRows(rows: readonly SheetRow[], zone: string): { messages: NewMessage[]; refused: Refused[] } {
  const messages: NewMessage[] = [];
  const refused: Refused[] = [];
  for (const { row_number, values } of rows) {
    const at = instantOf(values['at'] ?? '', zone);
    const kind = kindOf(values['kind'] ?? '');
    const count = (values['count'] ?? '').trim() === '' ? 1 : Number(values['count']);
    const code =
      at === null ? 'time' : kind === null ? 'kind' : Number.isInteger(count) && count > 0 && count <= 1_000_000 ? null : 'count';
    const read = newMessage.safeParse({
      at: at ?? '',
      kind,
      count,
      line: values['line'] ?? '',
      text: [...(values['text'] ?? '')].slice(0, 300).join('').slice(0, 300),
      reference: values['reference']?.slice(0, 100) || null,
    });
    if (code === null && read.success) messages.push(read.data);
    else refused.push({ row: row_number, code: code ?? 'line' });
  }
  return { messages, refused };
}

const kindWords: Readonly<Record<MessageKind, readonly string[]>> = {
  stop: ['stop', 'stoppage', 'downtime', 'halt', 'stillstand', 'störung', 'stoerung', 'stopp', 'anlagenstopp'],
  quality: ['quality', 'reject', 'rejects', 'scrap', 'qualität', 'qualitaet', 'ausschuss', 'qualitätsmeldung', 'sperrung'],
};

function kindOf(text: string): MessageKind | null {
  const word = text.trim().toLowerCase();
  return (Object.keys(kindWords) as MessageKind[]).find((kind) => kindWords[kind].includes(word)) ?? null;
}

/** ISO 8601 UTC of `2026-11-16T08:12:00Z`, `2026-11-16 09:12[:30]` or `16.11.2026 09:12[:30]`, the latter two on the plant's clock; null for anything else. */
export function instantOf(text: string, zone: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim());
  const own = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text.trim());
  const parts = iso?.slice(1, 7) ?? (own === null ? null : [own[3], own[2], own[1], ...own.slice(4, 7)]);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts.map((it) => (it ?? '0').padStart(2, '0')) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const date = readDay(`${year}-${month}-${day}`);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || date === null) return null;
  const offset = iso?.[7];
  if (offset !== undefined) {
    const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
    return Number.isNaN(ms) ? null : new Date(ms).toISOString();
  }
  const ms = instantAt(zone, date, Number(hour) * 60 + Number(minute)) + Number(second) * 1000;
  return new Date(ms).toISOString();
}
