// A role card as its holder reads it: what they decide, do and report; accept or decline here; print it on one page.
import './appointments.css';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Alert, Button, Checkbox, SegmentedControl, Text, Textarea, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card, Language } from '../schema.ts';

const api = createClient();
type Shown = {
  appointment_id: string;
  person_id: string;
  person_name: string;
  deputy_name: string | null;
  place: string | null;
  state: string;
  card_version: string | null;
  card: Card;
};

/** The appointment's routes: the site's, or the organisation's where the address says so. */
function useCard() {
  const { i18n } = useTranslation();
  const { site_id } = usePlace();
  const { appointment_id = '' } = useParams({ strict: false });
  const [filters] = useFilters();
  const isShared = filters['of'] === 'organisation';
  const language: Language = (filters['language'] ?? i18n.language) === 'de' ? 'de' : 'en';
  const query = { language };
  const past = useAsOf();
  const asked = useQuery({
    queryKey: ['seats', site_id, 'card', appointment_id, language, past.as_of],
    queryFn: (): Promise<Shown> =>
      isShared
        ? take(api.GET('/api/v1/appointments/{appointment_id}/card', { params: { path: { appointment_id }, query } }))
        : take(
            api.GET('/api/v1/sites/{site_id}/appointments/{appointment_id}/card', {
              params: { path: { site_id, appointment_id }, query: { ...query, ...asOfQuery(past) } },
            }),
          ),
  });
  const paper = (role: string): string =>
    isShared
      ? `/api/v1/appointments/${appointment_id}/paper?language=${language}`
      : `/api/v1/sites/${site_id}/role-cards/${role}/paper?language=${language}&appointment_id=${appointment_id}`;
  return { asked, paper, isShared, language, appointment_id };
}

export function RoleCardPage() {
  const { asked, paper, isShared, language } = useCard();
  return <Answer of={asked}>{(it) => <CardPage it={it} paper={paper(it.card.role)} isShared={isShared} language={language} />}</Answer>;
}

