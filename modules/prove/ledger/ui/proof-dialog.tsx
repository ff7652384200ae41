// The proof of one act: its place in the log, what signed it, and the one file that proves it to somebody else.
import { Facts } from '@holdfast/design/facts';
import { Badge } from '@holdfast/design/badge';
import { saveFile } from '@holdfast/design/save-file';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import type { Entry } from '@holdfast/ledger/schema';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhichLog } from './ledger-calls.ts';
import { useActorWord, useKindWord } from './ledger-words.tsx';
import { askProof, type CheckedProof, pageOf } from './proof-file.ts';
import { Mono } from './state-card.tsx';

const untilSignedMs = 3000;

/** Asks again until a checkpoint covers the act. */
export function ProofDialog({ log, entry, title }: { log: WhichLog; entry: Entry; title: string }) {
  const { t } = useTranslation('ledger');
  const kindWord = useKindWord();
  const actorWord = useActorWord();
  const asked = useQuery({
    queryKey: ['ledger', log.site_id, 'proof', entry.id],
    queryFn: () => askProof(log, entry),
    refetchInterval: ({ state }) => (state.data === null ? untilSignedMs : false),
  });
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{kindWord(entry.kind)}</Text>
        <Text size="sm">
          {title} · {actorWord(entry)} · <Time at={entry.at} style="second" />
        </Text>
      </div>
      <Answer of={asked}>
        {(proof) =>
          proof === null ? (
            <Group gap="sm" role="status">
              <Badge tone="waiting">{t('being_sealed')}</Badge>
              <Text>{t('being_sealed_note')}</Text>
            </Group>
          ) : (
            <Proof proof={proof} entry={entry} title={title} />
          )
        }
      </Answer>
    </Stack>
  );
}

type ProofProps = { proof: CheckedProof; entry: Entry; title: string };

function Proof({ proof, entry, title }: ProofProps) {
  const { t } = useTranslation('ledger');
  const { verdict } = proof;
  const { facts } = verdict;
  return (
    <>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Badge tone={verdict.is === 'proven' ? 'good' : 'alarm'}>{t(verdict.is === 'proven' ? 'page.proven' : 'page.not_proven')}</Badge>
        <Text>
          {verdict.is === 'proven'
            ? t('proof_checked')
            : t('proof_bad', { why: verdict.is === 'no_key' ? t('page.no_key') : t(`page.why.${verdict.why}`, { what: verdict.what }) })}
        </Text>
      </Group>
      {facts !== null && (
        <>
          <Facts
            rows={[
              [t('number'), t('proof_index', { idx: facts.idx, size: facts.size })],
              [t('signed_by'), signers(facts, t)],
              [t('witnessed_by'), <Witnesses key="w" facts={facts} />],
            ]}
          />
          <details>
            <summary>{t('proof_path')}</summary>
            <Stack gap="sm" mt="sm">
              <Mono label={t('root')} text={facts.root} />
              <Mono label={t('leaf')} text={facts.leaf} />
              <Mono label={t('note')} text={proof.checkpoint} />
            </Stack>
          </details>
        </>
      )}
      <Give proof={proof} entry={entry} title={title} />
    </>
  );
}

type FoundFacts = NonNullable<CheckedProof['verdict']['facts']>;

function signers(facts: FoundFacts, t: (key: string) => string): string {
  const own = facts.signatures.filter(({ name }) => name === facts.origin);
  return own.map(({ timestamp }) => t(timestamp === null ? 'signature_ed25519' : 'signature_ml_dsa')).join(', ') || '–';
}

/** Whoever is not the log itself; those whose key this server does not show are named all the same. */
function Witnesses({ facts }: { facts: FoundFacts }) {
  const { t } = useTranslation('ledger');
  const others = facts.signatures.filter(({ name }) => name !== facts.origin);
  const unchecked = facts.unknown.filter((name) => name !== facts.origin);
  if (others.length === 0 && unchecked.length === 0) return <>{t('witnessed_none')}</>;
  return (
    <>
      {others.map(({ name, timestamp }) => (
        <div key={name}>
          {name} {timestamp !== null && <Time at={new Date(timestamp * 1000).toISOString()} style="second" />}
        </div>
      ))}
      {unchecked.map((name) => (
        <div key={name}>
          {name} ({t('page.unknown')})
        </div>
      ))}
    </>
  );
}

function Give({ proof, entry, title }: ProofProps) {
  const { t } = useTranslation('ledger');
  const [isOpened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const name = `holdfast-${entry.kind.replaceAll('.', '-')}-${proof.idx}`;
  const give = async (): Promise<void> => {
    setBusy(true);
    const page = await pageOf(proof, { title, actor_name: entry.actor_name }, isOpened).finally(() => setBusy(false));
    saveFile(`${name}.html`, page, 'text/html');
    notifications.show({ message: t('given'), color: 'gray' });
  };
  const names = proof.openings.map((it) => t([`erasable.${it.name}`, 'erasable.other'], { name: it.name }));
  return (
    <Stack gap="sm">
      {names.length > 0 && (
        <Checkbox
          label={t('give_opened', { names: [...new Set(names)].join(', ') })}
          description={t('give_opened_note')}
          checked={isOpened}
          onChange={(event) => setOpened(event.currentTarget.checked)}
        />
      )}
      <Group gap="sm">
        <Button loading={busy} onClick={() => void give()} data-autofocus>
          {t('give')}
        </Button>
        <Button variant="default" onClick={() => saveFile(`${name}.tlog-proof`, proof.tlog_proof, 'text/plain')}>
          {t('give_alone')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('give_note')}
      </Text>
    </Stack>
  );
}
