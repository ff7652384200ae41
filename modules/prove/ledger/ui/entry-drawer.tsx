// One entry: what was done, the reason, the facts, the proof that it stands in the ledger, and its exact bytes.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import type { EntryDetail } from '@holdfast/ledger/schema';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErasableText, FactsOf, SubjectName, useIsNamed, WithNames } from './entry-facts.tsx';
import { subjectPage, useActorWord, useKindWord } from './ledger-words.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { Mono } from './state-card.tsx';

const api = createClient();

export function EntryCard({ entry_id }: { entry_id: string }) {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['ledger', site_id, 'entry', entry_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/entries/{entry_id}', { params: { path: { site_id, entry_id } } })),
  });
  return (
    <Answer of={asked}>
      {(entry) => (
        <WithNames entry={entry}>
          <Card entry={entry} />
        </WithNames>
      )}
    </Answer>
  );
}

function Card({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation('ledger');
  const { path, may } = usePlace();
  const kindWord = useKindWord();
  const actorWord = useActorWord();
  const page = subjectPage(entry);
  const isNamed = useIsNamed(entry.subject_id);
  const subjectWord = t([`subject_type.${entry.subject_type}`, 'subject_type.other'], { type: entry.subject_type });
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600} size="lg">
          {kindWord(entry.kind)}
        </Text>
        <Text c="dimmed">
          {actorWord(entry)} · <Time at={entry.at} style="second" />
        </Text>
      </div>
      <Facts
        rows={[
          [
            t('number'),
            entry.idx === null ? t('being_sealed') : (entry.epoch ?? 1) === 1 ? String(entry.idx) : `e${entry.epoch} · ${entry.idx}`,
          ],
          [
            t('subject'),
            <Group key="subject" gap={6}>
              {page === null || isNamed ? (
                subjectWord
              ) : (
                <Go to={path(page.rest)} search={page.search}>
                  {subjectWord}
                </Go>
              )}
              <SubjectName id={entry.subject_id} />
            </Group>,
          ],
          [t('via'), t([`via_word.${entry.via.split('/')[0]}`, 'via_word.other'], { via: entry.via })],
          ...entry.erasable.map(
            (it) =>
              [
                t([`erasable.${it.name}`, `fact.${it.name}`, 'erasable.other'], { name: it.name }),
                <Erasable key={it.n} it={it} />,
              ] as const,
          ),
        ]}
      />
      {may('erasures.ask') && entry.erasable.some((it) => it.text !== null) && (
        <Go to={path('erasures')} search={{ entry: entry.id }}>
          {t('erase_these')}
        </Go>
      )}
      <FactsOf facts={entry.facts} />
      <Proof entry={entry} />
      <Mono label={t('body')} text={entry.body} />
    </Stack>
  );
}

function Erasable({ it }: { it: EntryDetail['erasable'][number] }) {
  const { t } = useTranslation('ledger');
  if (it.text !== null) return <ErasableText text={it.text} />;
  return (
    <>
      {t('erased')} <Time at={it.erased_at} /> {t('erased_by', { name: it.erased_by_name })}
      {it.erased_why !== null && (
        <>
          : <q>{it.erased_why}</q>
        </>
      )}
    </>
  );
}

function Proof({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation('ledger');
  const { proof } = entry;
  return (
    <section aria-label={t('proof')}>
      <Title order={3} size="h3" mb={4}>
        {t('proof')}
      </Title>
      {proof === null ? (
        <Group gap="sm">
          <Badge tone="waiting">{t('being_sealed')}</Badge>
          <Text c="dimmed">{t('being_sealed_note')}</Text>
        </Group>
      ) : (
        <Stack gap="sm">
          <Text>{t('proof_says', { count: proof.path.length, size: proof.size })}</Text>
          <GiveProof entry={entry} />
          <Mono label={t('leaf')} text={entry.leaf} />
          <details>
            <summary>{t('proof_path')}</summary>
            <Stack gap="sm" mt="sm">
              <Mono label={t('proof_path')} text={proof.path.length === 0 ? '–' : proof.path.join('\n')} />
              <Mono label={t('root')} text={proof.root} />
              <Mono label={t('note')} text={proof.checkpoint} />
            </Stack>
          </details>
        </Stack>
      )}
    </section>
  );
}

/** The way to somebody else, as on every record's page. */
function GiveProof({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation('ledger');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const title = t([`subject_type.${entry.subject_type}`, 'subject_type.other'], { type: entry.subject_type });
  return (
    <Group>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('give')}
      </Button>
      <Dialog title={t('prove')} opened={isOpen} onClose={() => setOpen(false)} zIndex={300}>
        {isOpen && <ProofDialog log={{ site_id }} entry={entry} title={title} />}
      </Dialog>
    </Group>
  );
}
