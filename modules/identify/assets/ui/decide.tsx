// The decision on sighted devices, one or several: taken in, refused, looked into.
import { Button, Group } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asset } from '../schema.ts';

const api = createClient();
const decisions = ['accepted', 'investigating', 'rejected'] as const;
type Decision = (typeof decisions)[number];

type DecideProps = { assets: readonly Pick<Asset, 'id' | 'name' | 'standing'>[]; onDone?: () => void };

export function DecideButtons({ assets, onDone }: DecideProps) {
  const { t } = useTranslation('assets');
  const [decision, setDecision] = useState<Decision | null>(null);
  const decide = useDecide();
  const sensible = decisions.filter((it) => assets.some((asset) => asset.standing !== it));
  const run = async (reason: string): Promise<boolean> => {
    const isDone = await decide.run({ asset_ids: assets.map((it) => it.id), decision: decision!, reason });
    if (isDone) onDone?.();
    return isDone;
  };
  return (
    <Group gap="sm">
      {sensible.map((it) => (
        <Button key={it} variant={it === 'accepted' ? 'filled' : 'default'} onClick={() => setDecision(it)}>
          {t(`decide.${it}`)}
        </Button>
      ))}
      <ReasonDialog
        title={decision === null ? '' : t(`decide.${decision}_title`, { count: assets.length, name: assets[0]?.name })}
        says={decision === null ? '' : t(`decide.${decision}_says`)}
        submit={decision === null ? '' : t(`decide.${decision}`)}
        opened={decision !== null}
        onClose={() => setDecision(null)}
        onReason={run}
      />
    </Group>
  );
}

function useDecide() {
  const { t } = useTranslation('assets');
  const { site_id } = usePlace();
  return useAct(
    (body: { asset_ids: string[]; decision: Decision; reason: string }) =>
      take(api.POST('/api/v1/sites/{site_id}/assets/decisions', { params: { path: { site_id } }, body })),
    {
      done: ({ decided, refused }) =>
        refused.length === 0 ? t('decide.done', { count: decided }) : t('decide.partly', { decided, refused: refused.length }),
    },
  );
}
