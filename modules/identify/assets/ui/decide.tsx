// The decision on sighted devices, one or several: taken in, refused, looked into.
import { Button, Group } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { type Chosen, chosenOf } from '@holdfast/design/table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asset } from '../schema.ts';

const api = createClient();
const decisions = ['accepted', 'investigating', 'rejected'] as const;
type Decision = (typeof decisions)[number];

/** `chosen`: what the table has chosen, when that is more than the rows seen. */
type DecideProps = { assets: readonly Pick<Asset, 'id' | 'name' | 'standing'>[]; chosen?: Chosen; onDone?: () => void };

export function DecideButtons({ assets, chosen = chosenOf(assets), onDone }: DecideProps) {
  const { t } = useTranslation('assets');
  const [decision, setDecision] = useState<Decision | null>(null);
  const decide = useDecide();
  const sensible = decisions.filter((it) => assets.some((asset) => asset.standing !== it));
  const run = async (reason: string): Promise<boolean> => {
    const isDone = await decide.run(chosen, { decision: decision!, reason });
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
        title={decision === null ? '' : t(`decide.${decision}_title`, { count: chosen.count, name: assets[0]?.name })}
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
  return useBulk(
    async (asset_ids, it: { decision: Decision; reason: string }) => {
      const body = { asset_ids, ...it };
      const answer = await take(api.POST('/api/v1/sites/{site_id}/assets/decisions', { params: { path: { site_id } }, body }));
      return { ...answer, done: answer.decided };
    },
    { done: (count) => t('decide.done', { count }) },
  );
}
