// What a second person says yes to: one connection beside the list, why, for whom and until when.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RuleCards } from './list-to-decide.tsx';

const api = createClient();

export function ExceptionToDecide({ approval }: { approval: Approval }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['exceptions', site_id, 'of', approval.subject_id, 'all'],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/exceptions', {
          params: { path: { site_id }, query: { conduit_id: approval.subject_id, limit: 500 } },
        }),
      ),
  });
  return (
    <Answer of={asked}>
      {({ rows }) => {
        const it = rows.find(({ approval_id }) => approval_id === approval.id);
        if (it === undefined) return null;
        return (
          <Stack gap="xs">
            <RuleCards rules={[it.rule]} added={new Set()} />
            <Facts
              rows={[
                [t('owner'), it.owner_name],
                [t('exception_until'), <Time key="until" at={it.expires_at} style="day" />],
                [t('exception_then'), t(`on_expiry.${it.on_expiry}`)],
              ]}
            />
          </Stack>
        );
      }}
    </Answer>
  );
}
