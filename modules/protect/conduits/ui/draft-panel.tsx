// The draft of a conduit's next list: learnt from a period, changed rule by rule, tried on what was recorded, then proposed.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConduitDetail } from '../schema.ts';
import type { Draft } from '../schema.drafts.ts';
import { Comments } from './comments.tsx';
import { compareRules } from './compare-rules.ts';
import { DraftRules } from './draft-rules.tsx';
import { Changes } from './list-panels.tsx';
import { ProposeDraft } from './propose-draft.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { UnseenList } from './unseen-list.tsx';

const api = createClient();
const dayMs = 86_400_000;

/** The draft of a conduit, as one query the panels share. */
export function askDraft(site_id: string, conduit_id: string) {
  return {
    queryKey: ['conduits', site_id, 'draft', conduit_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/draft', { params: { path: { site_id, conduit_id } } })),
  };
}

export function DraftPanel({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const { site_id, may } = usePlace();
  const asked = useQuery(askDraft(site_id, conduit.id));
  const mayPropose = may('conduits.propose');
  return (
    <Panel
      title={t('draft_title')}
      aside={
        mayPropose && (
          <FormButton label={t(asked.data?.draft ? 'learn_again' : 'learn_act')} title={t('learn_form')} as="change">
            {(close) => <LearnForm conduit_id={conduit.id} onClose={close} />}
          </FormButton>
        )
      }
    >
      <Answer of={asked}>
        {({ draft, comments }) => (
          <Stack gap="md">
            {draft === null ? (
              <Text c="dimmed">{t('draft_none')}</Text>
            ) : (
              <DraftBody conduit={conduit} draft={draft} mayPropose={mayPropose} />
            )}
            <Comments conduit_id={conduit.id} comments={comments} />
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

type BodyProps = { conduit: ConduitDetail; draft: Draft; mayPropose: boolean };

function DraftBody({ conduit, draft, mayPropose }: BodyProps) {
  const { added, dropped } = compareRules(conduit.in_force?.rules ?? [], draft.rules);
  return (
    <>
      <LearntFrom draft={draft} />
      {conduit.in_force !== null && <Changes added={added.length} dropped={dropped} />}
      <DraftRules conduit_id={conduit.id} draft={draft} mayChange={mayPropose} />
      <UnseenList conduit_id={conduit.id} draft={draft} mayAnswer={mayPropose} />
      <TrialPanel conduit_id={conduit.id} draft={draft} />
      {mayPropose && (
        <Group gap="sm">
          <ProposeDraft conduit={conduit} draft={draft} />
          <DropDraft conduit_id={conduit.id} version={draft.version} />
        </Group>
      )}
    </>
  );
}

/** From how much, when, and in which states of the plant: what was not seen is said as plainly as what was. */
function LearntFrom({ draft }: { draft: Draft }) {
  const { t } = useTranslation('conduits');
  const { count } = useNumbers();
  const { said, learnt } = draft;
  const names = (seen: boolean): string =>
    (said?.states ?? [])
      .filter((it) => it.seen === seen)
      .map((it) => t(`production:state.${it.state}`))
      .join(', ');
  if (said === null || learnt === null) return null;
  return (
    <Stack gap={2}>
      <Text>
        {t('learnt_from', { rules: draft.rules.length, flows: count(said.flows), conversations: count(said.conversations) })}{' '}
        <Time at={learnt.from} style="day" /> – <Time at={learnt.until} style="day" />
      </Text>
      <Text size="sm">{names(true) === '' ? t('states_unknown') : t('states_seen', { states: names(true) })}</Text>
      {names(true) !== '' && names(false) !== '' && (
        <Text size="sm" fw={600}>
          {t('states_not_seen', { states: names(false) })}
        </Text>
      )}
      {said.left_out_flows > 0 && <Text size="sm">{t('left_out_blockable', { count: said.left_out_flows })}</Text>}
      {said.folded_flows > 0 && <Text size="sm">{t('folded_flows', { count: said.folded_flows })}</Text>}
    </Stack>
  );
}

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function LearnForm({ conduit_id, onClose }: { conduit_id: string; onClose: () => void }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const [it, setIt] = useState(() => ({
    from: dayText(Date.now() - 30 * dayMs),
    until: dayText(Date.now() + dayMs),
    elements: false,
    windows: false,
    only_needed: false,
  }));
  const act = useAct(
    (body: typeof it) =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/draft/learning', {
          params: { path: { site_id, conduit_id } },
          body: { ...body, from: `${body.from}T00:00:00Z`, until: `${body.until}T00:00:00Z` },
        }),
      ),
    { done: t('learnt_done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(it)) onClose();
  };
  const box = (name: 'elements' | 'windows' | 'only_needed') => (
    <Switch
      label={t(`learn.${name}`)}
      description={t(`learn.${name}_note`)}
      checked={it[name]}
      onChange={({ currentTarget: { checked } }) => setIt({ ...it, [name]: checked })}
    />
  );
  return (
    <Form submit={t('learn_act')} busy={act.busy} disabled={it.from === '' || it.until <= it.from} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('learn_form_says')}</Text>
      <TextInput
        type="date"
        label={t('learn.from')}
        required
        value={it.from}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, from: value })}
      />
      <TextInput
        type="date"
        label={t('learn.until')}
        required
        value={it.until}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, until: value })}
      />
      {box('only_needed')}
      {box('elements')}
      {box('windows')}
    </Form>
  );
}

function DropDraft({ conduit_id, version }: { conduit_id: string; version: number }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/draft/removal', {
          params: { path: { site_id, conduit_id } },
          body: { version },
        }),
      ),
    { done: t('draft_dropped') },
  );
  return (
    <Button variant="default" loading={act.busy} onClick={() => void act.run(undefined)}>
      {t('drop_draft')}
    </Button>
  );
}
