// Certificates of sensors, enforcers and other machines: until when they count, and ending one at once.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MachineCertificate } from '../schema.ts';

const api = createClient();
const tones: Record<MachineCertificate['state'], Tone> = { current: 'good', revoked: 'off', ended: 'off' };

export function MachinesPanel() {
  const { t } = useTranslation('certificates');
  const machines = useQuery({ queryKey: ['certificates', 'machines'], queryFn: () => take(api.GET('/api/v1/certificates/machines')) });
  return (
    <Panel title={t('machine.title')}>
      <Answer of={machines}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('machine.none')}</Text>
          ) : (
            <Stack gap="xs">
              {rows.map((it) => (
                <OneMachine key={it.fingerprint} machine={it} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  );
}

function OneMachine({ machine }: { machine: MachineCertificate }) {
  const { t } = useTranslation('certificates');
  const { may } = usePlace();
  const [isAsking, ask] = useState(false);
  const path = { fingerprint: machine.fingerprint };
  const revoke = useAct(
    (reason: string) => take(api.POST('/api/v1/certificates/machines/{fingerprint}/revocation', { params: { path }, body: { reason } })),
    { done: t('machine.revoked') },
  );
  return (
    <Group gap="md" justify="space-between">
      <div>
        <Text fw={600}>{machine.name}</Text>
        <Text size="sm" c="dimmed">
          {t(`machine.kind_${machine.machine_kind}`)}, {t('shown.until')} <Time at={machine.not_after} style="day" />
        </Text>
      </div>
      <Group gap="sm">
        <Badge tone={tones[machine.state]}>{t(`machine.state_${machine.state}`)}</Badge>
        {machine.state === 'current' && may('certificates.keep') && (
          <Button variant="default" onClick={() => ask(true)}>
            {t('machine.revoke')}
          </Button>
        )}
      </Group>
      <ReasonDialog
        title={t('machine.revoke')}
        says={t('machine.revoke_says', { name: machine.name })}
        submit={t('machine.revoke')}
        opened={isAsking}
        onClose={() => ask(false)}
        onReason={(reason) => revoke.run(reason)}
        danger
      />
    </Group>
  );
}
