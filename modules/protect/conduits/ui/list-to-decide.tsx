// What a second person says yes to, beside the request itself: every rule of the list, and what it changes against the one in force.
import './list-to-decide.css';
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import type { AllowList, ConduitDetail } from '@holdfast/conduits/schema';
import { Badge } from '@holdfast/design/badge';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { ZoneName } from '@holdfast/zones/ui/zone-name';
import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { noteRule } from '../rules.ts';
import { compareRules } from './compare-rules.ts';
import { RuleNotes, useRuleParts } from './conduit-words.tsx';
import { Changes } from './list-panels.tsx';

const api = createClient();

/** The list an approval is about, as the approvals' drawer shows it. */
export function ListToDecide({ approval }: { approval: Approval }) {
  const { site_id } = usePlace();
  const conduit_id = approval.subject_id;
  const asked = useQuery({
    queryKey: ['conduits', site_id, 'one', conduit_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}', { params: { path: { site_id, conduit_id } } })),
  });
  return <Answer of={asked}>{(conduit) => <Found conduit={conduit} approval_id={approval.id} />}</Answer>;
}

function Found({ conduit, approval_id }: { conduit: ConduitDetail; approval_id: string }) {
  const { t } = useTranslation('conduits');
  const all = [conduit.proposed, conduit.in_force, ...conduit.history].filter((it) => it !== null);
  const list = all.find((it) => it.approval_id === approval_id);
  if (list === undefined) return null;
  const before = list.state === 'proposed' ? conduit.in_force : null;
  const { added, dropped } = compareRules(before?.rules ?? [], list.rules);
  return (
    <Stack gap="xs">
      <Title order={3}>{t('rule_count', { count: list.rules.length })}</Title>
      {before !== null && <Changes added={added.length} dropped={dropped} />}
      <RuleCards rules={list.rules} added={new Set(before === null ? [] : added.map((rule) => rule.id))} />
    </Stack>
  );
}

type Rule = AllowList['rules'][number];

/** One rule under the other, each with its parts named: narrow enough for a drawer and a phone. What is new stands first, then the widest. */
export function RuleCards({ rules, added }: { rules: readonly Rule[]; added: ReadonlySet<string> }) {
  const { t } = useTranslation('conduits');
  const parts = useRuleParts();
  const isNew = (rule: Rule): number => Number(added.has(rule.id));
  const ordered = rules.toSorted((a, b) => isNew(b) - isNew(a) || noteRule(b).length - noteRule(a).length);
  return (
    <ol className="hf-rules">
      {ordered.map((rule) => {
        const { service, protocol, operations } = parts(rule);
        return (
          <li key={rule.id}>
            <dl>
              <div>
                <dt>{t('from')}</dt>
                <dd>
                  <End end={rule.from} name={rule.from_name} zone={rule.from_zone} />
                </dd>
              </div>
              <div>
                <dt>{t('to')}</dt>
                <dd>
                  <End end={rule.to} name={rule.to_name} zone={rule.to_zone} />
                </dd>
              </div>
              <Part name={t('protocol')} value={protocol} />
              <Part name={t('service')} value={service} />
              <Part name={t('operations')} value={operations} />
            </dl>
            {added.has(rule.id) && <Badge tone="attention">{t('added')}</Badge>}
            <RuleNotes rule={rule} />
          </li>
        );
      })}
    </ol>
  );
}

function Part({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function End({ end, name, zone }: { end: Rule['from']; name: string; zone: string | null }) {
  const { t } = useTranslation('conduits');
  return (
    <>
      {zone !== null && (
        <strong>
          <ZoneName name={zone} />
        </strong>
      )}{' '}
      {end.kind === 'zone' ? t('any_device') : name}
    </>
  );
}