function CardPage({ it, paper, isShared, language }: { it: Shown; paper: string; isShared: boolean; language: Language }) {
  const { t } = useTranslation('appointments');
  const { path, me_id } = usePlace();
  const [, set] = useFilters();
  const { is } = useAsOf();
  const isMine = it.person_id === me_id && is === 'now';
  const isNew = it.state === 'accepted' && it.card_version !== it.card.version && is === 'now';
  return (
    <Page
      title={it.card.title}
      crumbs={[{ to: path('responsibilities'), text: t('title') }]}
      lead={[it.person_name, it.place ?? t('place.organisation')].join(', ')}
      mark={
        <Badge tone={it.state === 'accepted' ? (isNew ? 'attention' : 'good') : 'waiting'}>
          {t(isNew ? 'gap.card_changed' : `state.${it.state}`)}
        </Badge>
      }
      actions={
        <>
          {!isShared && <AsOfPicker />}
          <SegmentedControl
            aria-label={t('card.language')}
            value={language}
            onChange={(next) => set({ language: next })}
            data={(['de', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
          <Button
            variant="default"
            component="a"
            href={paper}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconPrinter size={14} aria-hidden />}
          >
            {t('card.print')}
          </Button>
        </>
      }
    >
      <AsOfNote says={t('as_of.card')} />
      {isMine && it.state === 'proposed' && <Answering it={it} isShared={isShared} />}
      {isMine && isNew && <Reading it={it} isShared={isShared} />}
      <div lang={language}>
        <Lines card={it.card} />
      </div>
      <OwnWords it={it} isShared={isShared} />
    </Page>
  );
}

function Lines({ card }: { card: Card }) {
  const { t } = useTranslation('appointments');
  const inCard = { lng: card.language };
  return (
    <Panel>
      <Text mb="md">{card.purpose}</Text>
      {(['decides', 'does', 'reports'] as const).map((part) => (
        <div key={part}>
          <Title order={3}>{t(`card.${part}`, inCard)}</Title>
          <ul className="hf-card-lines">
            {card[part].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
      {card.cite !== null && (
        <Text size="xs" c="dimmed">
          {card.cite.instrument} {card.cite.place}
        </Text>
      )}
    </Panel>
  );
}

function OwnWords({ it: { card, ...it }, isShared }: { it: Shown; isShared: boolean }) {
  const { t } = useTranslation('appointments');
  const may = useMayNow();
  const [isOpen, setOpen] = useState(false);
  if (isShared) return null;
  return (
    <Panel
      title={t('card.own')}
      aside={
        may('responsibilities.keep') && (
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {t('card.write')}
          </Button>
        )
      }
    >
      {card.lags !== null && (
        <Alert color="yellow" mb="sm">
          {t('card.lags', { language: t(`language.${card.lags.behind}`) })} <Time at={card.lags.since} style="day" />
        </Alert>
      )}
      {card.own_text === null ? <Text c="dimmed">{t('card.own_none')}</Text> : <Text className="hf-own-text">{card.own_text}</Text>}
      <Dialog title={t('card.write')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <WriteForm card={card} appointment_id={it.appointment_id} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

function WriteForm({ card, onClose }: { card: Card; appointment_id: string; onClose: () => void }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const [text, setText] = useState(card.own_text ?? '');
  const [is_translation, setTranslation] = useState(card.lags !== null);
  const keep = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/role-cards/{role}/text', {
          params: { path: { site_id, role: card.role } },
          body: { language: card.language, text, is_translation, before: { text: card.own_text } },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await keep.run(undefined)) onClose();
  };
  return (
    <Form submit={t('save')} busy={keep.busy} disabled={text.trim() === ''} onCancel={onClose} onSubmit={send}>
      <Textarea
        label={t('card.own_in', { language: t(`language.${card.language}`) })}
        description={t('card.own_note')}
        required
        autosize
        minRows={4}
        maxLength={1500}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Checkbox
        label={t('card.is_translation')}
        checked={is_translation}
        onChange={({ currentTarget: { checked } }) => setTranslation(checked)}
      />
    </Form>
  );
}

type AnswerProps = { it: Shown; isShared: boolean };

function useAnswering({ it, isShared }: AnswerProps) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const appointment_id = it.appointment_id;
  const own = { params: { path: { appointment_id } } };
  const here = { params: { path: { site_id, appointment_id } } };
  const card = { card_version: it.card.version, language: it.card.language };
  const accept = useAct(
    (): Promise<unknown> =>
      isShared
        ? take(api.POST('/api/v1/appointments/{appointment_id}/acceptance', { ...own, body: card }))
        : take(api.POST('/api/v1/sites/{site_id}/appointments/{appointment_id}/acceptance', { ...here, body: card })),
    { done: t('accepted') },
  );
  const refuse = useAct(
    (reason: string): Promise<unknown> =>
      isShared
        ? take(api.POST('/api/v1/appointments/{appointment_id}/refusal', { ...own, body: { reason } }))
        : take(api.POST('/api/v1/sites/{site_id}/appointments/{appointment_id}/refusal', { ...here, body: { reason } })),
    { done: t('declined') },
  );
  const read = useAct(
    (): Promise<unknown> =>
      isShared
        ? take(api.POST('/api/v1/appointments/{appointment_id}/card-reading', { ...own, body: card }))
        : take(api.POST('/api/v1/sites/{site_id}/appointments/{appointment_id}/card-reading', { ...here, body: card })),
    { done: t('card.read_done') },
  );
  return { accept, refuse, read };
}

function Answering(props: AnswerProps) {
  const { t } = useTranslation('appointments');
  const { accept, refuse } = useAnswering(props);
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title={t('answer.title')}>
      <Text mb="sm">{t('answer.text')}</Text>
      <Button loading={accept.busy} onClick={() => void accept.run(undefined)} mr="sm">
        {t('answer.accept')}
      </Button>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('answer.decline')}
      </Button>
      <ReasonDialog
        title={t('answer.decline')}
        submit={t('answer.decline')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={refuse.run}
      />
    </Panel>
  );
}

function Reading(props: AnswerProps) {
  const { t } = useTranslation('appointments');
  const { read } = useAnswering(props);
  return (
    <Panel title={t('card.changed_title')}>
      <Button loading={read.busy} onClick={() => void read.run(undefined)}>
        {t('card.read')}
      </Button>
    </Panel>
  );
}
