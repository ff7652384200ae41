// On a conduit's page: whether something holds it to its list, what is missing, and its list as text for firewalls.
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CompiledPanel } from './compiled-panel.tsx';
import { EnforcerStateBadge, HoldBadge } from './enforcer-words.tsx';
import { needsLook, WentBack, WhoSawIt } from './went-back.tsx';

const api = createClient();

export function HoldPanel({ conduit_id }: { conduit_id: string }) {
  const { t } = useTranslation('enforcement');
  const { site_id, path, may } = usePlace();
  const hold = useQuery({
    queryKey: ['enforcers', site_id, 'hold', conduit_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/hold', { params: { path: { site_id, conduit_id } } })),
    enabled: may('enforcement.see'),
    refetchInterval: 10_000,
  });
  if (!may('enforcement.see')) return null;
  return (
    <>
      <Panel title={t('hold_title')}>
        <Answer of={hold}>
          {(it) => (
            <Stack gap="sm">
              <Group gap="sm">
                <HoldBadge code={it.code} />
                <Text size="sm">{t(`hold_says.${it.code}`)}</Text>
              </Group>
              {it.enforcers
                .filter((enforcer) => !needsLook(enforcer))
                .map((enforcer) => (
                  <Group key={enforcer.id} gap="sm">
                    <Go to={path(`enforcers/${enforcer.id}`)}>{enforcer.name}</Go>
                    <EnforcerStateBadge state={enforcer.state} />
                    {enforcer.conduit !== null && enforcer.conduit.refused_packets > 0 && (
                      <Text size="xs" c="dimmed">
                        {t('refused_count', { count: enforcer.conduit.refused_packets })}
                      </Text>
                    )}
                  </Group>
                ))}
              {it.enforcers.filter(needsLook).map((enforcer) => (
                <WentBack key={enforcer.id} enforcer={enforcer} />
              ))}
              {it.enforcers.some(needsLook) && <WhoSawIt />}
              {it.enforcers.length === 0 && (
                <Text size="sm">
                  <Go to={path('enforcers')}>{t('add_one')}</Go>
                </Text>
              )}
            </Stack>
          )}
        </Answer>
      </Panel>
      <CompiledPanel of={{ conduit_id }} />
    </>
  );
}
