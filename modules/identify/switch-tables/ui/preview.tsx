// What a pasted table would change, before anything is written.
import { Text } from '@mantine/core';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Known } from '@holdfast/design/states';
import { useTranslation } from 'react-i18next';
import type { TablePreview } from '../schema.ts';

const most = 500;

export function Preview({ seen }: { seen: TablePreview }) {
  const { t } = useTranslation('switch-tables');
  return (
    <>
      <Text role="status">{t('seen.counts', { known: seen.known, fresh: seen.fresh, moved: seen.moved, skipped: seen.skipped })}</Text>
      {seen.cut && <Text c="var(--hf-attention)">{t('seen.cut')}</Text>}
      {seen.not_understood.length > 0 && (
        <details>
          <summary>{t('seen.not_understood', { count: seen.not_understood.length })}</summary>
          <ul className="hf-mono">
            {seen.not_understood.map((it) => (
              <li key={it.line}>{t('seen.line', { line: it.line, text: it.text })}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="hf-switch-scroll" tabIndex={0} role="region" aria-label={t('seen.title')}>
        <table className="hf-switch-table">
          <thead>
            <tr>
              {(['port', 'vlan', 'mac', 'device', 'vendor', 'what'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`column.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.rows.slice(0, most).map((it) => (
              <Row key={`${it.mac} ${it.vlan}`} row={it} />
            ))}
          </tbody>
        </table>
      </div>
      {seen.rows.length > most && <Text c="dimmed">{t('seen.more', { count: seen.rows.length - most })}</Text>}
    </>
  );
}

function Row({ row: it }: { row: TablePreview['rows'][number] }) {
  const { t } = useTranslation('switch-tables');
  const { path } = usePlace();
  return (
    <tr>
      <td className="hf-mono">{it.port}</td>
      <td>{it.vlan}</td>
      <td className="hf-mono">{it.mac}</td>
      <td>{it.asset_id === null ? null : <Go to={path(`assets/${it.asset_id}`)}>{it.asset_name}</Go>}</td>
      <td>
        <Known value={it.vendor} />
      </td>
      <td>
        {it.asset_id === null && <Badge tone="attention">{t('what.fresh')}</Badge>}
        {it.moved_from !== null && <Badge tone="neutral">{t('what.moved', { from: it.moved_from })}</Badge>}
        {it.uplink && <Badge tone="unknown">{t('what.uplink')}</Badge>}
      </td>
    </tr>
  );
}
