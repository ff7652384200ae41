// What a finding says, worded by its kind.
import { Badge } from '@holdfast/design/badge';
import { AttackLead } from '@holdfast/flows/ui/attack-lead';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../schema.ts';

/** The finding's sentence in the person's language. */
export function useFindingSentence(): (finding: Pick<Finding, 'kind' | 'subject_name' | 'facts'>) => string {
  const { t } = useTranslation(['findings', 'assets', 'flows']);
  const list = (words: string | number | null | undefined, prefix: string) =>
    String(words ?? '')
      .split(', ')
      .filter(Boolean)
      .map((it) => t(`${prefix}.${it}`))
      .join(', ');
  return ({ kind, subject_name, facts }) => {
    const count = Number(facts.events ?? facts.flows ?? 0);
    const why = t([`flows:unmatched.${facts.why}`, 'flows:unmatched.other'], {
      ...facts,
      code: facts.why,
      classes: list(facts.classes, 'flows:class'),
    });
    const device = [t([`assets:kind.${facts.kind}`, 'assets:kind.unknown']), facts.vendor, facts.address].filter(Boolean).join(', ');
    const protocol = [facts.protocol, facts.port === null || facts.port === undefined ? null : t('port', { port: facts.port })]
      .filter(Boolean)
      .join(', ');
    const classes = list(facts.classes, 'flows:class');
    return t(`sentence.${variantOf(kind, facts)}`, { name: subject_name, ...facts, count, why, device, protocol, classes });
  };
}

/** Some findings of a kind deserve their own sentence: a device that was rejected is back, what crosses without a list can change devices. */
function variantOf(kind: Finding['kind'], facts: Finding['facts']): string {
  if (kind === 'new_device' && facts.standing === 'rejected') return 'rejected_device';
  return kind === 'conduit_without_list' && facts.classes ? 'changing_conduit' : kind;
}

export function FindingKind({ finding: { kind, state } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const tone = state === 'closed' ? 'neutral' : kind === 'conduit_without_list' ? 'attention' : 'alarm';
  return <Badge tone={tone}>{t(`kind.${kind}`)}</Badge>;
}

export function FindingState({ finding: { state } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  return <Badge tone={state === 'open' ? 'neutral' : state === 'investigating' ? 'waiting' : 'good'}>{t(`state.${state}`)}</Badge>;
}

/** ATT&CK techniques a finding may be evidence of. */
export function Leads({ ids }: { ids: readonly string[] }) {
  return (
    <>
      {ids.map((id, at) => (
        <span key={id}>
          {at > 0 && ' '}
          <AttackLead id={id} />
        </span>
      ))}
    </>
  );
}
