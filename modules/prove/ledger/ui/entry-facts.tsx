// The facts of an entry for people: words for their names, names for their ids, times and sizes as one reads them. Ids stay to be copied.
import './entry-facts.css';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time, useNumbers } from '@holdfast/design/time';
import type { EntryDetail } from '@holdfast/ledger/schema';
import type { Named } from '@holdfast/search/schema';
import { hitPlace } from '@holdfast/search/ui/hits';
import { ActionIcon, CopyButton, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';
import { useTranslation } from 'react-i18next';
import { isId, isTime, longestList, readTextList, shownIds } from './fact-ids.ts';
import { useFactValueWord, useFactWord } from './ledger-words.tsx';

const api = createClient();
type Names = ReadonlyMap<string, Named>;
const KnownNames = createContext<Names>(new Map());

/** Gives what stands inside the names of the entry's ids, as far as the reader may see them. */
export function WithNames({ entry, children }: { entry: Pick<EntryDetail, 'subject_id' | 'facts'>; children: ReactNode }) {
  const { site_id } = usePlace();
  const ids = shownIds([entry.subject_id, entry.facts]).join(',');
  const { data } = useQuery({
    queryKey: ['names', site_id, ids],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/names', { params: { path: { site_id }, query: { ids } } })),
    enabled: ids !== '',
    staleTime: 60_000,
  });
  return <KnownNames value={new Map(data?.names.map((it) => [it.id, it]))}>{children}</KnownNames>;
}

export function FactsOf({ facts }: { facts: EntryDetail['facts'] }) {
  const { t } = useTranslation('ledger');
  const factWord = useFactWord();
  const rows = Object.entries(facts);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('facts')}>
      <Title order={3} size="h3" mb={4}>
        {t('facts')}
      </Title>
      <Facts rows={rows.map(([name, value]) => [factWord(name), <FactValue key={name} name={name} value={value} />])} />
    </section>
  );
}

/** True for an id whose name the reader may see. */
export const useIsNamed = (id: string): boolean => use(KnownNames).has(id);

/** A text that can be erased: a person's words quoted, a list of them as a list. */
export function ErasableText({ text }: { text: string }) {
  const list = readTextList(text);
  return list === null ? <q>{text}</q> : <FactValue name="" value={list.filter((it) => it !== '')} />;
}

/** What the ledger calls the subject: its name where it is known, and its id to be copied. */
export function SubjectName({ id }: { id: string }) {
  return isId(id) ? <NamedId id={id} /> : null;
}

function FactValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation('ledger');
  const { bytes, count } = useNumbers();
  const valueWord = useFactValueWord();
  if (value === null || value === undefined || value === '') return <>–</>;
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>;
  if (typeof value === 'number') return <>{name.endsWith('_bytes') ? bytes(value) : count(value)}</>;
  if (Array.isArray(value)) return <List name={name} values={value} />;
  if (typeof value === 'object') return <Fields fields={plainEnd(value)} />;
  if (isId(value)) return <NamedId id={value} />;
  if (isTime(value)) return <Time at={value} style="second" />;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (name.endsWith('sha256')) return <code className="hf-fact-hash">{text}</code>;
  return <>{valueWord(name, text)}</>;
}

/** An end of a rule is told by what it is: `{kind: 'asset', asset_id}` by its asset. */
function plainEnd(value: object): object {
  const { kind, ...rest } = value as { kind?: unknown };
  return typeof kind === 'string' && `${kind}_id` in rest ? rest : value;
}

function List({ name, values }: { name: string; values: readonly unknown[] }) {
  const { t } = useTranslation('ledger');
  if (values.length === 0) return <>–</>;
  const isPlain = values.every((it) => (typeof it !== 'object' || it === null) && !isId(it));
  const shown = values.slice(0, longestList).map((it, n) => <FactValue key={n} name={name} value={it} />);
  const rest = values.length > longestList ? t('more', { count: values.length - longestList }) : null;
  return (
    <ul className={isPlain ? 'hf-fact-list hf-fact-words' : 'hf-fact-list'}>
      {shown.map((it) => (
        <li key={it.key}>{it}</li>
      ))}
      {rest !== null && <li>{rest}</li>}
    </ul>
  );
}

function Fields({ fields }: { fields: object }) {
  const factWord = useFactWord();
  const values = Object.values(fields);
  if (values.length === 1 && isId(values[0])) return <NamedId id={values[0]} />;
  return (
    <span className="hf-fact-fields">
      {Object.entries(fields).map(([name, value]) => (
        <span key={name}>
          <span className="hf-fact-name">{factWord(name)}</span> <FactValue name={name} value={value} />
        </span>
      ))}
    </span>
  );
}

function NamedId({ id }: { id: string }) {
  const { t } = useTranslation('ledger');
  const { path } = usePlace();
  const known = use(KnownNames).get(id);
  const name = known?.name ?? `${id.slice(0, 8)}…${id.slice(-4)}`;
  const at = known === undefined ? null : hitPlace(known.type, id);
  return (
    <span className="hf-fact-id" title={id}>
      {at === null ? (
        <code>{name}</code>
      ) : (
        <Go to={path(at.to)} search={at.search}>
          {name}
        </Go>
      )}
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            onClick={copy}
            aria-label={copied ? t('copied') : t('copy_id_button', { name })}
          >
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}
