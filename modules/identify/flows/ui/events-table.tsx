// What changed, programmed, started or stopped a device, as seen on the wire.
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { FlowEvent } from '../schema.ts';
import { AttackLead } from './attack-lead.tsx';
import { ClassName, EndName } from './names.tsx';

const api = createClient();

/** Events of an asset or a flow: `fixed` is `{ asset_id }` or `{ flow_id }`. */
export function EventsTable({ fixed, height = 320 }: { fixed: Readonly<Record<string, string>>; height?: number }) {
  const { t } = useTranslation('flows');
  const { site_id } = usePlace();
  const columns = useEventColumns();
  return (
    <div style={{ padding: 12 }}>
      <DataTable
        label={t('events.title')}
        name={['events', site_id]}
        path={`/api/v1/sites/${site_id}/events`}
        columns={columns}
        fixed={fixed}
        sort="-at"
        height={height}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/events', { params: { path: { site_id }, query } }))}
        empty={<Empty title={t('events.none')}>{t('events.none_text')}</Empty>}
      />
    </div>
  );
}

function useEventColumns(): Column<FlowEvent>[] {
  const { t } = useTranslation('flows');
  const { path } = usePlace();
  const { count } = useNumbers();
  return [
    { key: 'at', header: t('events.at'), width: 160, cell: (it) => <Time at={it.at} style="second" />, text: (it) => it.at },
    { key: 'class', header: t('column.class'), width: 104, cell: (it) => <ClassName name={it.class} />, text: (it) => it.class },
    { key: 'operation', header: t('events.operation'), cell: (it) => it.operation, text: (it) => it.operation },
    { key: 'protocol', header: t('column.protocol'), width: 96, narrow: false, cell: (it) => it.protocol, text: (it) => it.protocol },
    {
      key: 'client',
      fields: ['client.name', 'client.address'],
      header: t('column.client'),
      narrow: false,
      cell: (it) => <EndName end={it.client} />,
      text: (it) => `${it.client.name} ${it.client.address}`,
    },
    {
      key: 'server',
      fields: ['server.name', 'server.address'],
      header: t('column.server'),
      narrow: false,
      cell: (it) => <EndName end={it.server} />,
      text: (it) => `${it.server.name} ${it.server.address}`,
    },
    {
      key: 'attack',
      header: t('events.attack'),
      width: 88,
      narrow: false,
      cell: (it) => <AttackLead id={it.attack} />,
      text: (it) => it.attack ?? '',
    },
    {
      key: 'frame',
      header: t('events.source'),
      narrow: false,
      cell: (it) => (
        <Go plain to={path('captures')} search={{ open: it.capture_id }}>
          {t('events.frame', { file: it.file, frame: count(it.frame) })}
        </Go>
      ),
      text: (it) => `${it.file} ${it.frame}`,
    },
  ];
}
