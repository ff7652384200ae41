// Whom an asset talks to, by kind of dependency: line to line, line to utilities, OT to IT.
import { Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { ClassNames, PortName } from '@holdfast/flows/ui/names';
import { useQuery } from '@tanstack/react-query';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './asset-flows.css';
import type { JudgedFlow } from '../schema.ts';
import { VerdictBadge } from './flow-columns.tsx';

const api = createClient();
const order: readonly JudgedFlow['dependency'][] = ['ot_to_it', 'line_to_line', 'line_to_utilities', 'other', 'within_zone'];
const shown = 8;

export function AssetFlows({ asset_id }: { asset_id: string }) {
  const { t } = useTranslation('flows');
  const { site_id, path } = usePlace();
  const flows = useQuery({
    queryKey: ['flows', site_id, 'of', asset_id],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/flows', { params: { path: { site_id }, query: { asset_id, sort: '-verdict', limit: 500 } } })),
  });
  const all = (
    <Go to={path('flows')} search={{ asset_id }}>
      {t('of_asset.all')}
    </Go>
  );
  return (
    <Panel title={t('of_asset.title')} aside={all} flush>
      <Answer of={flows}>{({ rows }) => <Groups rows={rows} asset_id={asset_id} />}</Answer>
    </Panel>
  );
}

/** Multicast and broadcast groups are nobody it talks to: they stand apart, folded. */
function Groups({ rows, asset_id }: { rows: readonly JudgedFlow[]; asset_id: string }) {
  const { t } = useTranslation('flows');
  const toGroups = rows.filter((it) => it.server.id === null);
  return (
    <>
      <Devices rows={rows.filter((it) => it.server.id !== null)} asset_id={asset_id} />
      {toGroups.length > 0 && (
        <details className="hf-asset-flows-groups">
          <summary>{t('of_asset.groups', { count: toGroups.length })}</summary>
          <ul className="hf-asset-flows">
            {toGroups.slice(0, 3 * shown).map((it) => (
              <Line key={it.id} flow={it} asset_id={asset_id} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Devices({ rows, asset_id }: { rows: readonly JudgedFlow[]; asset_id: string }) {
  const { t } = useTranslation('flows');
  const { path } = usePlace();
  const groups = order
    .map((dependency) => ({ dependency, flows: rows.filter((it) => it.dependency === dependency) }))
    .filter(({ flows }) => flows.length > 0);
  if (groups.length === 0) return <Empty title={t('of_asset.none')} />;
  return groups.map(({ dependency, flows }) => (
    <div key={dependency}>
      <Title order={3} className="hf-asset-flows-head">
        {t(`dependency.${dependency}`)} <span>{flows.length}</span>
      </Title>
      <ul className="hf-asset-flows">
        {flows.slice(0, shown).map((it) => (
          <Line key={it.id} flow={it} asset_id={asset_id} />
        ))}
        {flows.length > shown && (
          <li>
            <span />
            <Go to={path('flows')} search={{ asset_id }}>
              {t('of_asset.more', { count: flows.length - shown })}
            </Go>
          </li>
        )}
      </ul>
    </div>
  ));
}

function Line({ flow: it, asset_id }: { flow: JudgedFlow; asset_id: string }) {
  const { path } = usePlace();
  const isClient = it.client.id === asset_id;
  const other = isClient ? it.server : it.client;
  return (
    <li>
      {isClient ? <IconArrowRight size={14} aria-label="→" /> : <IconArrowLeft size={14} aria-label="←" />}
      <Go to={path('flows')} search={{ asset_id, open: it.id }}>
        {other.name}
      </Go>
      <span className="hf-asset-flows-what">
        {it.protocol}, <PortName flow={it} /> · <ClassNames classes={it.classes} />
      </span>
      {it.verdict !== 'intra_zone' && <VerdictBadge verdict={it.verdict} />}
    </li>
  );
}
