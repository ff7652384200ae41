// What the legal entity itself does, from the lists of the law; or that nothing fits.
import { Answer } from '@holdfast/design/states';
import { Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, EntityKind, LawLists } from '../schema.ts';
import { LawCite, useOwnWords } from './law-words.tsx';
import type { StepProps } from './step-props.ts';
import { useLawLists } from './use-scope.ts';

type Activity = NonNullable<Answers['activities']>[number];

export function ActivitiesStep(props: StepProps) {
  const lists = useLawLists();
  return <Answer of={lists}>{(it) => <Activities {...props} lists={it} />}</Answer>;
}

const textOf = (it: EntityKind): string =>
  [it.sector, it.subsector, it.title]
    .flatMap((words) => [words.en, words.de])
    .concat(it.nace_rev2, it.id)
    .join(' ')
    .toLowerCase();

function Activities({ answers, set, lists }: StepProps & { lists: LawLists }) {
  const { t } = useTranslation('scope');
  const [search, setSearch] = useState('');
  const chosen = answers.activities ?? [];
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  // What was chosen when the step opened stands first; what is chosen stays in sight, whatever is searched for.
  const [first] = useState(() => chosen.map(({ type_id }) => type_id));
  const isFirst = (it: EntityKind): boolean => first.includes(it.id);
  const isShown = (it: EntityKind): boolean =>
    chosen.some(({ type_id }) => type_id === it.id) || words.every((word) => textOf(it).includes(word));
  const shown = [...lists.kinds.filter(isFirst), ...lists.kinds.filter((it) => !isFirst(it) && isShown(it))];
  const choose = (kind: EntityKind, share: Activity['share'] | null): void => {
    const others = chosen.filter(({ type_id }) => type_id !== kind.id);
    set({ activities: share === null ? others : [...others, { type_id: kind.id, share }] });
  };
  const isNothing = answers.activities !== null && chosen.length === 0;
  return (
    <Stack gap="sm">
      <Text>{t('activities.note')}</Text>
      <TextInput
        aria-label={t('activities.search')}
        placeholder={t('activities.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={({ currentTarget: { value } }) => setSearch(value)}
      />
      <div className="hf-kinds" role="group" aria-label={t('question.activities')} tabIndex={0}>
        {shown.map((kind) => (
          <Kind
            key={kind.id}
            kind={kind}
            share={chosen.find(({ type_id }) => type_id === kind.id)?.share ?? null}
            onChange={(share) => choose(kind, share)}
          />
        ))}
        {shown.length === 0 && <Text p="sm">{t('activities.none_found')}</Text>}
      </div>
      <Checkbox
        label={t('activities.nothing')}
        checked={isNothing}
        onChange={({ currentTarget: { checked } }) => set({ activities: checked ? [] : null })}
      />
      <NotListed lists={lists} />
    </Stack>
  );
}

/** `I.1.a.4` is point 1(a) of its annex. */
function pointOf(id: string): string {
  const [, point = '', letter = ''] = id.split('.');
  return /^[a-z]$/.test(letter) ? `${point}(${letter})` : point;
}

type KindProps = { kind: EntityKind; share: Activity['share'] | null; onChange: (share: Activity['share'] | null) => void };

function Kind({ kind, share, onChange }: KindProps) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  const title = `${own(kind.subsector)}: ${own(kind.title)}`;
  const nace = kind.nace_rev2.length === 0 ? '' : ` · NACE ${kind.nace_rev2.join(', ')}`;
  return (
    <div className="hf-kind">
      <Checkbox
        label={title}
        description={`NIS2 ${t(`annex.${kind.annex}`)} ${pointOf(kind.id)}${nace}${kind.only === null ? '' : ` · ${t(`only.${kind.only}`)}`}`}
        checked={share !== null}
        onChange={({ currentTarget: { checked } }) => onChange(checked ? 'part' : null)}
      />
      {share !== null && (
        <Select
          aria-label={t('activities.share', { title })}
          allowDeselect={false}
          data={(['principal', 'part', 'minor'] as const).map((value) => ({ value, label: t(`share.${value}`) }))}
          value={share}
          onChange={(value) => onChange(value as Activity['share'])}
        />
      )}
      {share !== null && kind.note !== null && <Text size="sm">{own(kind.note)}</Text>}
    </div>
  );
}

function NotListed({ lists }: { lists: LawLists }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  return (
    <details className="hf-law-sources">
      <summary>{t('activities.not_listed')}</summary>
      <ul>
        {lists.not_listed.map((it) => (
          <li key={it.en}>{own(it)}</li>
        ))}
      </ul>
      <LawCite of={{ cite: { en: 'NIS2 Annex I, II', de: 'NIS2 Anhang I, II' }, ...lists.mark }} />
    </details>
  );
}
