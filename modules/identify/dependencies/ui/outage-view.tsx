// "If it is down": pick a service, device, zone, area or supplier, and read what stops, when and why; fits on paper.
import { createClient, take } from '@holdfast/client';
import { Badge, type Tone } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty, Known } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Outage, type OutageLine, type StartType, startType } from '../schema.ts';
import { useThings, useWords } from './choices.tsx';

const api = createClient();
const tones: Readonly<Record<OutageLine['effect'], Tone>> = { stops: 'alarm', weakened: 'attention', inconvenienced: 'neutral' };

export function OutageView() {
  const { t } = useTranslation('dependencies');
  const [filters, set] = useFilters();
  const type = startType.options.find((it) => it === filters.type) ?? 'service';
  const things = useThings();
  const { starts } = useWords();
  return (
    <>
      <div className="hf-outage-pick">
        <Select
          label={t('what_is_down')}
          allowDeselect={false}
          data={starts}
          value={type}
          onChange={(next) => set({ type: next, id: null })}
        />
        <Select
          label={t(`type.${type}`)}
          searchable
          limit={100}
          w={320}
          maw="100%"
          placeholder={t('choose')}
          data={things[type]}
          value={filters.id ?? null}
          onChange={(id) => set({ id })}
        />
        {filters.id !== undefined && (
          <Button variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        )}
      </div>
      {filters.id === undefined ? <Empty title={t('pick_title')}>{t('pick_note')}</Empty> : <Result type={type} id={filters.id} />}
    </>
  );
}

function Result({ type, id }: { type: StartType; id: string }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const outage = useQuery({
    queryKey: ['outage', site_id, type, id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/outage', { params: { path: { site_id }, query: { type, id } } })),
  });
  return (
    <Answer of={outage}>
      {(it) => (
        <Panel title={t('if_down_title', { name: it.start.name })} aside={<Time at={new Date(outage.dataUpdatedAt).toISOString()} />} flush>
          <Summary outage={it} />
          {it.lines.length > 0 && <Lines lines={it.lines} />}
        </Panel>
      )}
    </Answer>
  );
}

function Summary({ outage: { counts, lines, undeclared } }: { outage: Outage }) {
  const { t } = useTranslation('dependencies');
  const { path, site_id } = usePlace();
  const proposals = useQuery({
    queryKey: ['dependency-proposals', site_id, 'count'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/dependency-proposals', { params: { path: { site_id }, query: { limit: 1 } } })),
  });
  const open_proposals = proposals.data?.total ?? 0;
  return (
    <div style={{ padding: '8px 16px' }}>
      {lines.length === 0 ? (
        <Text fw={600}>{t('nothing_stops')}</Text>
      ) : (
        <Text fw={600}>
          {[
            t('sum_stops', { count: counts.stops }),
            t('sum_essential', { count: counts.essential }),
            t('sum_areas', { count: counts.areas }),
            t('sum_nuisance', { count: counts.inconvenienced }),
          ].join(' · ')}
        </Text>
      )}
      {undeclared > 0 && (
        <Text c="dimmed">
          <Go to={path('dependencies')} search={{ sort: 'dependents' }}>
            {t('undeclared', { count: undeclared })}
          </Go>
        </Text>
      )}
      {open_proposals > 0 && (
        <Text c="dimmed">
          <Go to={path('dependencies')} search={{ view: 'proposals' }}>
            {t('open_proposals', { count: open_proposals })}
          </Go>
        </Text>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: readonly OutageLine[] }) {
  const { t } = useTranslation('dependencies');
  return (
    <table className="hf-outage">
      <thead>
        <tr>
          {(['column_what', 'column_when', 'column_rated', 'workaround', 'owner'] as const).map((key) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((it) => (
          <Line key={`${it.type}:${it.id}`} line={it} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line: it }: { line: OutageLine }) {
  const { t } = useTranslation(['dependencies', 'assets']);
  const { path } = usePlace();
  const links = {
    asset: { to: path(`assets/${it.id}`) },
    zone: { to: path('zones'), search: { open: it.id } },
    area: { to: path('areas') },
    service: { to: path('dependencies'), search: { open: it.id } },
  };
  const when = it.after_hours === 0 ? t('at_once') : t('after_some_hours', { count: it.after_hours });
  return (
    <tr>
      <th scope="row">
        {t(`type.${it.type}`)} <Go {...links[it.type]}>{it.name}</Go>
        {it.via.length > 0 && <div className="hf-outage-via">{t('by_way', { way: it.via.join(' → ') })}</div>}
      </th>
      <td>
        <Badge tone={tones[it.effect]}>{t(`effect.${it.effect}`)}</Badge> {it.effect === 'stops' && when}
      </td>
      <td>
        {it.criticality === null ? <Known value={it.type === 'service' ? '–' : null} /> : t(`assets:criticality.${it.criticality}`)}
        {it.production_role !== null && <div className="hf-outage-via">{t(`assets:production_role.${it.production_role}`)}</div>}
      </td>
      <td>{it.workaround ?? t('no_workaround')}</td>
      <td>
        <Known value={it.owner_name} />
      </td>
    </tr>
  );
}
