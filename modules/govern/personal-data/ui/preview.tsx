// What an erasure would empty: how much, the list in full, the rows elsewhere, what stays and why, and the hold that forbids it.
import { Alert, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Hold, Payload, Preview } from '../schema.erasure.ts';

export const rowsOf = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0);
export const total = (it: Preview): number => it.total + rowsOf(it.places);

export function PreviewOf({ it }: { it: Preview }) {
  const { t } = useTranslation('personal-data');
  return (
    <section aria-live="polite">
      {total(it) === 0 ? (
        <Text>{t('erasures.nothing')}</Text>
      ) : (
        <Text fw={600}>{t('erasures.would', { payloads: it.total, rows: rowsOf(it.places) })}</Text>
      )}
      <Held holds={it.holds} />
      <Payloads list={it.payloads} total={it.total} />
      <Places places={it.places} />
      <Stays remains={it.remains} />
    </section>
  );
}

export function Held({ holds }: { holds: readonly Hold[] }) {
  const { t } = useTranslation('personal-data');
  const [hold] = holds;
  if (hold === undefined) return null;
  return (
    <Alert color="yellow" title={t('erasures.held')} my="sm">
      {t('erasures.held_says', { reason: hold.reason, name: hold.set_by_name })}
    </Alert>
  );
}

export function Payloads({ list, total: all }: { list: readonly Payload[]; total: number }) {
  const { t } = useTranslation(['personal-data', 'ledger']);
  if (list.length === 0) return null;
  const shown = list.slice(0, 200);
  return (
    <details>
      <summary>
        {t('erasures.list')} ({all})
      </summary>
      <List size="sm" my="xs" className="hf-erasure-list">
        {shown.map((it) => (
          <List.Item key={`${it.entry_id}/${it.n}`}>
            <q>{it.text}</q>{' '}
            <Text span size="xs" c="dimmed">
              {t(`ledger:kind.${it.kind.replaceAll('.', '_')}`, { defaultValue: it.kind })}, {t(`erasures.list_why.${it.why}`)}
            </Text>
          </List.Item>
        ))}
      </List>
      {all > shown.length && <Text size="sm">{t('erasures.more', { count: all - shown.length })}</Text>}
    </details>
  );
}

export function Places({ places }: { places: Record<string, number> }) {
  const { t } = useTranslation('personal-data');
  const rows = Object.entries(places);
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>
        {t('erasures.places')} ({rowsOf(places)})
      </summary>
      <table className="hf-personal">
        <thead>
          <tr>
            <th scope="col">{t('erasures.place')}</th>
            <th scope="col">{t('erasures.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([place, n]) => (
            <tr key={place}>
              <td className="hf-mono">{place}</td>
              <td>{n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function Stays({ remains }: { remains: Record<string, number> }) {
  const { t } = useTranslation('personal-data');
  return (
    <details>
      <summary>{t('erasures.remains')}</summary>
      <List size="sm" my="xs">
        {Object.entries(remains).map(([why, count]) => (
          <List.Item key={why}>{t(`erasures.stays.${why}`, { count })}</List.Item>
        ))}
        <List.Item>{t('erasures.stays.ids')}</List.Item>
        <List.Item>{t('erasures.stays.files')}</List.Item>
      </List>
    </details>
  );
}
