// What was not seen and may be needed one day: each line wants the name of somebody who answers for it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useAssetChoices } from '@holdfast/assets/ui/choices';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft, UnseenFlow } from '../schema.drafts.ts';

const api = createClient();

export function UnseenList({ conduit_id, draft, mayAnswer }: { conduit_id: string; draft: Draft; mayAnswer: boolean }) {
  const { t } = useTranslation('conduits');
  const unseen = draft.said?.unseen ?? [];
  if (unseen.length === 0) return null;
  const open = unseen.filter((it) => it.answer === null).length;
  return (
    <section aria-label={t('unseen_title')}>
      <Group gap="sm" mb={4}>
        <Text fw={600}>{t('unseen_title')}</Text>
        {open > 0 && <Badge tone="attention">{t('unseen_open', { count: open })}</Badge>}
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {t('unseen_says')}
      </Text>
      <Stack gap="xs">
        {unseen.map((it) => (
          <Line key={it.n} it={it} conduit_id={conduit_id} version={draft.version} mayAnswer={mayAnswer} />
        ))}
      </Stack>
    </section>
  );
}

type LineProps = { it: UnseenFlow; conduit_id: string; version: number; mayAnswer: boolean };

function Line({ it, conduit_id, version, mayAnswer }: LineProps) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const [asking, setAsking] = useState<'allow' | 'not_needed' | null>(null);
  const act = useAct(
    ({ answer, reason }: { answer: 'allow' | 'not_needed'; reason: string }) =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/draft/answers', {
          params: { path: { site_id, conduit_id } },
          body: { n: it.n, answer, reason, version },
        }),
      ),
    { done: t('answered_done') },
  );
  const words = useUnseenWords();
  const answer = asking ?? 'not_needed';
  return (
    <Group gap="sm" justify="space-between" wrap="wrap">
      <Text size="sm">{words(it)}</Text>
      {it.answer !== null ? (
        <Badge tone={it.answer === 'allow' ? 'good' : 'off'}>{t(`answered.${it.answer}`, { name: it.answered_by_name })}</Badge>
      ) : (
        mayAnswer && (
          <Group gap="xs">
            {it.rule !== null && (
              <Button size="compact-sm" variant="default" onClick={() => setAsking('allow')}>
                {t('answer.allow')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => setAsking('not_needed')}>
              {t('answer.not_needed')}
            </Button>
          </Group>
        )
      )}
      <ReasonDialog
        title={t(`answer.${answer}`)}
        says={words(it)}
        submit={t(`answer.${answer}`)}
        opened={asking !== null}
        onClose={() => setAsking(null)}
        onReason={(reason) => act.run({ answer, reason })}
      />
    </Group>
  );
}

/** The line in words; assets by name. */
function useUnseenWords(): (it: UnseenFlow) => string {
  const { t } = useTranslation('conduits');
  const assets = new Map(useAssetChoices().map(({ value, label }) => [value, label]));
  const name = (id: string | number | undefined): string => assets.get(String(id)) ?? '?';
  return ({ code, params }) =>
    t(`unseen.${code}`, { asset: name(params['asset_id']), other: name(params['partner_id'] ?? params['peer_id']) });
}
