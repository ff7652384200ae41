// Shared terminals of a site, badges of people, and one's own PIN.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Terminal } from '../schema.ts';
import { BadgesPanel } from './badges-panel.tsx';
import { NewCode, NewTerminal } from './new-terminal.tsx';
import { OwnPin } from './own-pin.tsx';

const api = createClient();

export function TerminalsPage() {
  const { t } = useTranslation('terminals');
  const { site_id, may } = usePlace();
  const terminals = useQuery({
    queryKey: ['terminals', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/terminals', { params: { path: { site_id } } })),
    enabled: may('terminals.see'),
  });
  return (
    <Page title={t('title')} lead={t('lead')} actions={may('terminals.keep') && <NewTerminal />}>
      <Stack gap="lg" maw={960}>
        {may('terminals.see') && (
          <Panel title={t('list')}>
            <Answer of={terminals}>
              {({ rows }) =>
                rows.length === 0 ? (
                  <Empty title={t('none')}>{t('none_text')}</Empty>
                ) : (
                  <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
                    {rows.map((it) => (
                      <OneTerminal key={it.id} terminal={it} />
                    ))}
                  </Stack>
                )
              }
            </Answer>
          </Panel>
        )}
        {may('terminals.own_pin') && <OwnPin />}
        {may('terminals.see_badges') && <BadgesPanel />}
      </Stack>
    </Page>
  );
}

const tones = { waiting: 'waiting', code_expired: 'attention', in_use: 'good', ended: 'off' } as const;

function OneTerminal({ terminal: it }: { terminal: Terminal }) {
  const { t } = useTranslation(['terminals', 'roles']);
  const { may, site_name } = usePlace();
  const place = it.zone_name === null ? site_name : it.zone_name;
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Group gap="sm">
            <Text fw={600}>{it.name}</Text>
            <Badge tone={tones[it.state]}>{t(`state.${it.state}`)}</Badge>
          </Group>
          <Text size="sm">{t('shows', { role: t(`roles:role.${it.role}`), place })}</Text>
          <Text size="xs" c="dimmed">
            {it.person_seconds === 0 ? t('each_act') : t('for_seconds', { seconds: it.person_seconds })} ·{' '}
            {t('idle_after', { seconds: it.idle_seconds })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('registered_by', { name: it.registered_by_name })} <Time at={it.registered_at} style="day" />
            {it.seen_at !== null && (
              <>
                {' · '}
                {t('seen')} <Time at={it.seen_at} />
              </>
            )}
          </Text>
        </div>
        {may('terminals.keep') && it.state !== 'ended' && (
          <Group gap="sm">
            <NewCode terminal={it} />
            <EndTerminal terminal={it} />
          </Group>
        )}
      </Group>
    </li>
  );
}

function EndTerminal({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation('terminals');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const path = { site_id, terminal_id: terminal.id };
  const end = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/terminals/{terminal_id}/end', { params: { path }, body: { reason } })),
    { done: t('ended') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('end')}
      </Button>
      <ReasonDialog
        title={t('end_title', { name: terminal.name })}
        says={t('end_says')}
        submit={t('end')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={end.run}
        danger
      />
    </>
  );
}
