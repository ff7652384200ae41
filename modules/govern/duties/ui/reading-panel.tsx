// The duties of one role, each with where it stands, and the act of saying that one has read and understood them.
import './duties.css';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Checkbox, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allReadings, type Duty } from '../rules.reading.data.ts';
import type { DutiesOfRole, Holder } from '../schema.ts';

const api = createClient();

type Props = { duties: DutiesOfRole; countries: readonly string[] };

export function ReadingPanel({ duties, countries }: Props) {
  const { t, i18n } = useTranslation('duties');
  const language = i18n.language === 'de' ? 'de' : 'en';
  const { me_id } = usePlace();
  const reading = allReadings.find((it) => it.role === duties.role);
  if (reading === undefined) return null;
  const shown = reading.duties.filter((it) => it.country === null || countries.includes(it.country));
  const mine = duties.holders.find((it) => it.person_id === me_id);
  return (
    <Panel title={t('asks', { role: t(`role.${duties.role}`) })}>
      <ol className="hf-duties">
        {shown.map((it) => (
          <DutyLine key={it.fact} duty={it} language={language} />
        ))}
      </ol>
      <Title order={3} mt="md" mb="xs">
        {t('monday')}
      </Title>
      <ul className="hf-duties">
        {reading.monday.map((it) => (
          <li key={it.en}>{it[language]}</li>
        ))}
      </ul>
      {duties.is_mine && <Acknowledge duties={duties} mine={mine} language={language} />}
    </Panel>
  );
}

function DutyLine({ duty, language }: { duty: Duty; language: 'en' | 'de' }) {
  const { t } = useTranslation('duties');
  return (
    <li>
      {duty.text[language]}
      <span className="hf-duty-cite">
        {duty.cited[language]} · {t(`verify.${duty.verify}`)} <Time at={`${duty.as_of}T12:00:00Z`} style="day" />
        {duty.verify !== 'verified' && <> · {t('confirm')}</>}
      </span>
    </li>
  );
}

type AcknowledgeProps = { duties: DutiesOfRole; mine: Holder | undefined; language: 'en' | 'de' };

function Acknowledge({ duties, mine, language }: AcknowledgeProps) {
  const { t } = useTranslation('duties');
  const { may } = usePlace();
  const { as_of } = useAsOf();
  const [isRead, setRead] = useState(false);
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/duties/{role}/acknowledgement', {
          params: { path: { role: duties.role } },
          body: { version: duties.version, language },
        }),
      ),
    { done: t('acknowledged') },
  );
  if (mine?.state === 'read')
    return (
      <Text mt="md" role="status">
        {t('read_until')} <Time at={mine.expires_at} style="day" />
      </Text>
    );
  if (as_of !== undefined || !may('duties.read')) return null;
  return (
    <Group mt="md" gap="md">
      <Checkbox label={t('i_have_read')} checked={isRead} onChange={(event) => setRead(event.currentTarget.checked)} />
      <Button disabled={!isRead} loading={act.busy} onClick={() => void act.run(undefined)}>
        {t('acknowledge')}
      </Button>
    </Group>
  );
}
