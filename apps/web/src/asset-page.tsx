// One asset, put together from several practices: what it is, who answers for it, whom it talks to, what happened to it.
import { Group, Text } from '@mantine/core';
import { AssetDuties, AssetIdentity, useAsset } from '@holdfast/assets/ui/asset-identity';
import { DecideButtons } from '@holdfast/assets/ui/decide';
import { FamilyPanel } from '@holdfast/assets/ui/family-panel';
import { HandleAssets } from '@holdfast/assets/ui/handle-assets';
import { HandlingPanel } from '@holdfast/assets/ui/handling-history';
import { StandingBadge } from '@holdfast/assets/ui/names';
import type { AssetDetail } from '@holdfast/assets/schema';
import { AssetFlows } from '@holdfast/conduits/ui/asset-flows';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Known } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { EventsTable } from '@holdfast/flows/ui/events-table';
import { AssetReadings } from '@holdfast/walk-downs/ui/asset-readings';
import { ZoneName } from '@holdfast/zones/ui/zone-name';
import { PartsPanel } from '@holdfast/appointments/ui/parts-panel';
import { useKindWord } from '@holdfast/ledger/ui/ledger-words';
import { ObjectUndo } from '@holdfast/undo/ui/object-undo';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import './asset-page.css';

export function AssetPage() {
  const { asset_id } = useParams({ strict: false });
  const asset = useAsset(asset_id ?? '');
  return <Answer of={asset}>{(it) => <Asset asset={it} />}</Answer>;
}

function Asset({ asset }: { asset: AssetDetail }) {
  const { t } = useTranslation(['web', 'assets', 'conduits', 'flows']);
  const { path, may } = usePlace();
  const kindWord = useKindWord();
  return (
    <Page
      title={asset.name}
      crumbs={[{ to: path('assets'), text: t('nav.assets') }]}
      mark={<StandingBadge standing={asset.standing} />}
      lead={<Placed asset={asset} />}
      actions={
        <>
          {may('assets.decide') && asset.standing !== 'retired' && <DecideButtons assets={[asset]} />}
          <HandleAssets assets={[asset]} />
        </>
      }
    >
      <div className="hf-asset">
        <div className="hf-asset-column">
          <AssetIdentity asset={asset} />
          <FamilyPanel asset={asset} />
        </div>
        <div className="hf-asset-column">
          <AssetDuties asset={asset} />
          <Panel title={t('asset.seen')}>
            <Group gap="xl">
              <Text>
                {t('asset.first')} <Time at={asset.first_seen} />
              </Text>
              <Text>
                {t('asset.last')} <Time at={asset.last_seen} />
              </Text>
              <Go to={path('findings')} search={{ search: asset.name }}>
                {t('asset.findings')}
              </Go>
              {may('evidence.keep') && (
                <Go to={path('evidence')} search={{ collect: 'file', asset: asset.id }}>
                  {t('asset.evidence')}
                </Go>
              )}
            </Group>
          </Panel>
          <AssetReadings asset_id={asset.id} name={asset.name} />
          <PartsPanel asset_id={asset.id} />
          <HandlingPanel asset_id={asset.id} />
          <ObjectUndo object_id={asset.id} word={kindWord} />
          <AssetFlows asset_id={asset.id} />
        </div>
      </div>
      <Panel title={t('flows:events.title')} flush>
        <EventsTable fixed={{ asset_id: asset.id }} />
      </Panel>
      <RecordHistory type="asset" id={asset.id} title={asset.name} opens={`assets/${asset.id}`} />
    </Page>
  );
}

function Placed({ asset }: { asset: AssetDetail }) {
  const { t } = useTranslation('web');
  const { path } = usePlace();
  const decided = asset.decided_by_name !== null && (
    <>
      {' · '}
      {t('asset.decided', { name: asset.decided_by_name })} <Time at={asset.decided_at} />
      {asset.decision_reason !== null && `: ${asset.decision_reason}`}
    </>
  );
  return (
    <>
      {t('asset.zone')}{' '}
      {asset.zone_id === null ? (
        <Known value={null} />
      ) : (
        <Go to={path('zones')} search={{ open: asset.zone_id }}>
          <ZoneName name={asset.zone_name ?? ''} />
        </Go>
      )}
      {decided}
    </>
  );
}
