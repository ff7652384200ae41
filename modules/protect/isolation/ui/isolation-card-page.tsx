// The isolation card of one zone: steps, what stops, who decides, in which order; read in a hurry, printed on one page, and switched from.
import './isolation.css';
import { PersonReach } from '@holdfast/appointments/ui/person-reach';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { FormButton } from '@holdfast/design/form-button';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { IsolationCard } from '../schema.ts';
import { CardForm } from './card-form.tsx';
import { CardBadge, DrillDay, TestBadge, useProposal } from './card-words.tsx';
import { ConduitsInOrder } from './conduits-in-order.tsx';
import { Drills } from './drills.tsx';
import { SwitchZone } from './switch-zone.tsx';

const api = createClient();

export function IsolationCardPage() {
  const { t } = useTranslation('isolation');
  const { site_id, path } = usePlace();
  const { zone_id = '' } = useParams({ strict: false }) as { zone_id?: string };
  const asked = useQuery({
    queryKey: ['isolation-cards', site_id, zone_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/isolation-cards/{zone_id}', { params: { path: { site_id, zone_id } } })),
  });
  const it = asked.data;
  return (
    <Page
      title={it === undefined ? t('title') : t('card_of', { name: it.zone_name })}
      crumbs={[{ to: path('isolation'), text: t('crumb') }]}
      mark={
        it && (
          <Group gap="xs">
            <CardBadge it={it} />
            <TestBadge it={it} />
          </Group>
        )
      }
      actions={it && <Acts it={it} />}
    >
      <Answer of={asked}>{(card) => <Card it={card} />}</Answer>
    </Page>
  );
}

function Acts({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  const { may } = usePlace();
  return (
    <>
      {may('isolation.switch') && <SwitchZone it={it} />}
      {may('isolation.keep') && (
        <FormButton label={t(it.state === 'missing' ? 'write' : 'change')} as="aside">
          {(close) => <CardForm it={it} onClose={close} />}
        </FormButton>
      )}
      <Button variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </>
  );
}

function Card({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  return (
    <div className="hf-card">
      <Stack gap="md">
        {it.state === 'missing' && (
          <Alert color="gray" title={t('missing_title')}>
            {t('missing_text', { days: it.days })}
          </Alert>
        )}
        {it.state === 'draft' && <Draft it={it} />}
        <Steps it={it} />
        <Deciding it={it} />
        <ConduitsInOrder it={it} />
        <Drills it={it} />
        <RecordHistory type="zone" id={it.id} title={it.zone_name} opens={`isolation/${it.id}`} />
      </Stack>
    </div>
  );
}

function Draft({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  const { site_id, may } = usePlace();
  const approve = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/isolation-cards/{zone_id}/approval', {
          params: { path: { site_id, zone_id: it.id } },
          body: { version: it.version },
        }),
      ),
    { done: t('approved_now') },
  );
  return (
    <Alert color="gray" title={t('draft_note')}>
      {may('isolation.approve') && (
        <Button loading={approve.busy} onClick={() => void approve.run(undefined)}>
          {t('approve')}
        </Button>
      )}
    </Alert>
  );
}

function Steps({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  const title = useRoleTitle();
  const propose = useProposal();
  const steps = it.state === 'missing' ? propose(it.proposal) : it.steps;
  return (
    <Panel title={t('steps_title')} aside={it.state === 'missing' ? <Text size="sm">{t('proposed')}</Text> : undefined}>
      <ol className="hf-card-steps">
        {steps.map((step, at) => (
          <li key={at}>
            <Text>{step.text}</Text>
            <Text size="sm" c="dimmed">
              {step.role === null ? t('anyone') : title(step.role)} · {t('minutes_value', { count: step.minutes })}
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Deciding({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  const title = useRoleTitle();
  const role = title(it.decider_role);
  return (
    <Panel title={t('decides_title')}>
      <Facts
        rows={[
          [t('field.decider'), it.decider_name === null ? role : `${it.decider_name}, ${role}`],
          [t('field.return_condition'), it.state === 'missing' ? t('proposal_return') : it.return_condition],
          [t('field.side_effects'), it.side_effects || t('effects_nothing')],
          ...(it.approved_at === null
            ? []
            : ([[t('field.approved'), <Stamp key="approved" at={it.approved_at} by={it.approved_by_name} />]] as const)),
          ...(it.changed_at === null
            ? []
            : ([[t('field.changed'), <Stamp key="changed" at={it.changed_at} by={it.changed_by_name} />]] as const)),
          ...(it.last_tested_at === null ? [] : ([[t('field.last_tested_at'), <Time key="tested" at={it.last_tested_at} />]] as const)),
          ...(it.next_drill_on === null ? [] : ([[t('field.next_drill_on'), <DrillDay key="next" day={it.next_drill_on} />]] as const)),
        ]}
      />
      <Text fw={600} mt="sm">
        {t('calls_now')}
      </Text>
      {it.calls.length === 0 && <Text c="dimmed">{t('calls_none')}</Text>}
      <Stack gap={4} align="flex-start">
        {it.calls.slice(0, 4).map((call) => (
          <PersonReach key={call.person_id} name={call.person_name} reach={call.reach} />
        ))}
      </Stack>
    </Panel>
  );
}

function Stamp({ at, by }: { at: string; by: string | null }) {
  return (
    <>
      <Time at={at} /> {by}
    </>
  );
}
