// The boundary between office and plant: the checklist of the industrial DMZ with its evidence, and everything it rests on.
import './boundary.css';
import { createClient, take } from '@holdfast/client';
import { Badge, type Tone } from '@holdfast/design/badge';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { FormButton } from '@holdfast/design/form-button';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Boundary, type BoundaryPath, type LineState, lineCode } from '../schema.ts';
import { isPast, LookForm } from './boundary-forms.tsx';
import { ClearText, Protections, Services } from './boundary-panels.tsx';
import { OutboundPanel } from './outbound-panel.tsx';
import { RemotePanel } from './remote-panel.tsx';

const api = createClient();
const tones: Readonly<Record<LineState, Tone>> = { holds: 'good', excepted: 'attention', does_not: 'alarm', not_observed: 'unknown' };

function useBoundary() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['boundary', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/boundary', { params: { path: { site_id } } })),
  });
}

export function BoundaryPage() {
  const { t } = useTranslation('boundary');
  const { may } = usePlace();
  const asked = useBoundary();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            {t('print')}
          </Button>
          {may('boundary.look') && (
            <FormButton label={t('look')} as="aside">
              {(close) => <LookForm onClose={close} />}
            </FormButton>
          )}
        </>
      }
    >
      <Answer of={asked}>
        {(it) => (
          <Stack gap="lg">
            <Checklist it={it} />
            <Paths it={it} />
            <Services rows={it.services} />
            <div id="remote">
              <RemotePanel it={it} />
            </div>
            <OutboundPanel rows={it.outbound} />
            <ClearText rows={it.clear_text} />
            <Protections rows={it.protections} />
            <Looks it={it} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Checklist({ it }: { it: Boundary }) {
  const { t } = useTranslation('boundary');
  return (
    <Panel title={t('checklist')}>
      {it.is_cut && <Text size="sm">{t('cut')}</Text>}
      <ul className="hf-boundary-lines" aria-label={t('checklist')}>
        {it.lines.map((line) => (
          <li key={line.code}>
            <Stack gap={2}>
              <Text size="sm">{t(`line.${line.code}`)}</Text>
              <Evidence line={line} it={it} />
            </Stack>
            <div>
              <Badge tone={tones[line.state]}>{t(`state.${line.state}`)}</Badge>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What a line rests on: the paths against it, the conduits it fails on, or the page that says it. */
function Evidence({ line, it }: { line: Boundary['lines'][number]; it: Boundary }) {
  const { t } = useTranslation('boundary');
  const { path } = usePlace();
  const [one] = line.conduit_ids;
  const open = it.remote.filter((way) => way.unexplained > 0).length;
  return (
    <Group gap="sm">
      {line.code === 'dmz_there' && <Go to={path('zones')}>{t('zones')}</Go>}
      {line.code === 'one_remote_access' && it.solutions > 0 && (
        <a className="hf-link" href="#remote">
          {t('solutions', { count: it.solutions })}
        </a>
      )}
      {line.code === 'remote_registered' && open > 0 && (
        <a className="hf-link" href="#remote">
          {t('ways_open', { count: open })}
        </a>
      )}
      {line.paths > 0 && (
        <Go to={path('boundary')} search={{ line: line.code }}>
          {t('against', { count: line.paths })}
        </Go>
      )}
      {line.excepted > 0 && <Go to={path('exceptions')}>{t('excepted_of', { count: line.excepted })}</Go>}
      {one !== undefined && (
        <Go
          to={line.conduit_ids.length === 1 ? path(`conduits/${one}`) : path('flows')}
          search={line.conduit_ids.length === 1 ? {} : { conduit_id: line.conduit_ids.slice(0, 40).join(',') }}
        >
          {t('conduits', { count: line.conduit_ids.length })}
        </Go>
      )}
      <NotHeard rows={it.unheard.filter(({ id }) => line.unheard_conduit_ids.includes(id))} />
    </Group>
  );
}

const mostNamed = 4;

/** The conduits a line bears on at which nobody listens. */
function NotHeard({ rows }: { rows: Boundary['unheard'] }) {
  const { t } = useTranslation('boundary');
  const { path } = usePlace();
  if (rows.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t('unheard')}
      </Text>
      {rows.slice(0, mostNamed).map(({ id, name }) => (
        <Go key={id} to={path(`conduits/${id}`)}>
          {name}
        </Go>
      ))}
      {rows.length > mostNamed && <Go to={path('zones')}>{t('unheard_more', { count: rows.length - mostNamed })}</Go>}
    </Group>
  );
}

function Paths({ it }: { it: Boundary }) {
  const { t } = useTranslation('boundary');
  const { site_id, path } = usePlace();
  const [filters] = useFilters();
  const wanted = filters.line;
  const rows = it.paths
    .filter((row) => wanted === undefined || row.lines.some((code) => code === wanted))
    .map((row) => ({ ...row, id: row.flow_id }));
  return (
    <Panel title={t('paths')}>
      <Text size="sm" c="dimmed">
        {t('paths_lead')}
      </Text>
      <DataTable<PathRow>
        label={t('paths')}
        name={['boundary', site_id, 'paths', wanted ?? 'all', String(rows.length)]}
        isWhole
        height={360}
        bar={
          <FilterBar
            keep={['open', 'sort']}
            choices={[
              { key: 'line', label: t('for_line'), options: lineCode.options.map((value) => ({ value, label: t(`line.${value}`) })) },
            ]}
          />
        }
        columns={usePathColumns()}
        load={sliced(() => Promise.resolve({ rows }))}
        open={(row) => path(`flows?open=${row.flow_id}`)}
        empty={<Empty title={t('paths_none')}>{t('paths_none_text')}</Empty>}
      />
    </Panel>
  );
}

type PathRow = BoundaryPath & { id: string };

function usePathColumns(): Column<PathRow>[] {
  const { t } = useTranslation('boundary');
  const { path } = usePlace();
  const end = (key: 'from' | 'to'): Column<PathRow> => ({
    key,
    header: t(key),
    width: 240,
    cell: (it) => (
      <>
        <Go to={path(`assets/${it[key].asset_id}`)}>{it[key].name}</Go>{' '}
        <Text span size="xs" c="dimmed">
          {it[key].zone_name}
        </Text>
      </>
    ),
    text: (it) => `${it[key].name} (${it[key].zone_name})`,
  });
  const service = (it: BoundaryPath): string => (it.port === null ? it.service : `${it.service} ${it.transport}/${it.port}`);
  const verdict = (it: BoundaryPath): string =>
    it.exception === null ? t(`verdicts.${it.verdict}`) : t('by_exception', { number: it.exception });
  const against = (it: BoundaryPath): string => it.lines.map((code) => t(`line.${code}`)).join(' · ');
  return [
    end('from'),
    end('to'),
    { key: 'service', header: t('service'), width: 150, cell: service, text: service },
    { key: 'verdict', header: t('verdict'), width: 140, cell: verdict, text: verdict },
    {
      key: 'last_seen',
      header: t('last_seen'),
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.last_seen} />,
      text: (it) => it.last_seen,
    },
    { key: 'lines', header: t('against'), narrow: false, cell: against, text: against },
  ];
}

function Looks({ it }: { it: Boundary }) {
  const { t } = useTranslation('boundary');
  return (
    <Panel title={t('looks')}>
      {it.next_due_on === null ? (
        <Text size="sm">{t('looks_none')}</Text>
      ) : (
        <Badge tone={isPast(it.next_due_on) ? 'alarm' : 'neutral'}>
          {t(isPast(it.next_due_on) ? 'overdue' : 'due', { day: it.next_due_on })}
        </Badge>
      )}
      {it.looks.map((look) => (
        <Text key={look.id} size="sm">
          <Time at={look.looked_at} /> {t('look_line', { name: look.looked_by_name, reason: look.reason })} (
          {t('held_then', {
            count: Object.values(look.states).filter((state) => state === 'holds').length,
            all: Object.keys(look.states).length,
          })}
          )
        </Text>
      ))}
    </Panel>
  );
}
