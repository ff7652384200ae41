// The entries behind one practice's evidence, subject by subject, what is missing first; each can be proven to somebody else.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Dialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useActorWord, useKindWord } from '@holdfast/ledger/ui/ledger-words';
import { ProofDialog } from '@holdfast/ledger/ui/proof-dialog';
import type { Named } from '@holdfast/search/schema';
import { hitPlace } from '@holdfast/search/ui/hits';
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Binding, ProofRow } from '../schema.ts';
import { useOwnWords } from './state-badge.tsx';

const api = createClient();
const tones: Record<ProofRow['standing'], Tone> = { proven: 'good', ageing: 'waiting', stale: 'attention', missing: 'attention' };
/** So many are shown; the rest is counted. */
const shown = 50;
const isUuid = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);

export function ProofList({ requirement_id, binding }: { requirement_id: string; binding: Binding }) {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['requirements', site_id, requirement_id, 'proofs', binding.id, as_of],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/requirements/{requirement_id}/proofs/{binding_id}', {
          params: { path: { site_id, requirement_id, binding_id: binding.id }, query: as_of === undefined ? {} : { as_of } },
        }),
      ),
  });
  return <Answer of={asked}>{({ rows }) => <Proofs rows={rows} binding={binding} />}</Answer>;
}

function Proofs({ rows, binding }: { rows: readonly ProofRow[]; binding: Binding }) {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const [proving, setProving] = useState<ProofRow | null>(null);
  const first = rows.slice(0, shown);
  const ids = first.map((it) => it.subject_id).filter(isUuid);
  const names = useQuery({
    queryKey: ['names', site_id, ids.join(',')],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/names', { params: { path: { site_id }, query: { ids: ids.join(',') } } })),
    enabled: ids.length > 0,
    staleTime: 60_000,
  });
  const byId = new Map(names.data?.names.map((it) => [it.id, it]));
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed" mt={6}>
        {t(binding.population === null ? 'proof.nothing' : 'proof.nobody')}
      </Text>
    );
  return (
    <>
      <ul className="hf-proofs">
        {first.map((it) => (
          <ProofLine key={it.subject_id} it={it} named={byId.get(it.subject_id)} onProve={() => setProving(it)} />
        ))}
      </ul>
      {rows.length > shown && <Text size="sm">{t('proof.more', { count: rows.length - shown })}</Text>}
      <Dialog title={t('proof.title')} opened={proving !== null} onClose={() => setProving(null)} zIndex={300}>
        {proving !== null && <Prove it={proving} binding={binding} />}
      </Dialog>
    </>
  );
}

function ProofLine({ it, named, onProve }: { it: ProofRow; named: Named | undefined; onProve: () => void }) {
  const { t } = useTranslation('requirements');
  const { path } = usePlace();
  const [kindWord, actorWord] = [useKindWord(), useActorWord()];
  const place = named === undefined ? null : hitPlace(named.type, named.id);
  const name = named?.name ?? (isUuid(it.subject_id) ? it.subject_id.slice(-8) : t('proof.site'));
  return (
    <li>
      <span>
        {place === null ? (
          name
        ) : (
          <Go to={path(place.to)} search={place.search}>
            {name}
          </Go>
        )}
      </span>
      <Badge tone={tones[it.standing]}>{t(`state.${it.standing}`)}</Badge>
      <span>
        {it.kind === null ? (
          <Text size="sm" c="dimmed">
            {t('proof.no_entry')}
          </Text>
        ) : (
          <>
            {kindWord(it.kind)} · {actorWord({ actor_id: it.actor_id ?? '', actor_name: it.actor_name })} · <Time at={it.at} />
          </>
        )}
      </span>
      {it.entry_id !== null && (
        <Button variant="default" onClick={onProve} aria-label={t('proof.act_of', { name })}>
          {t('proof.act')}
        </Button>
      )}
    </li>
  );
}

function askEntry(site_id: string | null, entry_id: string) {
  return site_id === null
    ? take(api.GET('/api/v1/ledger/entries/{entry_id}', { params: { path: { entry_id } } }))
    : take(api.GET('/api/v1/sites/{site_id}/ledger/entries/{entry_id}', { params: { path: { site_id, entry_id } } }));
}

function Prove({ it, binding }: { it: ProofRow; binding: Binding }) {
  const own = useOwnWords();
  const log = { site_id: it.log_site_id };
  const asked = useQuery({
    queryKey: ['ledger', it.log_site_id, 'entry', it.entry_id],
    queryFn: () => askEntry(it.log_site_id, it.entry_id!),
  });
  return <Answer of={asked}>{(entry) => <ProofDialog log={log} entry={entry} title={own(binding.title)} />}</Answer>;
}
