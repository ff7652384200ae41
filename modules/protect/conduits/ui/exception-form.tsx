// An exception beside the list in force, from a flow that does not fit it: reason, owner, last day, and what happens then.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConduitDetail, JudgedFlow } from '../schema.ts';
import { useRuleWords } from './conduit-words.tsx';
import { ExceptionBadge } from './exceptions-page.tsx';

const api = createClient();

/** Exceptions of one conduit that hold or wait, and the way to another. */
export function ConduitExceptions({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const { site_id, may, path } = usePlace();
  const words = useRuleWords();
  const asked = useQuery({
    queryKey: ['exceptions', site_id, 'of', conduit.id],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/exceptions', {
          params: { path: { site_id }, query: { conduit_id: conduit.id, state: 'proposed,in_force,escalated', limit: 100 } },
        }),
      ),
  });
  if (conduit.in_force === null) return null;
  return (
    <Panel
      title={t('exceptions_title')}
      aside={
        may('conduits.propose') && (
          <FormButton label={t('exception_new')} as="change">
            {(close) => <ExceptionForm conduit={conduit} onClose={close} />}
          </FormButton>
        )
      }
    >
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('exceptions_none_here')}</Text>
          ) : (
            <Stack gap="xs">
              {rows.map((it) => (
                <Group key={it.id} gap="sm">
                  <Go to={path('exceptions')} search={{ open: it.id }}>
                    X-{it.number}
                  </Go>
                  <ExceptionBadge it={it} />
                  <Text size="sm">
                    {it.rule.from_name} → {it.rule.to_name}: {words(it.rule)}, {it.owner_name}, <Time at={it.expires_at} style="day" />
                  </Text>
                </Group>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  );
}

function ruleOf(it: JudgedFlow) {
  return {
    from: { kind: 'asset' as const, asset_id: it.client.id },
    to: { kind: 'asset' as const, asset_id: it.server.id ?? '' },
    transport: it.transport,
    port_from: it.server_port,
    port_to: it.server_port,
    protocol: it.protocol,
    classes: it.classes,
    purpose: '',
  };
}

function ExceptionForm({ conduit, onClose }: { conduit: ConduitDetail; onClose: () => void }) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  const [it, setIt] = useState({
    flow_id: null as string | null,
    reason: '',
    owner_id: null as string | null,
    until: '',
    on_expiry: 'closes',
  });
  const patch = (change: Partial<typeof it>): void => setIt({ ...it, ...change });
  const flows = useQuery({
    queryKey: ['flows', site_id, 'unapproved', conduit.id],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/flows', {
          params: { path: { site_id }, query: { conduit_id: conduit.id, verdict: 'unapproved', limit: 200 } },
        }),
      ),
  });
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  const rows = (flows.data?.rows ?? []).filter((flow) => flow.server.id !== null);
  const act = usePropose(conduit.id);
  const flow = rows.find(({ id }) => id === it.flow_id);
  const send = async (): Promise<void> => {
    if (flow === undefined || it.owner_id === null) return;
    const on_expiry = it.on_expiry === 'escalates' ? ('escalates' as const) : ('closes' as const);
    const body = { rule: ruleOf(flow), reason: it.reason.trim(), owner_id: it.owner_id, expires_at: `${it.until}T23:59:59Z`, on_expiry };
    if (await act.run(body)) onClose();
  };
  if (flows.isSuccess && rows.length === 0) return <Text>{t('exception_no_flow')}</Text>;
  return (
    <Form
      submit={t('exception_propose')}
      busy={act.busy}
      disabled={flow === undefined || it.reason.trim().length < 3 || it.owner_id === null || it.until === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      <Select
        label={t('exception_flow')}
        description={t('exception_flow_note')}
        required
        searchable
        data={rows.map((each) => ({
          value: each.id,
          label: `${each.client.name} → ${each.server.name}: ${each.protocol} ${each.server_port ?? ''}`,
        }))}
        value={it.flow_id}
        onChange={(flow_id) => patch({ flow_id })}
      />
      <Textarea
        label={t('exception_reason')}
        required
        autosize
        minRows={2}
        value={it.reason}
        onChange={({ currentTarget: { value } }) => patch({ reason: value })}
      />
      <Select
        label={t('owner')}
        required
        searchable
        data={(people.data?.rows ?? []).filter((each) => each.active).map(({ id, name }) => ({ value: id, label: name }))}
        value={it.owner_id}
        onChange={(owner_id) => patch({ owner_id })}
      />
      <TextInput
        type="date"
        label={t('exception_until')}
        required
        value={it.until}
        onChange={({ currentTarget: { value } }) => patch({ until: value })}
      />
      <Select
        label={t('exception_then')}
        data={(['closes', 'escalates'] as const).map((value) => ({ value, label: t(`on_expiry.${value}`) }))}
        allowDeselect={false}
        value={it.on_expiry}
        onChange={(on_expiry) => patch({ on_expiry: on_expiry ?? 'closes' })}
      />
    </Form>
  );
}

type Proposed = {
  rule: ReturnType<typeof ruleOf>;
  reason: string;
  owner_id: string;
  expires_at: string;
  on_expiry: 'closes' | 'escalates';
};

function usePropose(conduit_id: string) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  return useAct(
    (body: Proposed) =>
      take(api.POST('/api/v1/sites/{site_id}/conduits/{conduit_id}/exceptions', { params: { path: { site_id, conduit_id } }, body })),
    { done: t('exception_proposed') },
  );
}
