// IT and OT together: four questions with one name each, the way up, and trying whether the people on it can be reached.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconPhoneCall, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { roles } from '../rules.ts';
import type { coordination, TestCall } from '../schema.duties.ts';
import type { RoleId } from '../schema.roles.data.ts';
import { PersonReach } from './person-reach.tsx';
import { useRoleTitle } from './role-title.tsx';

const api = createClient();
type Coordination = z.infer<typeof coordination>;

export function CoordinationView() {
  const { site_id } = usePlace();
  const past = useAsOf();
  const asked = useQuery({
    queryKey: ['coordination', site_id, past.as_of],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/coordination', { params: { path: { site_id }, query: asOfQuery(past) } })),
  });
  return (
    <Answer of={asked}>
      {(it) => (
        <>
          <Questions it={it} />
          <WayUp it={it} />
        </>
      )}
    </Answer>
  );
}

function Questions({ it }: { it: Coordination }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const may = useMayNow();
  const people = usePeople();
  const name = useAct(
    ({ question, person_id, was }: { question: Coordination['answers'][number]['question']; person_id: string; was: string | null }) =>
      take(
        api.PUT('/api/v1/sites/{site_id}/coordination/{question}', {
          params: { path: { site_id, question } },
          body: { person_id, before: { person_id: was } },
        }),
      ),
    { done: t('saved') },
  );
  const open = it.answers.filter((each) => each.person_id === null).length;
  return (
    <Panel
      title={t('it_ot.title')}
      aside={<Badge tone={open === 0 ? 'good' : 'attention'}>{t('it_ot.open', { count: open })}</Badge>}
      flush
    >
      <ul className="hf-seats">
        {it.answers.map(({ question, person_id, person_name, reach, set_at }) => (
          <li key={question}>
            <span>{t(`question.${question}`)}</span>
            <span>
              {person_name === null ? <span className="hf-unknown">{t('nobody')}</span> : <PersonReach name={person_name} reach={reach} />}
            </span>
            <span>{set_at !== null && <Time at={set_at} style="day" />}</span>
            {may('responsibilities.keep') && (
              <Select
                aria-label={t('it_ot.name', { question: t(`question.${question}`) })}
                placeholder={t('it_ot.choose')}
                size="xs"
                searchable
                data={people}
                value={person_id}
                allowDeselect={false}
                onChange={(chosen) => chosen !== null && void name.run({ question, person_id: chosen, was: person_id })}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function WayUp({ it }: { it: Coordination }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const may = useMayNow();
  const [isOpen, setOpen] = useState(false);
  const title = useRoleTitle();
  const start = useAct(() => take(api.POST('/api/v1/sites/{site_id}/escalation/tests', { params: { path: { site_id } } })), {
    done: t('test.begun'),
  });
  const isRunning = it.last_test !== null && it.last_test.ended_at === null;
  return (
    <Panel
      title={t('way_up.title')}
      aside={
        <Group gap="sm">
          {may('responsibilities.keep') && (
            <Button variant="default" size="xs" onClick={() => setOpen(true)}>
              {t('way_up.set')}
            </Button>
          )}
          {may('responsibilities.test_call') && it.steps.length > 0 && !isRunning && (
            <Button
              size="xs"
              leftSection={<IconPhoneCall size={14} aria-hidden />}
              loading={start.busy}
              onClick={() => void start.run(undefined)}
            >
              {t('test.start')}
            </Button>
          )}
        </Group>
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">{it.steps.length === 0 ? t('way_up.none') : t('way_up.lead')}</Text>
        {it.steps.map((step) => (
          <Group key={step.position} gap="md">
            <Text fw={600}>{step.position}.</Text>
            {step.person_name === null ? (
              <Badge tone="attention">{t('way_up.vacant', { role: step.role === null ? '' : title(step.role) })}</Badge>
            ) : (
              <PersonReach name={step.person_name} reach={step.reach} />
            )}
            <Text c="dimmed">
              {step.role !== null && step.person_name !== null && `${title(step.role)} · `}
              {t('way_up.wait', { count: step.wait_minutes })}
            </Text>
          </Group>
        ))}
        {it.last_test !== null && <LastTest test={it.last_test} />}
      </Stack>
      <Dialog title={t('way_up.set')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <StepsForm it={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

const tones: Record<TestCall['calls'][number]['outcome'], Tone> = {
  open: 'waiting',
  reached: 'good',
  not_reached: 'attention',
  nobody: 'attention',
};

function LastTest({ test }: { test: TestCall }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const may = useMayNow();
  const note = useAct(
    (body: { position: number; outcome: 'reached' | 'not_reached' }) =>
      take(api.POST('/api/v1/sites/{site_id}/escalation/tests/{test_id}/calls', { params: { path: { site_id, test_id: test.id } }, body })),
    { done: t('saved') },
  );
  return (
    <Panel title={test.ended_at === null ? t('test.running') : t('test.last')} aside={<Time at={test.started_at} />}>
      <Stack gap="sm">
        {test.calls.map((call) => (
          <Group key={call.position} gap="md">
            <Text>
              {call.position}. {call.person_name ?? t('nobody')}
            </Text>
            <Badge tone={tones[call.outcome]}>{t(`outcome.${call.outcome}`)}</Badge>
            {call.answered_at !== null && <Time at={call.answered_at} />}
            {call.outcome === 'open' && may('responsibilities.test_call') && (
              <>
                <Button
                  size="compact-sm"
                  loading={note.busy}
                  onClick={() => void note.run({ position: call.position, outcome: 'reached' })}
                >
                  {t('test.reached')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={note.busy}
                  onClick={() => void note.run({ position: call.position, outcome: 'not_reached' })}
                >
                  {t('test.not_reached')}
                </Button>
              </>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

type Draft = { role: RoleId | null; person_id: string | null; wait_minutes: number };

function StepsForm({ it, onClose }: { it: Coordination; onClose: () => void }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const title = useRoleTitle();
  const people = usePeople();
  const own: Draft[] = it.steps.map(({ role, person_id, wait_minutes }) => ({
    role,
    person_id: role === null ? person_id : null,
    wait_minutes,
  }));
  const [steps, setSteps] = useState<Draft[]>(
    own.length > 0
      ? own
      : [
          { role: 'shift_lead', person_id: null, wait_minutes: 10 },
          { role: 'plant_manager', person_id: null, wait_minutes: 15 },
        ],
  );
  const save = useAct(
    () => take(api.PUT('/api/v1/sites/{site_id}/escalation', { params: { path: { site_id } }, body: { steps, before: { steps: own } } })),
    {
      done: t('saved'),
    },
  );
  const put = (at: number, patch: Partial<Draft>): void =>
    setSteps(steps.map((each, index) => (index === at ? { ...each, ...patch } : each)));
  const options = [
    { group: t('way_up.roles'), items: roles.map(({ id }) => ({ value: `role:${id}`, label: title(id) })) },
    { group: t('way_up.people'), items: people.map(({ value, label }) => ({ value: `person:${value}`, label })) },
  ];
  const choose = (at: number, chosen: string | null): void => {
    const [kind, id = ''] = (chosen ?? '').split(':', 2);
    put(at, kind === 'role' ? { role: id as RoleId, person_id: null } : { role: null, person_id: id });
  };
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  return (
    <Form submit={t('save')} busy={save.busy} disabled={steps.length === 0} onCancel={onClose} onSubmit={send}>
      {steps.map((each, at) => (
        <Group key={at} gap="sm" align="flex-end" wrap="nowrap">
          <Select
            style={{ flex: 1 }}
            label={t('way_up.step', { position: at + 1 })}
            searchable
            allowDeselect={false}
            data={options}
            value={each.role === null ? `person:${each.person_id}` : `role:${each.role}`}
            onChange={(chosen) => choose(at, chosen)}
          />
          <NumberInput
            w={110}
            label={t('way_up.minutes')}
            min={1}
            max={1440}
            value={each.wait_minutes}
            onChange={(value) => put(at, { wait_minutes: Number(value) || 1 })}
          />
          <Button
            variant="default"
            aria-label={t('way_up.remove', { position: at + 1 })}
            onClick={() => setSteps(steps.filter((_, index) => index !== at))}
          >
            <IconTrash size={14} aria-hidden />
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setSteps([...steps, { role: 'plant_manager', person_id: null, wait_minutes: 15 }])}
      >
        {t('way_up.add')}
      </Button>
    </Form>
  );
}
