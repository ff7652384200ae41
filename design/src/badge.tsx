// A state as shape and word. Colour comes only with what needs a person.
import './badge.css';
import {
  IconAlertTriangleFilled,
  IconCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
  IconHelpCircle,
  IconPoint,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

/**
 * `good` as it should be (grey, a check) · `neutral` a fact · `unknown` not known yet (dashed) · `attention` waits for a decision (amber) ·
 * `alarm` must not be so (red) · `waiting` under way or with somebody else · `off` over, refused, ended.
 */
export type Tone = 'good' | 'neutral' | 'unknown' | 'attention' | 'alarm' | 'waiting' | 'off';

const icons: Record<Tone, typeof IconCheck> = {
  good: IconCheck,
  neutral: IconPoint,
  unknown: IconCircleDashed,
  attention: IconHelpCircle,
  alarm: IconAlertTriangleFilled,
  waiting: IconClockHour4,
  off: IconCircleX,
};

export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`hf-badge hf-tone-${tone}`}>
      <ToneIcon tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** Only the shape of a state, for places where the word stands beside it. */
export function ToneIcon({ tone, size = 14 }: { tone: Tone; size?: number }) {
  const Icon = icons[tone];
  return <Icon size={size} aria-hidden className={`hf-tone-icon hf-tone-${tone}`} />;
}
