// What the list of entries is filtered by: who, what, on what, one object, from when until when. All of it stands in the page's address.
import { createClient, take } from '@holdfast/client';
import { type FilterChoice, useFilters } from '@holdfast/design/filters';
import { usePlace, useShownTimes } from '@holdfast/design/place';
import { timeText } from '@holdfast/design/time';
import { Button, Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActorWord, useKindWord } from './ledger-words.tsx';

const api = createClient();
type Option = { value: string; label: string };
const byLabel = (options: readonly Option[]): Option[] => options.toSorted((a, b) => a.label.localeCompare(b.label));

/** Kinds of acts, people and types of subjects that occur in this log; the kinds first. */
export function useChoices(): FilterChoice[] {
  const { t } = useTranslation('ledger');
  const { site_id } = usePlace();
  const kindWord = useKindWord();
  const actorWord = useActorWord();
  const { data } = useQuery({
    queryKey: ['ledger', site_id, 'choices'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/choices', { params: { path: { site_id } } })),
  });
  const { kinds = [], actors = [], subject_types = [] } = data ?? {};
  const typeWord = (type: string): string => t([`subject_type.${type}`, 'subject_type.other'], { type });
  return [
    { key: 'kind', label: t('kind_label'), options: byLabel(kinds.map((value) => ({ value, label: kindWord(value) }))) },
    {
      key: 'actor_id',
      label: t('person_filter'),
      options: byLabel(actors.map(({ id, name }) => ({ value: id, label: actorWord({ actor_id: id, actor_name: name }) }))),
    },
    { key: 'subject_type', label: t('type_filter'), options: byLabel(subject_types.map((value) => ({ value, label: typeWord(value) }))) },
  ];
}

/** A day's first moment in a zone, ISO 8601; `after` days later. */
function dayAt(day: string, zone: string, after: number): string {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + after * 86_400_000);
  const shown = new Date(`${at.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')}Z`);
  return new Date(2 * at.getTime() - shown.getTime()).toISOString();
}

/** The day a moment lies on in a zone, `2026-11-22`. */
const dayOf = (at: string | undefined, zone: string, before = 0): string =>
  at === undefined ? '' : new Date(Date.parse(at) - before).toLocaleDateString('sv-SE', { timeZone: zone });

/** From a day to a day, both whole, in the site's zone. */
export function TimeSpan() {
  const { t } = useTranslation('ledger');
  const { time_zone: zone } = usePlace();
  const [filters, set] = useFilters();
  const pick = (key: 'since' | 'until', day: string): void => set({ [key]: day === '' ? null : dayAt(day, zone, key === 'until' ? 1 : 0) });
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        type="date"
        aria-label={t('from')}
        title={t('from')}
        value={dayOf(filters.since, zone)}
        onChange={(event) => pick('since', event.currentTarget.value)}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="date"
        aria-label={t('until')}
        title={t('until')}
        value={dayOf(filters.until, zone, 1)}
        onChange={(event) => pick('until', event.currentTarget.value)}
      />
    </Group>
  );
}

/** Finds an object of the site by its name; then only acts on it are listed. */
export function ObjectPicker() {
  const { t } = useTranslation('ledger');
  const { site_id } = usePlace();
  const [filters, set] = useFilters();
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const { data } = useQuery({
    queryKey: ['ledger', site_id, 'objects', q],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/search', { params: { path: { site_id }, query: { q, limit: 8 } } })),
    enabled: q !== '' && filters.record === undefined,
  });
  if (filters.record !== undefined) return null;
  const groups = (data?.groups ?? []).filter(({ type }) => type !== 'person');
  return (
    <Select
      className="hf-choice"
      aria-label={t('object')}
      placeholder={t('object')}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={q === '' ? undefined : t('object_none')}
      // The server has searched.
      filter={({ options }) => options}
      data={groups.map(({ type, hits }) => ({
        group: t([`subject_type.${type}`, 'subject_type.other'], { type }),
        items: hits.map(({ id, name }) => ({ value: `${type}:${id}`, label: name })),
      }))}
      value={null}
      onChange={(record) => record !== null && set({ record, open: null })}
    />
  );
}

/** Says that only entries since a moment, or of one record, are shown; each can be taken away. */
export function Chips() {
  const { t, i18n } = useTranslation('ledger');
  const { zone, clock } = useShownTimes();
  const [filters, set] = useFilters();
  const { since } = filters;
  const text = since === undefined ? null : timeText(since, zone, i18n.language, 'minute', clock);
  return (
    <>
      {text !== null && (
        <Button variant="light" onClick={() => set({ since: null })} aria-label={t('since_clear', { time: text })}>
          {t('since', { time: text })} ×
        </Button>
      )}
      {(filters.subject_id ?? filters.record) !== undefined && (
        <Button variant="light" onClick={() => set({ subject_id: null, record: null })}>
          {t(filters.record === undefined ? 'one_subject' : 'one_record')} ×
        </Button>
      )}
    </>
  );
}
