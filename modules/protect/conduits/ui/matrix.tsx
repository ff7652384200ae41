// Zone by zone: which zones talk, and whether somebody approved it. A cell opens its conduit.
import './matrix.css';
import type { Conduit } from '@holdfast/conduits/schema';
import { ToneIcon } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useZoneName, ZoneName } from '@holdfast/zones/ui/zone-name';
import { Group, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { indexPairs, matrixZones } from './conduit-matrix.ts';
import { conduitTones, isSilent } from './conduit-words.tsx';

export function Matrix({ conduits }: { conduits: readonly Conduit[] }) {
  const { t } = useTranslation('conduits');
  const zones = matrixZones(conduits);
  const find = indexPairs(conduits);
  return (
    <>
      <MatrixLegend />
      <div className="hf-matrix-scroll" tabIndex={0} role="region" aria-label={t('matrix_title')}>
        <table className="hf-matrix">
          <caption className="hf-hidden">{t('matrix_title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('zone')}</th>
              {zones.map((zone) => (
                <th key={zone.id} scope="col" title={zone.name}>
                  <span>
                    {zone.purdue_level ?? '?'} <ZoneName name={zone.name} />
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {zones.map((row) => (
              <tr key={row.id}>
                <th scope="row" title={row.name}>
                  <span className="hf-matrix-level">{row.purdue_level ?? '?'}</span> <ZoneName name={row.name} />
                </th>
                {zones.map((column) =>
                  column.id === row.id ? (
                    <td key={column.id} className="hf-matrix-self" />
                  ) : (
                    <Cell key={column.id} conduit={find(row.id, column.id)} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Cell({ conduit }: { conduit: Conduit | null }) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  const say = useZoneName();
  if (conduit === null) return <td />;
  const { state, unapproved, flows } = conduit;
  const silent = isSilent(conduit);
  const word = silent
    ? t('observation:state.unobserved')
    : state === 'unapproved'
      ? t('unapproved_flows', { count: unapproved })
      : t(`state.${state}`);
  const label = `${say(conduit.zone_a.name)} – ${say(conduit.zone_b.name)}: ${word}, ${t('flow_count', { count: flows })}`;
  return (
    <td className={`hf-matrix-${silent ? 'unknown' : state}`}>
      <Tooltip label={label} openDelay={200}>
        <span>
          <Go to={path(`conduits/${conduit.id}`)} label={label} plain>
            <ToneIcon tone={silent ? 'unknown' : conduitTones[state]} />
            {silent ? '–' : state === 'unapproved' ? unapproved : flows}
          </Go>
        </span>
      </Tooltip>
    </td>
  );
}

function MatrixLegend() {
  const { t } = useTranslation('conduits');
  return (
    <Group gap="lg" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {(['approved', 'unapproved', 'unknown'] as const).map((state) => (
        <Group key={state} gap={4} component="li">
          <ToneIcon tone={conduitTones[state]} />
          <Text size="xs" c="dimmed">
            {t(`legend.${state}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
