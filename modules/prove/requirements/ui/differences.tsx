// Sites beside each other in words: how many stand how, and which kinds of evidence stand further at some sites than at others.
import { ToneIcon } from '@holdfast/design/badge';
import type { Column } from '@holdfast/design/table';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellState, type ComparisonRow } from '../schema.ts';
import { toneOf, useOwnWords } from './state-badge.tsx';

type Row = ComparisonRow & { id: string };
type Site = { id: string; name: string };

/** So many sites are named; of more the others are counted, until somebody asks for all. */
const mostNamed = 3;

/** A sentence for each kind of evidence that stands further at some sites: each site named, or `short` the first of them and how many more. */
export function useDifferences(sites: readonly Site[]): (it: ComparisonRow, short?: true) => string[] {
  const { t } = useTranslation('requirements');
  const own = useOwnWords();
  return (it, short) => {
    const named = (ids: readonly string[]): string => {
      const names = sites.flatMap(({ id, name }) => (ids.includes(id) ? [name] : []));
      if (short === undefined || names.length <= mostNamed) return names.join(', ');
      return t('compare.and_more', { names: names[0], count: names.length - 1 });
    };
    return it.differing.map(({ title, has, lacks }) => t('compare.differs', { what: own(title), has: named(has), lacks: named(lacks) }));
  };
}

/** The first difference and how many more there are; all of them with every site's name when somebody asks. */
export function Differences({ of, sites }: { of: ComparisonRow; sites: readonly Site[] }) {
  const { t } = useTranslation('requirements');
  const differences = useDifferences(sites);
  const [isOpen, setOpen] = useState(false);
  const [first, ...others] = differences(of, true);
  if (first === undefined) return <Text size="sm">{t('compare.states_differ')}</Text>;
  const isShort = others.length === 0 && first === differences(of)[0];
  return (
    <div className="hf-wrap">
      {isOpen ? (
        <ul className="hf-differences">
          {differences(of).map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      ) : (
        <div className="hf-difference">{first}</div>
      )}
      {!isShort && (
        <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('compare.shorter') : others.length === 0 ? t('compare.all_names') : t('compare.more_kinds', { count: others.length })}
        </Button>
      )}
    </div>
  );
}

/** How many sites stand how. */
export function useOverAll(): Column<Row> {
  const { t } = useTranslation('requirements');
  const counted = ({ cells }: Row) =>
    cellState.options.flatMap((state) => {
      const count = cells.filter((it) => it.state === state).length;
      return count === 0 ? [] : [{ state, text: `${count} × ${t(`state.${state}`)}` }];
    });
  return {
    key: 'over_all',
    header: t('compare.over_all'),
    width: 150,
    cell: (it) => (
      <ul className="hf-differences">
        {counted(it).map(({ state, text }) => (
          <li key={state}>
            <ToneIcon tone={toneOf(state)} /> {text}
          </li>
        ))}
      </ul>
    ),
    text: (it) =>
      counted(it)
        .map(({ text }) => text)
        .join(', '),
  };
}
