// What was done to one object lately and can still be put back.
import { createClient, take } from '@holdfast/client';
import { UndoButton, useUndo } from '@holdfast/design/bulk';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();

/** Renders nothing when there is nothing to put back or the person may not. `word` names a ledger kind. */
export function ObjectUndo({ object_id, word }: { object_id: string; word: (kind: string) => string }) {
  const { t } = useTranslation('undo');
  const { site_id, may } = usePlace();
  const undo = useUndo();
  const asked = useQuery({
    queryKey: ['undoable', site_id, object_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/undoable', { params: { path: { site_id }, query: { object_id } } })),
    enabled: may('undo.see'),
  });
  const acts = asked.data?.acts ?? [];
  if (acts.length === 0) return null;
  return (
    <Panel title={t('title')}>
      <Text c="dimmed" mb="sm">
        {t('says')}
      </Text>
      {acts.map((act) => (
        <Group key={act.entry_id} justify="space-between" py={4}>
          <Text>
            {word(act.kind)}
            {' · '}
            {act.person_name}
            {' · '}
            <Time at={act.at} />
            {act.objects > 1 && ` · ${t('of', { count: act.objects })}`}
          </Text>
          <UndoButton undo={undo} entries={[act.entry_id]} />
        </Group>
      ))}
    </Panel>
  );
}
