// The judgement of flows, one or several: needed, blockable, or taken back; always with a reason.
import { Button, Group } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { type Chosen, chosenOf } from '@holdfast/design/table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedFlow } from '../schema.ts';

const api = createClient();
type Judgement = JudgedFlow['judgement'];

type JudgeProps = { flow_ids: readonly string[]; chosen?: Chosen; onDone?: () => void; now?: Judgement };

/** `now`: the judgement in force of a single flow, which is then not offered again. */
export function JudgeButtons({ flow_ids, chosen = chosenOf(flow_ids.map((id) => ({ id }))), onDone, now }: JudgeProps) {
  const { t } = useTranslation('flows');
  const { site_id } = usePlace();
  const [asked, setAsked] = useState<Judgement | null>(null);
  const judge = useBulk(
    async (ids, it: { judgement: Judgement; reason: string }) => {
      const body = { flow_ids: ids, ...it };
      const answer = await take(api.POST('/api/v1/sites/{site_id}/flows/judgements', { params: { path: { site_id } }, body }));
      return { done: answer.judged, refused: answer.refused, entry_id: answer.entry_id };
    },
    { done: (count) => t('judge.done', { count }) },
  );
  const run = async (reason: string): Promise<boolean> => {
    const isDone = await judge.run(chosen, { judgement: asked!, reason });
    if (isDone) onDone?.();
    return isDone;
  };
  return (
    <Group gap="sm">
      {(['needed', 'blockable', 'unknown'] as const)
        .filter((it) => it !== now)
        .map((it) => (
          <Button key={it} variant={it === 'unknown' ? 'subtle' : 'default'} onClick={() => setAsked(it)}>
            {t(`judge.${it}`)}
          </Button>
        ))}
      <ReasonDialog
        title={asked === null ? '' : t(`judge.${asked}_title`, { count: chosen.count })}
        says={asked === null ? '' : t(`judge.${asked}_says`)}
        submit={asked === null ? '' : t(`judge.${asked}`)}
        opened={asked !== null}
        onClose={() => setAsked(null)}
        onReason={run}
      />
    </Group>
  );
}
