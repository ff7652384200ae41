// A person and how to call them: a number one can tap.
import './appointments.css';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Reach } from '../schema.ts';

/** Name, and numbers as links; who has none is called by mail. `bare`: no name. */
export function PersonReach({ name, reach, bare = false }: { name: string; reach: Reach | null; bare?: boolean }) {
  const { t } = useTranslation('appointments');
  const numbers = [reach?.phone, reach?.second_phone].filter((it) => typeof it === 'string');
  return (
    <span className="hf-reach">
      {!bare && <span className="hf-reach-name">{name}</span>}
      {numbers.map((it) => (
        <a key={it} className="hf-link" href={`tel:${it.replaceAll(/[^+0-9]/g, '')}`}>
          {it}
        </a>
      ))}
      {numbers.length === 0 && reach?.email && (
        <a className="hf-link" href={`mailto:${reach.email}`}>
          {reach.email}
        </a>
      )}
      {numbers.length === 0 && !reach?.email && (
        <Text span size="sm" c="dimmed">
          {t('no_number')}
        </Text>
      )}
    </span>
  );
}
