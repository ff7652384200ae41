// States of enforcers and conduits as shape and word.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { EnforcerState, HoldCode } from '../schema.ts';

const tones: Readonly<Record<EnforcerState, Tone>> = {
  waiting_for_machine: 'waiting',
  code_expired: 'attention',
  empty: 'attention',
  in_force: 'good',
  trying: 'waiting',
  rolled_back: 'alarm',
  differs: 'alarm',
  out_of_step: 'attention',
  silent: 'alarm',
  ended: 'off',
};

export function EnforcerStateBadge({ state }: { state: EnforcerState }) {
  const { t } = useTranslation('enforcement');
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}

const holdTones: Readonly<Record<HoldCode, Tone>> = {
  held: 'good',
  no_list: 'unknown',
  no_enforcer: 'unknown',
  not_enrolled: 'waiting',
  not_rolled_out: 'attention',
  trying: 'waiting',
  differs: 'alarm',
  set_here: 'attention',
  silent: 'alarm',
};

export function HoldBadge({ code }: { code: HoldCode }) {
  const { t } = useTranslation('enforcement');
  return <Badge tone={holdTones[code]}>{t(`hold.${code}`)}</Badge>;
}

const standingTones = { enforced: 'good', detected: 'attention', unenforceable: 'alarm' } as const;

export function StandingBadge({ standing }: { standing: keyof typeof standingTones }) {
  const { t } = useTranslation('enforcement');
  return <Badge tone={standingTones[standing]}>{t(`standing.${standing}`)}</Badge>;
}
