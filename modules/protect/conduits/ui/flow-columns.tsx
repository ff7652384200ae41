// The columns of the flows' list, and a flow's verdict and judgement in words.
import { ZoneName } from '@holdfast/zones/ui/zone-name';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Unknown } from '@holdfast/design/states';
import { codeWords, type Column } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import { ClassNames, EndName, PortName } from '@holdfast/flows/ui/names';
import { useTranslation } from 'react-i18next';
import type { JudgedFlow } from '../schema.ts';

const verdictTones: Record<JudgedFlow['verdict'], Tone> = {
  allowed: 'good',
  unapproved: 'alarm',
  no_list: 'unknown',
  intra_zone: 'neutral',
};
const judgementTones: Record<JudgedFlow['judgement'], Tone> = { needed: 'good', blockable: 'off', unknown: 'unknown' };

export function VerdictBadge({ verdict }: { verdict: JudgedFlow['verdict'] }) {
  const { t } = useTranslation('flows');
  return <Badge tone={verdictTones[verdict]}>{t(`verdict.${verdict}`)}</Badge>;
}

export function JudgementBadge({ judgement }: { judgement: JudgedFlow['judgement'] }) {
  const { t } = useTranslation('flows');
  return <Badge tone={judgementTones[judgement]}>{t(`judgement.${judgement}`)}</Badge>;
}

export function useFlowColumns({ withZones }: { withZones: boolean }): Column<JudgedFlow>[] {
  const { t } = useTranslation('flows');
  const { count } = useNumbers();
  return [
    {
      key: 'client',
      fields: ['client.name', 'client.address', ...(withZones ? ['client.zone_name'] : [])],
      header: t('column.client'),
      sort: 'client',
      cell: (it) => <EndInZone end={it.client} withZone={withZones} />,
      text: (it) => `${it.client.name} ${it.client.address}`,
    },
    {
      key: 'server',
      fields: ['server.name', 'server.address', ...(withZones ? ['server.zone_name'] : [])],
      header: t('column.server'),
      sort: 'server',
      cell: (it) => <EndInZone end={it.server} withZone={withZones} />,
      text: (it) => `${it.server.name} ${it.server.address}`,
    },
    {
      key: 'protocol',
      header: t('column.protocol'),
      sort: 'protocol',
      width: 78,
      narrow: false,
      cell: (it) => it.protocol,
      text: (it) => it.protocol,
    },
    {
      key: 'port',
      fields: ['transport', 'server_port'],
      header: t('column.port'),
      sort: 'server_port',
      width: 80,
      narrow: false,
      cell: (it) => <PortName flow={it} />,
      text: (it) => `${it.transport} ${it.server_port ?? ''}`,
    },
    {
      key: 'class',
      fields: ['classes'],
      header: t('column.class'),
      width: 126,
      narrow: false,
      cell: (it) => <ClassNames classes={it.classes} />,
      text: (it) => it.classes.join(' '),
    },
    {
      key: 'verdict',
      words: codeWords(Object.keys(verdictTones).map((value) => ({ value, label: t(`verdict.${value}`) }))),
      header: t('column.verdict'),
      sort: 'verdict',
      width: 180,
      cell: (it) => <VerdictBadge verdict={it.verdict} />,
      text: (it) => it.verdict,
    },
    {
      key: 'judgement',
      words: codeWords(Object.keys(judgementTones).map((value) => ({ value, label: t(`judgement.${value}`) }))),
      header: t('column.judgement'),
      sort: 'judgement',
      width: 132,
      narrow: false,
      cell: (it) => <JudgementBadge judgement={it.judgement} />,
      text: (it) => it.judgement,
    },
    {
      key: 'packets',
      header: t('column.packets'),
      sort: 'packets',
      width: 76,
      hidden: true,
      align: 'right',
      narrow: false,
      cell: (it) => count(it.packets),
      text: (it) => String(it.packets),
    },
    {
      key: 'last_seen',
      header: t('column.last_seen'),
      sort: 'last_seen',
      width: 138,
      narrow: false,
      cell: (it) => <Time at={it.last_seen} />,
      text: (it) => it.last_seen,
    },
  ];
}

/** A flow's end, and below it its zone: a zone's name has room there, and both ends tell which way the flow crosses. */
function EndInZone({ end, withZone }: { end: JudgedFlow['server']; withZone: boolean }) {
  if (!withZone) return <EndName end={end} />;
  return (
    <span className="hf-two-lines">
      <EndName end={end} />
      <small title={end.zone_name ?? undefined}>{end.zone_name === null ? <Unknown /> : <ZoneName name={end.zone_name} />}</small>
    </span>
  );
}
