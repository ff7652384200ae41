// Legal holds: what must be kept, since when and why; setting and lifting them.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog, ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../schema.erasure.ts';
import { HoldForm } from './hold-form.tsx';

const api = createClient();

export function HoldsPanel() {
  const { t } = useTranslation('personal-data');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const holds = useQuery({
    queryKey: ['legal-holds', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/legal-holds', { params: { path: { site_id }, query: {} } })),
  });
  const set = may('legal_holds.keep') && (
    <Button variant="default" leftSection={<IconLock size={14} aria-hidden />} onClick={() => setOpen(true)}>
      {t('holds.act')}
    </Button>
  );
  return (
    <Panel title={t('holds.title')}>
      <Answer of={holds}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('holds.empty.title')} action={set}>
              {t('holds.empty.text')}
            </Empty>
          ) : (
            <Holds rows={rows} set={set} />
          )
        }
      </Answer>
      <Dialog title={t('holds.act')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <HoldForm onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

function Holds({ rows, set }: { rows: readonly Hold[]; set: ReactNode }) {
  const { t } = useTranslation('personal-data');
  const { may } = usePlace();
  return (
    <div className="hf-personal-scroll" tabIndex={0} role="region" aria-label={t('holds.title')}>
      <table className="hf-personal">
        <thead>
          <tr>
            {(['scope', 'reason', 'set_by', 'state'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`holds.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((it) => (
            <tr key={it.id}>
              <th scope="row">
                <What it={it} />
              </th>
              <td>{it.reason}</td>
              <td>
                {it.set_by_name}
                <Text size="xs" c="dimmed">
                  <Time at={it.set_at} />
                </Text>
              </td>
              <td>{it.lifted_at === null ? <InForce it={it} may={may('legal_holds.keep')} /> : <Lifted it={it} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt="sm">{set}</Group>
    </div>
  );
}

function What({ it }: { it: Hold }) {
  const { t } = useTranslation('personal-data');
  return (
    <>
      {t(`holds.scopes.${it.scope}`)}
      {it.person_name !== null && `: ${it.person_name}`}
      {it.from_at !== null && (
        <Text size="xs">
          <Time at={it.from_at} /> – <Time at={it.until_at} />
        </Text>
      )}
    </>
  );
}

function Lifted({ it }: { it: Hold }) {
  const { t } = useTranslation('personal-data');
  return (
    <>
      <Badge tone="off">{t('holds.lifted')}</Badge>
      <Text size="xs" c="dimmed">
        {t('holds.lifted_by', { name: it.lifted_by_name, reason: it.lift_reason })} <Time at={it.lifted_at} />
      </Text>
    </>
  );
}

function InForce({ it, may }: { it: Hold; may: boolean }) {
  const { t } = useTranslation('personal-data');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const lift = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/legal-holds/{hold_id}/lifting', {
          params: { path: { site_id, hold_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('holds.lifted_done') },
  );
  return (
    <>
      <Badge tone="attention">{t('holds.in_force')}</Badge>
      {may && (
        <Button size="compact-sm" variant="default" ml="sm" onClick={() => setOpen(true)}>
          {t('holds.lift')}
        </Button>
      )}
      <ReasonDialog
        title={t('holds.lift_title')}
        says={t('holds.lift_says')}
        submit={t('holds.lift')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={lift.run}
      />
    </>
  );
}
