// What a finding says, worded by its kind.
import { Badge } from '@holdfast/design/badge';
import { AttackLead } from '@holdfast/flows/ui/attack-lead';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { useTranslation } from 'react-i18next';
import { isSettled } from '../rules.ts';
import type { Finding } from '../schema.ts';
import { type Said, wordFinding } from './word-finding.ts';

/** The finding's sentence in the person's language. */
export function useFindingSentence(): (finding: Said) => string {
  const { t } = useTranslation(['findings', 'assets', 'flows']);
  const say = useZoneName();
  const named = (it: Said): Said => (it.kind === 'conduit_without_list' ? { ...it, subject_name: say(it.subject_name) } : it);
  return (finding) => wordFinding((key, params) => t([...key], params ?? {}), named(finding));
}

const quiet = new Set<Finding['kind']>([
  'conduit_without_list',
  'responsibility_missing',
  'outdated_protocol',
  'exception_burst',
  'silent_device',
]);

export function FindingKind({ finding: { kind, state } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const tone = isSettled(state) ? 'neutral' : quiet.has(kind) ? 'attention' : 'alarm';
  return <Badge tone={tone}>{t(`kind.${kind}`)}</Badge>;
}

const toneOf = {
  open: 'attention',
  investigating: 'waiting',
  accepted: 'neutral',
  being_fixed: 'waiting',
  in_incident: 'alarm',
  fixed: 'good',
  closed: 'good',
} as const;

export function FindingState({ finding: { state } }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  return <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge>;
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
