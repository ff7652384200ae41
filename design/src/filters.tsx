// Search and filters of a list; they live in the page's address, so that a list can be sent and found again.
import './filters.css';
import { Button, CloseButton, MultiSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { sayFilters } from './filter-words.tsx';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Filters = Readonly<Record<string, string>>;

/** The query of the page's address and a function that changes parts of it (`null` takes a key out). */
export function useFilters(): [Filters, (patch: Record<string, string | null>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));
  const set = (patch: Record<string, string | null>): void => {
    const next = (before: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null && value !== '' && value !== undefined),
      );
    void navigate({ to: '.', search: next, replace: true } as Parameters<typeof navigate>[0]);
  };
  return [filters, set];
}

/** `key` is the query's; `options` values with their words. Several values are joined by commas. */
export type FilterChoice = { key: string; label: string; options: readonly { value: string; label: string }[] };

type FilterBarProps = { choices?: readonly FilterChoice[]; searchLabel?: string; keep?: readonly string[]; children?: ReactNode };

/** Search box, one select per choice, and a button that clears them. `keep`: keys the button leaves alone. */
export function FilterBar({ choices = [], searchLabel, keep = ['open', 'sort', 'as_of'], children }: FilterBarProps) {
  const { t } = useTranslation('design');
  const [filters, set] = useFilters();
  const [isOpen, setOpen] = useState(false);
  const used = Object.keys(filters).filter((key) => !keep.includes(key) && key !== 'saved');
  useSaidFilters(filters, used, choices, searchLabel ?? t('search'));
  return (
    <div className="hf-filters" role="search">
      <SearchBox label={searchLabel ?? t('search')} value={filters.search ?? ''} onSearch={(search) => set({ search })} />
      {choices.length > 0 && (
        <Button className="hf-more-filters" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('filters', { count: used.length })}
        </Button>
      )}
      <div className={isOpen ? 'hf-choices hf-choices-open' : 'hf-choices'}>
        {choices.map((choice) => (
          <Choice key={choice.key} choice={choice} value={filters[choice.key]} onChange={(value) => set({ [choice.key]: value })} />
        ))}
      </div>
      {used.length > 0 && (
        <Button variant="subtle" onClick={() => set(Object.fromEntries([...used, 'saved'].map((key) => [key, null])))}>
          {t('clear_filters')}
        </Button>
      )}
      {children}
    </div>
  );
}

/** Says in words what the page is filtered by, for its export and its print. */
function useSaidFilters(filters: Filters, used: readonly string[], choices: readonly FilterChoice[], search: string): void {
  const words = used.map((key): [string, string] => {
    const choice = choices.find((it) => it.key === key);
    const values = (filters[key] ?? '').split(',').map((value) => choice?.options.find((option) => option.value === value)?.label ?? value);
    return [choice?.label ?? (key === 'search' ? search : key), values.join(', ')];
  });
  useEffect(() => {
    sayFilters(words);
    return () => sayFilters([]);
  });
}

function SearchBox({ label, value, onSearch }: { label: string; value: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation('design');
  const input = useRef<HTMLInputElement>(null);
  const later = useDebouncedCallback(onSearch, 200);
  // The address leads, but never while somebody types.
  useEffect(() => {
    if (input.current !== null && document.activeElement !== input.current) input.current.value = value;
  }, [value]);
  const clear = (): void => {
    if (input.current !== null) input.current.value = '';
    onSearch('');
  };
  return (
    <TextInput
      ref={input}
      type="search"
      className="hf-search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={value === '' ? null : <CloseButton size="xs" aria-label={t('clear_search')} onClick={clear} />}
      defaultValue={value}
      onChange={(event) => later(event.currentTarget.value)}
    />
  );
}

type ChoiceProps = { choice: FilterChoice; value: string | undefined; onChange: (value: string | null) => void };

function Choice({ choice, value, onChange }: ChoiceProps) {
  const chosen = value === undefined ? [] : value.split(',').filter(Boolean);
  const known = new Set(choice.options.map((option) => option.value));
  const data = [...choice.options, ...chosen.filter((it) => !known.has(it)).map((it) => ({ value: it, label: it }))];
  return (
    <MultiSelect
      className="hf-choice"
      aria-label={choice.label}
      placeholder={chosen.length === 0 ? choice.label : ''}
      data={data}
      value={chosen}
      onChange={(values) => onChange(values.length === 0 ? null : values.join(','))}
      searchable={data.length > 8}
      clearable={false}
      checkIconPosition="left"
    />
  );
}
