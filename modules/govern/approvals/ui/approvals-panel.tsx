// What waits for a second person: first what the one who looks may decide.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();

export function ApprovalsPanel() {
  const { t } = useTranslation('approvals');
  const { site_id, may } = usePlace();
  const waiting = useQuery({
    queryKey: ['approvals', site_id, 'waiting'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/approvals', { params: { path: { site_id }, query: { state: 'waiting' } } })),
    enabled: may('approvals.see'),
  });
  if (!may('approvals.see')) return <Text c="dimmed">{t('nothing')}</Text>;
  return (
    <Answer of={waiting}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Text c="dimmed">{t('nothing')}</Text>
        ) : (
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            {rows
              .toSorted((a, b) => Number(b.mine_to_decide) - Number(a.mine_to_decide) || a.asked_at.localeCompare(b.asked_at))
              .map((approval) => (
                <Waiting key={approval.id} approval={approval} />
              ))}
          </Stack>
        )
      }
    </Answer>
  );
}

function Waiting({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const { path, me_id } = usePlace();
  const who = approval.mine_to_decide ? 'you' : approval.asked_by === me_id ? 'second' : 'somebody';
  return (
    <li>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Go to={path(approval.opens)}>{t([`subject.${approval.subject_type}`, 'subject.other'], { title: approval.title })}</Go>
          <Text size="xs" c="dimmed">
            {t('asked_by', { name: approval.asked_by_name })} <Time at={approval.asked_at} />
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            <q>{approval.reason}</q>
          </Text>
        </div>
        <Badge tone={approval.mine_to_decide ? 'attention' : 'waiting'}>{t(`waits.${who}`)}</Badge>
      </Group>
    </li>
  );
}
