// What is known of one object: names and values in a list; and single numbers that open to their records.
import './facts.css';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Tone, ToneIcon } from './badge.tsx';
import { Go, type Query } from './go.tsx';
import { Known } from './states.tsx';
import { useNumbers } from './time.tsx';

/** Names and values; a value that is null or empty reads "unknown". */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="hf-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Known value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

type FigureProps = { value: number | string; label: string; to: string; search?: Query; tone?: Tone; note?: ReactNode };

/** A number with its word; the whole opens the records behind it. Tone shows only when the number is not zero. */
export function Figure({ value, label, to, search, tone, note }: FigureProps) {
  const { count } = useNumbers();
  const shown = typeof value === 'number' ? count(value) : value;
  const isLoud = value !== 0 && (tone === 'alarm' || tone === 'attention');
  return (
    <div className={`hf-figure ${isLoud ? `hf-figure-${tone}` : ''}`}>
      <Go to={to} search={search} plain>
        <span className="hf-figure-value">
          {isLoud && <ToneIcon tone={tone} size={16} />}
          {shown}
        </span>
        <span className="hf-figure-label">{label}</span>
      </Go>
      {note !== undefined && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </div>
  );
}

/** One line of a list of things: a number, its words, a link. */
export function CountLine({ value, label, to, search, tone = 'neutral' }: FigureProps) {
  const { count } = useNumbers();
  return (
    <li className="hf-count-line">
      <Go to={to} search={search} plain>
        <ToneIcon tone={value === 0 ? 'good' : tone} size={16} />
        <span className="hf-count-value">{typeof value === 'number' ? count(value) : value}</span>
        <span>{label}</span>
      </Go>
    </li>
  );
}
