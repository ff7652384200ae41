// The record: the three fixed items, what was said, decided and is to be done.
import { useAsOf } from '@holdfast/design/as-of';
import { Button, Text } from '@mantine/core';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog, ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, fixedItem, type MeetingDetail } from '../schema.ts';
import { useKeeps, useSettle } from './meeting-acts.ts';
import { ActionBadge, noonOf } from './meeting-words.tsx';
import { MinutesForm } from './minutes-form.tsx';

export function MinutesPanel({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const keeps = useKeeps(it);
  const [isOpen, setOpen] = useState(false);
  const act = keeps && it.state === 'held' && <Button onClick={() => setOpen(true)}>{t('minutes.write')}</Button>;
  const items = fixedItem.options.map((item): [string, string | null] => [t(`item.${item}`), it.fixed_items[item] ?? null]);
  return (
    <Panel title={t('minutes.title')} aside={act}>
      {it.held_at === null ? (
        <Empty title={t('minutes.none')}>{t('minutes.none_text')}</Empty>
      ) : (
        <>
          <Facts
            rows={[
              ...items,
              [
                t('minutes.text'),
                it.minutes === null ? null : (
                  <span key="text" className="hf-minutes-text">
                    {it.minutes}
                  </span>
                ),
              ],
            ]}
          />
          <Decisions meeting={it} />
          <ActionList actions={it.action_list} />
        </>
      )}
      <Dialog title={t('minutes.write')} opened={isOpen} onClose={() => setOpen(false)} size="xl">
        {isOpen && <MinutesForm meeting={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

function Decisions({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  if (it.decision_list.length === 0) return null;
  return (
    <section aria-label={t('minutes.decisions')}>
      <Text fw={600} mt="md">
        {t('minutes.decisions')}
      </Text>
      <ul className="hf-meeting-list">
        {it.decision_list.map((one) => (
          <li key={one.id}>
            <span>{`${one.number}. ${one.text}`}</span>
            <Badge tone={one.outcome === 'accepted' ? 'good' : one.outcome === 'rejected' ? 'off' : 'waiting'}>
              {t(`outcome.${one.outcome}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ActionList({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('meetings');
  if (actions.length === 0) return null;
  return (
    <section aria-label={t('minutes.actions')}>
      <Text fw={600} mt="md">
        {t('minutes.actions')}
      </Text>
      <ul className="hf-meeting-list">
        {actions.map((it) => (
          <ActionLine key={it.id} action={it} />
        ))}
      </ul>
    </section>
  );
}

export function ActionLine({ action: it }: { action: Action }) {
  const { me_id } = usePlace();
  const { is } = useAsOf();
  const keeps = useKeeps(it);
  const isMine = it.owner_id === me_id && is === 'now';
  return (
    <li>
      <div>
        <Text>{it.title}</Text>
        <Text size="xs" c="dimmed">
          {it.owner_name} · <Time at={noonOf(it.due_on)} style="day" />
          {it.done_remark !== null && ` · ${it.done_remark}`}
        </Text>
      </div>
      <span>
        <ActionBadge action={it} /> {it.done_at === null && (keeps || isMine) && <DoneButton action={it} />}
      </span>
    </li>
  );
}

export function DoneButton({ action: it }: { action: Action }) {
  const { t } = useTranslation('meetings');
  const [isOpen, setOpen] = useState(false);
  const settle = useSettle();
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('actions.act')}
      </Button>
      <ReasonDialog
        title={it.title}
        says={t('actions.says')}
        submit={t('actions.act')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={(remark) => settle.run({ action_id: it.id, site_id: it.site_id, remark })}
      />
    </>
  );
}
