// What the MES says of the lines: stops and quality faults, how they come in, and where its lines are.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { useTranslation } from 'react-i18next';
import { type LineMessage, messageKind } from '../schema.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { LinesPanel } from './lines-panel.tsx';

const api = createClient();

export function LineMessagesPage() {
  const { t } = useTranslation('line-messages');
  const { site_id, may } = usePlace();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <DataTable
        label={t('title')}
        name={['line-messages', site_id]}
        path={`/api/v1/sites/${site_id}/line-messages`}
        columns={useColumns()}
        height={420}
        filters={['kind']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              { key: 'kind', label: t('field.kind'), options: messageKind.options.map((value) => ({ value, label: t(`kind.${value}`) })) },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/line-messages', { params: { path: { site_id }, query } }))}
        empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
      />
      <LinesPanel />
      {may('line_messages.bring') && <ConnectPanel />}
    </Page>
  );
}

export function MessageKind({ kind }: { kind: LineMessage['kind'] }) {
  const { t } = useTranslation('line-messages');
  return <Badge tone="attention">{t(`kind.${kind}`)}</Badge>;
}

/** Where the line is, in the reader's language. */
function usePlaced(): (it: LineMessage) => string {
  const { t } = useTranslation('line-messages');
  const say = useZoneName();
  return (it) => (it.zone_name === null ? t('nowhere') : say(it.zone_name));
}

function useColumns(): Column<LineMessage>[] {
  const { t } = useTranslation('line-messages');
  const { count } = useNumbers();
  const placed = usePlaced();
  return [
    { key: 'at', header: t('field.at'), sort: 'at', width: 170, cell: (it) => <Time at={it.at} style="second" />, text: (it) => it.at },
    {
      key: 'kind',
      words: codeWords(messageKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))),
      header: t('field.kind'),
      sort: 'kind',
      width: 130,
      cell: (it) => <MessageKind kind={it.kind} />,
      text: (it) => it.kind,
    },
    { key: 'line', header: t('field.line'), sort: 'line', width: 190, cell: (it) => it.line, text: (it) => it.line },
    { key: 'zone', header: t('field.zone'), width: 190, narrow: false, cell: placed, text: placed },
    { key: 'text', says: true, header: t('field.text'), cell: (it) => <span title={it.text}>{it.text}</span>, text: (it) => it.text },
    {
      key: 'count',
      header: t('field.count'),
      sort: 'count',
      width: 90,
      narrow: false,
      cell: (it) => count(it.count),
      text: (it) => String(it.count),
    },
  ];
}
