// History and proof of one record: every act on it, who, when and why, and the way to prove each to somebody else.
import './record-history.css';
import { Go } from '@holdfast/design/go';
import { Dialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace, useShownTimes } from '@holdfast/design/place';
import type { RecordHistoryProps } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time, timeText, useNumbers } from '@holdfast/design/time';
import type { Entry } from '@holdfast/ledger/schema';
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { briefFacts } from './fact-text.ts';
import { askHistory, type WhichLog } from './ledger-calls.ts';
import { useActorWord, useFactValueWord, useFactWord, useKindWord } from './ledger-words.tsx';
import { ProofDialog } from './proof-dialog.tsx';

const shownAtFirst = 8;

/** `aside`: what else can be done with the record's history, at the right of the title. */
export function HistoryPanel({ type, id, title, organisation = false, aside }: RecordHistoryProps & { aside?: ReactNode }) {
  const { t } = useTranslation('ledger');
  const { site_id, may } = usePlace();
  const log: WhichLog = { site_id: organisation ? null : site_id };
  const isReadable = may(organisation ? 'ledger.read_organisation' : 'ledger.read');
  const record = `${type}:${id}`;
  const asked = useQuery({
    queryKey: ['ledger', log.site_id, 'history', record],
    queryFn: () => askHistory(log, record, shownAtFirst),
    enabled: isReadable,
  });
  const [proving, setProving] = useState<Entry | null>(null);
  // Who may not read any ledger of this place has no history here.
  if (!isReadable && !organisation) return null;
  return (
    <div className="hf-record-history">
      <Panel title={t('history_title')} aside={aside}>
        <Text size="sm" c="dimmed" mb="xs">
          {t(isReadable ? 'history_lead' : 'history_org_only')}
        </Text>
        {isReadable && (
          <Answer of={asked}>{(page) => <Acts {...page} record={record} isHere={!organisation} onProve={setProving} />}</Answer>
        )}
        <Dialog title={t('prove')} opened={proving !== null} onClose={() => setProving(null)} zIndex={300}>
          {proving !== null && <ProofDialog log={log} entry={proving} title={title} />}
        </Dialog>
      </Panel>
    </div>
  );
}

type ActsProps = { rows: Entry[]; total: number; record: string; isHere: boolean; onProve: (entry: Entry) => void };

function Acts({ rows, total, record, isHere, onProve }: ActsProps) {
  const { t } = useTranslation('ledger');
  const { path } = usePlace();
  const { count } = useNumbers();
  if (rows.length === 0) return <Text>{t('history_none')}</Text>;
  return (
    <>
      <ul className="hf-history">
        {rows.map((entry) => (
          <ActLine key={entry.id} entry={entry} onProve={() => onProve(entry)} />
        ))}
      </ul>
      {total > rows.length && isHere && (
        <Go to={path('ledger')} search={{ record }}>
          {t('history_all', { total: count(total) })}
        </Go>
      )}
    </>
  );
}

function ActLine({ entry, onProve }: { entry: Entry; onProve: () => void }) {
  const { t, i18n } = useTranslation('ledger');
  const { zone, clock } = useShownTimes();
  const kindWord = useKindWord();
  const actorWord = useActorWord();
  const factWord = useFactWord();
  const valueWord = useFactValueWord();
  const what = kindWord(entry.kind);
  const facts = briefFacts(entry.facts, factWord, valueWord);
  return (
    <li>
      <div>
        <strong>{what}</strong>
        <Text size="sm">
          {actorWord(entry)} · <Time at={entry.at} style="second" />
        </Text>
        {entry.reason !== null && (
          <Text size="sm">
            <q>{entry.reason}</q>
          </Text>
        )}
        {facts !== '' && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {facts}
          </Text>
        )}
      </div>
      <Button
        variant="default"
        onClick={onProve}
        aria-label={t('prove_of', { what, when: timeText(entry.at, zone, i18n.language, 'second', clock) })}
      >
        {t('prove')}
      </Button>
    </li>
  );
}
