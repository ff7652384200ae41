// What a package is about: acts, a thing, a person, items of evidence; chosen by name.
import { MultiSelect, Select } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { useKindWord } from '@holdfast/ledger/ui/ledger-words';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ScopeKind, Wanted } from './make-form.tsx';

const api = createClient();
const most = 2000;
type Option = { value: string; label: string };

export function ScopeFields({ it, set }: { it: Wanted; set: (change: Partial<Wanted>) => void }) {
  const { t } = useTranslation('package');
  const options = useOptions(it.kind);
  if (it.kind === 'site') return null;
  const label = t(`make.which.${it.kind}`);
  if (it.kind === 'acts' || it.kind === 'evidence')
    return (
      <MultiSelect label={label} required searchable clearable data={options} value={it.chosen} onChange={(chosen) => set({ chosen })} />
    );
  return (
    <Select
      label={label}
      required
      searchable
      data={options}
      value={it.chosen[0] ?? null}
      onChange={(id) => set({ chosen: id === null ? [] : [id] })}
    />
  );
}

function useOptions(kind: ScopeKind): Option[] {
  const { site_id } = usePlace();
  const kindWord = useKindWord();
  const { i18n } = useTranslation();
  const language = i18n.language.startsWith('de') ? 'de' : 'en';
  const path = { site_id };
  const params = { params: { path, query: { limit: most } } };
  const named = (rows: readonly { id: string; name: string | null }[]): Option[] =>
    rows.map(({ id, name }) => ({ value: id, label: name ?? id }));
  const loads: Record<ScopeKind, () => Promise<Option[]>> = {
    site: async () => [],
    acts: async () => {
      const { kinds } = await take(
        api.GET('/api/v1/sites/{site_id}/ledger/changes', { params: { path, query: { since: '1970-01-01T00:00:00Z' } } }),
      );
      return kinds.map(({ kind: value }) => ({ value, label: kindWord(value) }));
    },
    requirement: async () =>
      (await take(api.GET('/api/v1/sites/{site_id}/requirements', params))).rows.map(({ requirement_id, title, citation }) => ({
        value: requirement_id,
        label: `${citation.text[language]} · ${title[language]}`,
      })),
    zone: async () => named((await take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path } }))).rows),
    conduit: async () =>
      (await take(api.GET('/api/v1/sites/{site_id}/conduits', params))).rows.map(({ id, name, zone_a, zone_b }) => ({
        value: id,
        label: name ?? `${zone_a.name} – ${zone_b.name}`,
      })),
    asset: async () => named((await take(api.GET('/api/v1/sites/{site_id}/assets', params))).rows),
    person: async () => named((await take(api.GET('/api/v1/people'))).rows),
    evidence: async () =>
      (await take(api.GET('/api/v1/sites/{site_id}/evidence', params))).rows.map(({ id, number, title }) => ({
        value: id,
        label: `E-${number} ${title}`,
      })),
  };
  const asked = useQuery({ queryKey: ['packages', site_id, 'choices', kind], queryFn: loads[kind], enabled: kind !== 'site' });
  return (asked.data ?? []).toSorted((a, b) => a.label.localeCompare(b.label));
}
