// The decision on findings: only what fits the kinds chosen is offered.
import { type Chosen, chosenOf } from '@holdfast/design/table';
import { Button, Group, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecideMore, type More, needsMore } from './decide-more.tsx';
import { isSettled, mayDecideSo } from '../rules.ts';
import type { Finding } from '../schema.ts';

const api = createClient();
const decisions = ['accept', 'expected', 'reject', 'stop', 'investigate', 'fix', 'tolerate', 'incident'] as const;
type Decision = (typeof decisions)[number];

/** `chosen`: what the table has chosen, when that is more than the rows seen. */
type DecideProps = { findings: readonly Finding[]; chosen?: Chosen; onDone?: () => void };

export function DecideFindings({ findings, chosen, onDone }: DecideProps) {
  const { t } = useTranslation('findings');
  const [asked, setAsked] = useState<Decision | null>(null);
  const decide = useDecide();
  const open = findings.filter((it) => !isSettled(it.state));
  const all = chosen ?? chosenOf(open);
  const fitting = decisions.filter((decision) => open.length > 0 && open.every((it) => mayDecideSo(it.kind, decision)));
  const run = async (more: More): Promise<boolean> => {
    const isDone = await decide.run(all, { decision: asked!, ...more });
    if (isDone) onDone?.();
    return isDone;
  };
  if (fitting.length === 0) return <Text c="dimmed">{t('decide.different')}</Text>;
  return (
    <Group gap="sm">
      {fitting.map((decision) => (
        <Button key={decision} variant="default" onClick={() => setAsked(decision)}>
          {t(`decide.${decision}`)}
        </Button>
      ))}
      {asked !== null && needsMore(asked) ? (
        <DecideMore decision={asked} count={all.count} onClose={() => setAsked(null)} onDecide={run} />
      ) : (
        <ReasonDialog
          title={asked === null ? '' : t('decide.title', { decision: t(`decide.${asked}`), count: all.count })}
          says={asked === null ? '' : t(`decide.${asked}_says`)}
          submit={asked === null ? '' : t(`decide.${asked}`)}
          opened={asked !== null}
          onClose={() => setAsked(null)}
          onReason={(reason) => run({ reason })}
        />
      )}
    </Group>
  );
}

function useDecide() {
  const { t } = useTranslation('findings');
  const { site_id } = usePlace();
  return useBulk(
    async (finding_ids, it: { decision: Decision } & More) => {
      const body = { finding_ids, ...it };
      const answer = await take(api.POST('/api/v1/sites/{site_id}/findings/decisions', { params: { path: { site_id } }, body }));
      return { ...answer, done: answer.decided };
    },
    { done: (count) => t('decide.done', { count }) },
  );
}
