// What the board wants: risk appetite and targets, every version, and the one that holds.
import './meetings.css';
import { Button, NumberInput, Select, Text, Textarea } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appetite, type BoardTarget, type NewBoardTarget, targetId } from '../schema.money.ts';

const api = createClient();

export function BoardPage() {
  const { t } = useTranslation('meetings');
  const { as_of, is } = useAsOf();
  const all = useQuery({
    queryKey: ['board-targets', as_of],
    queryFn: () => take(api.GET('/api/v1/board-targets', { params: { query: as_of === undefined ? {} : { as_of } } })),
  });
  return (
    <Page
      title={t('board.title')}
      lead={t('board.lead')}
      actions={
        <>
          <AsOfPicker />
          {is === 'now' && <ProposeButton from={all.data?.in_force ?? null} />}
        </>
      }
    >
      <AsOfNote />
      <Answer of={all}>
        {({ rows, in_force }) =>
          rows.length === 0 ? (
            <Empty title={t('board.none')} action={is === 'now' ? <ProposeButton from={null} /> : undefined}>
              {t('board.none_text')}
            </Empty>
          ) : (
            rows.map((it) => <Version key={it.version} target={it} isInForce={it.version === in_force?.version} isNow={is === 'now'} />)
          )
        }
      </Answer>
    </Page>
  );
}

function Version({ target: it, isInForce, isNow }: { target: BoardTarget; isInForce: boolean; isNow: boolean }) {
  const { t } = useTranslation('meetings');
  const { count } = useNumbers();
  const values = targetId.options.flatMap((id): [string, ReactNode][] => {
    const value = it.targets[id];
    return value === undefined ? [] : [[t(`target.${id}`), count(value)]];
  });
  const state = isInForce ? (
    <Badge tone="good">{t('board.in_force')}</Badge>
  ) : it.state === 'proposed' ? (
    <Badge tone="attention">{t('board.waits')}</Badge>
  ) : (
    <Badge tone="off">{t(it.state === 'withdrawn' ? 'board.withdrawn' : 'board.earlier')}</Badge>
  );
  return (
    <Panel title={t('board.version', { version: it.version })} aside={state}>
      <Facts
        rows={[
          [t('board.appetite'), t(`appetite.${it.appetite}`)],
          [t('board.statement'), it.statement],
          ...values,
          [
            t('board.proposed_by'),
            <span key="by">
              {it.proposed_by_name} · <Time at={it.proposed_at} />
            </span>,
          ],
          ...(it.signed_at === null
            ? []
            : [
                [
                  t('board.signed_by'),
                  <span key="signed">
                    {it.signed_by_name} · <Time at={it.signed_at} />
                  </span>,
                ] as [string, ReactNode],
              ]),
        ]}
      />
      {isNow && it.state === 'proposed' && <SignButton target={it} />}
    </Panel>
  );
}

function SignButton({ target: it }: { target: BoardTarget }) {
  const { t } = useTranslation('meetings');
  const { may, me_id } = usePlace();
  const sign = useAct(
    () => take(api.POST('/api/v1/board-targets/{version}/signature', { params: { path: { version: String(it.version) } }, body: {} })),
    { done: t('board.signed') },
  );
  if (!may('board_targets.sign')) return null;
  if (it.proposed_by === me_id) return <Text c="dimmed">{t('board.own')}</Text>;
  return (
    <>
      <Text size="sm">{t('board.sign_says')}</Text>
      <Button loading={sign.busy} onClick={() => void sign.run(undefined)}>
        {t('board.sign')}
      </Button>
    </>
  );
}

function ProposeButton({ from }: { from: BoardTarget | null }) {
  const { t } = useTranslation('meetings');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('board_targets.propose')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('board.propose')}</Button>
      <Dialog title={t('board.propose')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <ProposeForm from={from} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function ProposeForm({ from, onClose }: { from: BoardTarget | null; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const [it, setIt] = useState<NewBoardTarget>({
    appetite: from?.appetite ?? 'cautious',
    statement: from?.statement ?? '',
    targets: { ...from?.targets },
    meeting_id: null,
  });
  const propose = useAct((body: NewBoardTarget) => take(api.POST('/api/v1/board-targets', { body })), { done: t('board.done') });
  const send = async (): Promise<void> => {
    if (await propose.run(it)) onClose();
  };
  return (
    <Form submit={t('board.submit')} busy={propose.busy} disabled={it.statement.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('board.appetite')}
        data={appetite.options.map((value) => ({ value, label: t(`appetite.${value}`) }))}
        allowDeselect={false}
        value={it.appetite}
        onChange={(value) => setIt({ ...it, appetite: value as NewBoardTarget['appetite'] })}
      />
      <Textarea
        label={t('board.statement')}
        placeholder={t('board.statement_example')}
        required
        autosize
        minRows={2}
        value={it.statement}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, statement: value })}
      />
      {targetId.options.map((id) => (
        <NumberInput
          key={id}
          label={t(`target.${id}`)}
          min={0}
          value={it.targets[id] ?? ''}
          onChange={(value) => {
            const { [id]: _gone, ...rest } = it.targets;
            setIt({ ...it, targets: value === '' ? rest : { ...rest, [id]: Number(value) } });
          }}
        />
      ))}
    </Form>
  );
}
