// One seat: what the role is for, who holds it on which terms, what is missing, and the acts on it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { Dialog, ReasonDialog } from '@holdfast/design/form';
import { GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roleEntry } from '../rules.ts';
import type { Appointment, Seat } from '../schema.ts';
import { AppointForm } from './appoint-form.tsx';
import { PersonReach } from './person-reach.tsx';
import { useBoth } from './role-title.tsx';
import { Gaps } from './gaps.tsx';

const api = createClient();

export function SeatDetail({ seat }: { seat: Seat | undefined }) {
  const { t } = useTranslation('appointments');
  const say = useBoth();
  const { may } = usePlace();
  const { is } = useAsOf();
  if (seat === undefined) return <Empty title={t('missing')} />;
  const mayAppoint = is === 'now' && may(seat.place === 'organisation' ? 'appointments.make_organisation' : 'appointments.make');
  const entry = roleEntry(seat.role);
  return (
    <Stack gap="md">
      <div>
        <Title order={2}>{say(entry.title)}</Title>
        <Text c="dimmed">{say(entry.purpose)}</Text>
      </div>
      <div>
        <Gaps seat={seat} />
      </div>
      {seat.appointment !== null && <Terms it={seat.appointment} seat={seat} may={mayAppoint} />}
      {seat.proposed !== null && <Terms it={seat.proposed} seat={seat} may={mayAppoint} />}
      {seat.named !== null && seat.appointment?.person_id !== seat.named.person_id && (
        <Text>{t('named_on_page', { name: seat.named.person_name })}</Text>
      )}
      {mayAppoint && seat.proposed === null && <AppointButton seat={seat} />}
    </Stack>
  );
}

function AppointButton({ seat }: { seat: Seat }) {
  const { t } = useTranslation('appointments');
  const [isOpen, setOpen] = useState(false);
  const label = seat.appointment === null ? t('appoint') : t('hand_over');
  return (
    <>
      <Button w="fit-content" variant={seat.appointment === null ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={label} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <AppointForm seat={seat} before={null} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

type TermsProps = { it: Appointment; seat: Seat; may: boolean };

function Terms({ it, seat, may }: TermsProps) {
  const { t } = useTranslation('appointments');
  const { path, site_name } = usePlace();
  const { is } = useAsOf();
  const text = (name: 'mandate' | 'competence' | 'resources') => it[name] ?? (it.has[name] ? t('written') : null);
  return (
    <>
      <Facts
        rows={[
          [t('field.person'), <PersonReach key="person" name={it.person_name} reach={it.state === 'accepted' ? seat.reach : null} />],
          [t('field.state'), t(`state.${it.state}`)],
          [t('field.deputy'), it.deputy_name],
          [t('field.mandate'), text('mandate')],
          [t('field.competence'), text('competence')],
          [t('field.resources'), text('resources')],
          [t('field.from'), <Time key="from" at={it.starts_at} style="day" />],
          [t('field.until'), it.until_at === null ? t('no_end') : <Time key="until" at={it.until_at} style="day" />],
          [t('field.made_by'), it.made_by_name],
          [t('field.card'), it.card_read_at === null ? t('card_unread') : <Time key="card" at={it.card_read_at} />],
          ...(it.handover_remark === null ? [] : [[t('field.handover'), it.handover_remark] as const]),
        ]}
      />
      <Group gap="sm">
        {may && <ChangeTerms it={it} seat={seat} />}
        {may && <EndTerms it={it} />}
        {is === 'now' && (
          <GoButton variant="default" to={path(`role-card/${it.id}`)} search={it.site_id === null ? { of: 'organisation' } : {}}>
            {t('card.open')}
          </GoButton>
        )}
      </Group>
      {is === 'now' && it.site_id !== null && (
        <RecordHistory type="appointment" id={it.id} title={`${it.person_name}, ${site_name}`} opens="responsibilities" />
      )}
    </>
  );
}

function ChangeTerms({ it, seat }: { it: Appointment; seat: Seat }) {
  const { t } = useTranslation('appointments');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Dialog title={t('change')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <AppointForm seat={seat} before={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function EndTerms({ it }: { it: Appointment }) {
  const { t } = useTranslation('appointments');
  const [isOpen, setOpen] = useState(false);
  const { site_id, id: appointment_id } = it;
  const end = useAct(
    (reason: string) =>
      site_id === null
        ? take(api.POST('/api/v1/appointments/{appointment_id}/ending', { params: { path: { appointment_id } }, body: { reason } }))
        : take(
            api.POST('/api/v1/sites/{site_id}/appointments/{appointment_id}/ending', {
              params: { path: { site_id, appointment_id } },
              body: { reason },
            }),
          ),
    { done: t('ended') },
  );
  const label = it.state === 'proposed' ? t('withdraw') : t('end');
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ReasonDialog
        title={label}
        says={t('end_says')}
        submit={label}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={end.run}
        danger
      />
    </>
  );
}
