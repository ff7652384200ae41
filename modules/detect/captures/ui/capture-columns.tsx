// The columns of the captures' list, and a capture's state in words.
import { Group, Progress } from '@mantine/core';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import type { Column } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCancel } from '../rules.ts';
import type { Capture } from '../schema.ts';
import { faultWords, partDone } from './capture-state.ts';

const tones: Record<Capture['state'], Tone> = {
  receiving: 'waiting',
  reading: 'waiting',
  done: 'good',
  duplicate: 'neutral',
  failed: 'alarm',
  cancelled: 'off',
  interrupted: 'attention',
  expired: 'off',
};

export function CaptureState({ capture }: { capture: Capture }) {
  const { t } = useTranslation('captures');
  const { percent } = useNumbers();
  const part = partDone(capture);
  if (part === null)
    return (
      <Badge tone={capture.state === 'done' && capture.fault !== null ? 'attention' : tones[capture.state]}>
        {capture.state === 'done' && capture.fault !== null ? t('state.partly') : t(`state.${capture.state}`)}
      </Badge>
    );
  return (
    <Group gap="4px 8px">
      <Badge tone={tones[capture.state]}>{t(`state.${capture.state}`)}</Badge>
      <Progress value={part * 100} size="sm" w={72} aria-label={t('progress', { name: capture.name })} />
      <span>{percent(part)}</span>
    </Group>
  );
}

/** How an upload that broke off goes on, and until when. */
export function GoOn({ capture: { kept_until } }: { capture: Capture }) {
  const { t } = useTranslation('captures');
  return (
    <>
      {t('go_on')} <Time at={kept_until} />
    </>
  );
}

/** What is wrong with a file, in the person's language where the sentence is known, else as the reader said it. */
export function useFaultText(): (fault: string) => string {
  const { t } = useTranslation(['captures', 'failure']);
  return (fault) => {
    const { key, params } = faultWords(fault);
    return key === 'code' ? t([`failure:${params.code}`, 'fault.other'], { fault }) : t(`fault.${key}`, params);
  };
}

export function useCaptureColumns(stop: (capture_id: string) => ReactNode): Column<Capture>[] {
  const { t } = useTranslation('captures');
  const { count, bytes } = useNumbers();
  const faultText = useFaultText();
  const { path, may } = usePlace();
  const result = (it: Capture) =>
    it.fault !== null ? (
      faultText(it.fault)
    ) : it.packets_known > 0 ? (
      t('known', { known: count(it.packets_known), all: count(it.packets) })
    ) : it.state === 'duplicate' ? (
      <Go to={path('captures')} search={{ open: it.duplicate_of ?? undefined }}>
        {t('counted_once')}
      </Go>
    ) : it.state === 'done' ? (
      <Go to={path('map')}>{t('see_map')}</Go>
    ) : null;
  return [
    { key: 'name', header: t('column.name'), sort: 'name', cell: (it) => it.name, text: (it) => it.name },
    { key: 'state', header: t('column.state'), width: 200, cell: (it) => <CaptureState capture={it} />, text: (it) => it.state },
    {
      key: 'packets',
      header: t('column.packets'),
      sort: 'packets',
      width: 110,
      align: 'right',
      cell: (it) => (['cancelled', 'interrupted', 'expired'].includes(it.state) ? null : count(it.packets)),
      text: (it) => String(it.packets),
    },
    {
      key: 'size',
      fields: ['size_bytes'],
      header: t('column.size'),
      sort: 'size_bytes',
      width: 90,
      align: 'right',
      narrow: false,
      cell: (it) => bytes(it.size_bytes || it.received_bytes),
      text: (it) => String(it.size_bytes),
    },
    {
      key: 'assets',
      fields: ['assets_new'],
      header: t('column.assets'),
      width: 120,
      align: 'right',
      narrow: false,
      cell: (it) => (it.state === 'done' ? t('new_of', { fresh: count(it.assets_new), all: count(it.assets_seen) }) : null),
      text: (it) => String(it.assets_new),
    },
    {
      key: 'flows',
      fields: ['flows_new'],
      header: t('column.flows'),
      width: 120,
      align: 'right',
      narrow: false,
      cell: (it) => (it.state === 'done' ? t('new_of', { fresh: count(it.flows_new), all: count(it.flows_seen) }) : null),
      text: (it) => String(it.flows_new),
    },
    {
      key: 'added',
      header: t('column.added'),
      sort: 'added_at',
      width: 140,
      narrow: false,
      cell: (it) => <Time at={it.added_at} />,
      text: (it) => it.added_at,
    },
    {
      key: 'result',
      fields: ['fault'],
      header: t('column.note'),
      narrow: false,
      cell: (it) =>
        it.state === 'interrupted' ? (
          <Group gap={4} wrap="nowrap">
            {may('captures.add') && stop(it.id)}
            {t('again')}
          </Group>
        ) : mayCancel(it.state) && may('captures.add') ? (
          stop(it.id)
        ) : (
          result(it)
        ),
      text: (it) => it.fault ?? '',
    },
  ];
}
