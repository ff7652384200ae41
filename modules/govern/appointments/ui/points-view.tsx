// People nobody can stand in for, as the product found them, and the plan against each.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { dayEnd, usePeople } from '@holdfast/roles/ui/give-role';
import { Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '../schema.ts';
import type { RoleId } from '../schema.roles.data.ts';
import { useRoleTitle } from './role-title.tsx';

const api = createClient();

export function PointsView() {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const past = useAsOf();
  const asked = useQuery({
    queryKey: ['single-points', site_id, past.as_of],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/single-points', { params: { path: { site_id }, query: asOfQuery(past) } })),
  });
  return (
    <Answer of={asked}>
      {({ points }) =>
        points.length === 0 ? (
          <Empty title={t('points.none')}>{t('points.none_text')}</Empty>
        ) : (
          <Panel
            title={t('points.title')}
            aside={<Badge tone="attention">{t('points.unplanned', { count: points.filter((it) => it.plan === null).length })}</Badge>}
            flush
          >
            <ul className="hf-seats">
              {points.map((it) => (
                <PointLine key={it.id} it={it} />
              ))}
            </ul>
          </Panel>
        )
      }
    </Answer>
  );
}

/** What only this person holds, in words. */
function useWhat(): (it: Point) => string {
  const { t } = useTranslation(['appointments', 'roles']);
  const title = useRoleTitle();
  return (it) => {
    const what =
      it.kind === 'role' || it.kind === 'on_call'
        ? title(it.what as RoleId)
        : it.kind === 'grant'
          ? t(`roles:role.${it.what}`)
          : it.kind === 'key'
            ? t(`appointments:key.${it.what}`)
            : it.what;
    return t(`appointments:points.${it.kind}`, { what, place: it.place ?? '' });
  };
}

function PointLine({ it }: { it: Point }) {
  const { t } = useTranslation('appointments');
  const may = useMayNow();
  const say = useWhat();
  const [isOpen, setOpen] = useState(false);
  const { plan } = it;
  return (
    <li>
      <span className="hf-reach-name">{it.person_name}</span>
      <span>
        {say(it)}
        {it.kind === 'role' && it.place !== null && ` (${it.place})`}
      </span>
      <span>
        {plan === null ? (
          <Badge tone="attention">{t('points.no_plan')}</Badge>
        ) : (
          <>
            <Badge tone={plan.is_late ? 'alarm' : 'waiting'}>{t(plan.is_late ? 'points.late' : 'points.planned')}</Badge>{' '}
            {[plan.deputy_name, plan.remark].filter(Boolean).join(': ')} <Time at={plan.due_at} style="day" />
          </>
        )}
      </span>
      {may('responsibilities.keep') && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => setOpen(true)}
          aria-label={t('points.plan_for', { name: it.person_name, what: say(it) })}
        >
          {t('points.plan')}
        </Button>
      )}
      <Dialog title={t('points.plan')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <PlanForm it={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </li>
  );
}

function PlanForm({ it, onClose }: { it: Point; onClose: () => void }) {
  const { t } = useTranslation('appointments');
  const { site_id, time_zone } = usePlace();
  const people = usePeople();
  const say = useWhat();
  const [deputy_id, setDeputy] = useState<string | null>(it.plan?.deputy_id ?? null);
  const [remark, setRemark] = useState(it.plan?.remark ?? '');
  const [due, setDue] = useState('');
  const { kind, ref, person_id } = it;
  const keep = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/deputy-plans', {
          params: { path: { site_id } },
          body: { kind, ref, person_id, deputy_id, remark, due_at: dayEnd(due, time_zone) },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await keep.run(undefined)) onClose();
  };
  return (
    <Form submit={t('save')} busy={keep.busy} disabled={remark.trim().length < 3 || due === ''} onCancel={onClose} onSubmit={send}>
      <Text>
        {it.person_name}: {say(it)}
      </Text>
      <Select
        label={t('points.deputy')}
        searchable
        clearable
        data={people.filter(({ value }) => value !== person_id)}
        value={deputy_id}
        onChange={setDeputy}
      />
      <Textarea
        label={t('points.remark')}
        required
        autosize
        minRows={2}
        value={remark}
        onChange={({ currentTarget: { value } }) => setRemark(value)}
      />
      <TextInput type="date" label={t('points.due')} required value={due} onChange={({ currentTarget: { value } }) => setDue(value)} />
    </Form>
  );
}
