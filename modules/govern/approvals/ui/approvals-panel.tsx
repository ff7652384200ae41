// What waits for a second person: what the one who looks may decide stands out, the rest is only told.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();

/** The approvals of the site that wait, oldest first: `mine` those the person may decide, `others` those of somebody else. */
export function useWaitingApprovals(): { mine: Approval[]; others: Approval[] } {
  const { site_id, may } = usePlace();
  const waiting = useQuery({
    queryKey: ['approvals', site_id, 'waiting'],
    refetchInterval: 30_000,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/approvals', { params: { path: { site_id }, query: { state: 'waiting' } } })),
    enabled: may('approvals.see'),
  });
  const rows = (waiting.data?.rows ?? []).toSorted((a, b) => a.asked_at.localeCompare(b.asked_at));
  return { mine: rows.filter((it) => it.mine_to_decide), others: rows.filter((it) => !it.mine_to_decide) };
}

/** The approvals given, each with the way to it. */
export function ApprovalsList({ approvals }: { approvals: readonly Approval[] }) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {approvals.map((approval) => (
        <Waiting key={approval.id} approval={approval} />
      ))}
    </Stack>
  );
}

function Waiting({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const { path } = usePlace();
  return (
    <li>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Go to={path('approvals')} search={{ open: approval.id }}>
            {t([`subject.${approval.subject_type}`, 'subject.other'], { title: approval.title })}
          </Go>
          <Text size="xs" c="dimmed">
            {t('asked_by', { name: approval.asked_by_name })} <Time at={approval.asked_at} />
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            <q>{approval.reason}</q>
          </Text>
        </div>
        {approval.mine_to_decide && <Badge tone="attention">{t('waits_for_you')}</Badge>}
      </Group>
    </li>
  );
}
