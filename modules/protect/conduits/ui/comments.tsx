// What people say about a conduit's lists, before and after they are in force.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment } from '../schema.drafts.ts';

const api = createClient();

export function Comments({ conduit_id, comments }: { conduit_id: string; comments: readonly Comment[] }) {
  const { t } = useTranslation('conduits');
  const { site_id, may } = usePlace();
  const [text, setText] = useState('');
  const act = useAct(
    (said: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/comments', {
          params: { path: { site_id, conduit_id } },
          body: { text: said },
        }),
      ),
    { done: t('commented') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(text.trim())) setText('');
  };
  if (comments.length === 0 && !may('conduits.propose')) return null;
  return (
    <section aria-label={t('comments')}>
      <Text fw={600} mb={4}>
        {t('comments')}
      </Text>
      <Stack gap="xs">
        {comments.map((it) => (
          <div key={it.id}>
            <Text size="sm">{it.text}</Text>
            <Text size="xs" c="dimmed">
              {it.said_by_name}, <Time at={it.said_at} />
              {it.list_version !== null && ` · ${t('version', { version: it.list_version })}`}
            </Text>
          </div>
        ))}
        {may('conduits.propose') && (
          <Group gap="sm" align="flex-end">
            <Textarea
              style={{ flex: 1 }}
              label={t('comment_new')}
              autosize
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <Button variant="default" loading={act.busy} disabled={text.trim() === ''} onClick={() => void send()}>
              {t('comment_act')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}
