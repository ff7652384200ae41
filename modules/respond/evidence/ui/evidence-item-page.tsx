// One item of evidence: what it is, who holds it, what may be done with it now, and its chain of custody.
import './evidence.css';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Go, GoButton } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Known } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { OpeningsList } from '@holdfast/opening-keys/ui/openings-list';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../rules.ts';
import type { ItemDetail } from '../schema.ts';
import { ActButtons } from './act-buttons.tsx';
import { CustodyChain } from './custody-chain.tsx';
import { StateBadge, WholeBadge } from './evidence-words.tsx';

const api = createClient();

/** What the pages of one item ask. */
export function useItem() {
  const { item_id = '' } = useParams({ strict: false }) as { item_id?: string };
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['evidence', site_id, item_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/evidence/{item_id}', { params: { path: { site_id, item_id } } })),
  });
}

export function EvidenceItemPage() {
  const asked = useItem();
  return <Answer of={asked}>{(it) => <ItemView item={it} />}</Answer>;
}

function ItemView({ item: it }: { item: ItemDetail }) {
  const { t } = useTranslation(['evidence', 'opening-keys']);
  const { path, site_id } = usePlace();
  return (
    <Page
      title={`${labelOf(it.number)} ${it.title}`}
      mark={<StateBadge state={it.state} />}
      crumbs={[{ to: path('evidence'), text: t('title') }]}
      actions={
        <>
          <GoButton to={path(`evidence/${it.id}/label`)}>{t('label.act')}</GoButton>
          <Button variant="default" component="a" href={`/api/v1/sites/${site_id}/evidence/${it.id}/case`} download>
            {t('export')}
          </Button>
        </>
      }
    >
      <Panel>
        {it.destruction_asked !== null && (
          <p>
            <Go to={path('approvals')}>
              <Badge tone="attention">{t('waits')}</Badge>
            </Go>
          </p>
        )}
        <ItemFacts item={it} />
        <ActButtons item={it} />
      </Panel>
      {it.sensitive && it.form === 'file' && (
        <Panel title={t('opening-keys:openings.title')}>
          <OpeningsList subject_id={it.id} />
        </Panel>
      )}
      <Panel title={t('chain')}>
        <CustodyChain acts={it.acts} />
      </Panel>
      <RecordHistory type="evidence_item" id={it.id} title={`${labelOf(it.number)} ${it.title}`} opens={`evidence/${it.id}`} />
    </Page>
  );
}

/** What is known of an item, but for its chain. */
export function ItemFacts({ item: it }: { item: ItemDetail }) {
  const { t } = useTranslation('evidence');
  const { path } = usePlace();
  const { bytes } = useNumbers();
  const isFile = it.file_sha256 !== null;
  return (
    <Facts
      rows={[
        [t('field.custodian'), it.custodian_name],
        ...(it.receiver_name === null ? [] : [[t('field.receiver'), it.receiver_name] as const]),
        [t('field.kind'), t(`kind.${it.kind}`)],
        [t('field.collected'), <Collected key="collected" item={it} />],
        [t('field.place'), it.place],
        [t('field.method'), it.method],
        ...(it.asset_id === null
          ? []
          : [
              [
                t('field.asset'),
                <Go key="asset" to={path(`assets/${it.asset_id}`)}>
                  {it.asset_name}
                </Go>,
              ] as const,
            ]),
        ...(it.clock_offset_s === null ? [] : [[t('field.clock'), t('seconds', { seconds: it.clock_offset_s })] as const]),
        ...(it.copy_of === null
          ? []
          : [
              [
                t('field.copy_of'),
                <Go key="copy" to={path(`evidence/${it.copy_of}`)}>
                  {labelOf(it.copy_of_number ?? 0)}
                </Go>,
              ] as const,
            ]),
        [t('field.seal'), it.seal_number ?? t('not_sealed')],
        ...(isFile
          ? [
              [
                t('field.hash'),
                <code key="hash" className="hf-evidence-hash">
                  {it.file_sha256}
                </code>,
              ] as const,
              [t('field.size'), bytes(it.size_bytes ?? 0)] as const,
              [t('field.measured'), <Measured key="measured" item={it} />] as const,
            ]
          : []),
      ]}
    />
  );
}

function Collected({ item: it }: { item: ItemDetail }) {
  return (
    <>
      {it.collected_by_name} · <Time at={it.collected_at} />
    </>
  );
}

function Measured({ item: it }: { item: ItemDetail }) {
  return (
    <>
      <WholeBadge of={it} /> {it.measured_at === null ? <Known value={null} /> : <Time at={it.measured_at} />}
    </>
  );
}
