// Captures: drop files, watch them being read, see what each one brought.
import { Button, List, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FileDrop } from '@holdfast/design/drop';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { DataTable } from '@holdfast/design/table';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Capture, captureState } from '../schema.ts';
import { useCaptureColumns } from './capture-columns.tsx';
import { CaptureDetail } from './capture-detail.tsx';
import { refreshMs } from './capture-state.ts';
import { addUploads, onUploadEnd, stopUpload, type Upload } from './uploads.ts';
import { UploadsList, useIsUploading } from './uploads-list.tsx';

const api = createClient();
const accepted = '.pcap,.pcapng,.cap,.gz,.zst,.ntar';

export function CapturesPage() {
  const { t } = useTranslation('captures');
  const { site_id, may } = usePlace();
  const isUploading = useIsUploading(site_id);
  const stop = useStop();
  const columns = useCaptureColumns(stop.ofCapture);
  useUploadEnds(site_id);
  const mayAdd = may('captures.add');
  const drop = mayAdd && <CaptureDrop />;
  const states = {
    key: 'state',
    label: t('column.state'),
    options: captureState.options.map((value) => ({ value, label: t(`state.${value}`) })),
  };
  return (
    <Page title={t('title')} lead={t('lead')} fill>
      {drop}
      <UploadsList site_id={site_id} onStop={(upload) => void stop.ofUpload(upload)} />
      <DataTable
        label={t('title')}
        filters={['state']}
        bar={<FilterBar searchLabel={t('search')} choices={[states]} />}
        name={['captures', site_id]}
        path={`/api/v1/sites/${site_id}/captures`}
        columns={columns}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/captures', { params: { path: { site_id }, query } }))}
        refreshMs={(rows) => Math.min(isUploading ? 1500 : 15_000, ...rows.map(refreshMs))}
        open={(row) => ({ open: row.id })}
        tone={(row) =>
          row.state === 'failed' ? 'alarm' : row.state === 'interrupted' ? 'attention' : row.state === 'duplicate' ? 'off' : undefined
        }
        empty={<HowToCapture />}
      />
      <SideDrawer title={t('detail.title')}>{(id) => <CaptureDetail capture_id={id} />}</SideDrawer>
    </Page>
  );
}

type Listed = { rows: Capture[]; total: number };

/** What the server answered to a file's last byte stands in its row at once; all else is asked for anew. */
function useUploadEnds(site_id: string): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      onUploadEnd((capture) => {
        const place = (list: Listed | undefined) =>
          capture === null ? list : list && { ...list, rows: list.rows.map((row) => (row.id === capture.id ? capture : row)) };
        queries.setQueriesData<Listed>({ queryKey: ['captures', site_id, 'list'] }, place);
        void queries.invalidateQueries();
      }),
    [queries, site_id],
  );
}

/** For an empty site's Home: a large place to drop, and what is on its way. */
export function FirstCapture() {
  const { site_id, may } = usePlace();
  const stop = useStop();
  useUploadEnds(site_id);
  return (
    <>
      {may('captures.add') && <CaptureDrop tall />}
      <UploadsList site_id={site_id} onStop={(upload) => void stop.ofUpload(upload)} />
    </>
  );
}

function CaptureDrop({ tall = false }: { tall?: boolean }) {
  const { t } = useTranslation('captures');
  const { site_id } = usePlace();
  return (
    <FileDrop
      title={t(tall ? 'drop.first' : 'drop.title')}
      note={t('drop.note')}
      choose={t('drop.choose')}
      accept={accepted}
      tall={tall}
      onFiles={(files) => addUploads(site_id, files)}
    />
  );
}

function HowToCapture() {
  const { t } = useTranslation('captures');
  return (
    <Empty title={t('empty.title')}>
      <Text>{t('empty.why')}</Text>
      <List type="ordered" ta="left" mt="sm" size="sm" spacing={4}>
        {(['mirror', 'record', 'drop'] as const).map((step) => (
          <List.Item key={step}>{t(`empty.${step}`)}</List.Item>
        ))}
      </List>
      <Text className="hf-mono" mt="sm" component="pre" ta="left" style={{ whiteSpace: 'pre-wrap' }}>
        dumpcap -i eth1 -a duration:3600 -w line1.pcapng
      </Text>
      <Text mt="sm">{t('empty.station')}</Text>
      <Text className="hf-mono" mt="sm" component="pre" ta="left" style={{ whiteSpace: 'pre-wrap' }}>
        {'pktmon start --capture --pkt-size 0 --file-name station.etl\npktmon stop\npktmon etl2pcap station.etl --out station.pcapng'}
      </Text>
    </Empty>
  );
}

function useStop() {
  const { t } = useTranslation('captures');
  const { site_id } = usePlace();
  const cancel = useAct(
    (capture_id: string) =>
      take(api.POST('/api/v1/sites/{site_id}/captures/{capture_id}/cancellation', { params: { path: { site_id, capture_id } }, body: {} })),
    { done: t('cancelled') },
  );
  // The server is told first, so that the capture reads "cancelled" and not "broken off".
  const ofUpload = async ({ key, capture_id }: Upload): Promise<void> => {
    if (capture_id !== null) await cancel.run(capture_id);
    stopUpload(key);
  };
  const ofCapture = (capture_id: string) => (
    <Button variant="subtle" size="compact-xs" onClick={() => void cancel.run(capture_id)}>
      {t('cancel')}
    </Button>
  );
  return { ofUpload, ofCapture };
}
