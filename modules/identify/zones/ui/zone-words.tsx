// How zones are worded: levels, reasons, and what stands in them.
import { newZone, type Zone } from '@holdfast/zones/schema';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The Purdue levels, the highest first. */
export const levelsTopDown = newZone.shape.purdue_level.options.toSorted((a, b) => Number(b) - Number(a));

/** The key of a level's word in namespace `assets`. */
export function levelKey(level: string | null): string {
  return `assets:level.${level === null ? 'none' : level.replace('.', '_')}`;
}

/** Kinds of a zone's devices with their counts, the most frequent first. */
export function sortKinds(kinds: Zone['kinds']): [kind: string, count: number][] {
  return Object.entries(kinds).toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b));
}

/** A function that words one reason of a proposal. */
export function useReasonWord(): (reason: Zone['why'][number]) => string {
  const { t } = useTranslation('zones');
  return ({ code, params }) => {
    const words = {
      ...params,
      count: Number(params.members ?? 0),
      ...(typeof params.part === 'string' ? { part: t(`role.${params.part}`) } : {}),
    };
    const by =
      code === 'layer2_only' ? `why.layer2_only_${params.by}` : code === 'gateway' ? `why.gateway_${params.placed}` : `why.${code}`;
    return t([by, 'why.other'], { ...words, code });
  };
}

/** Why a zone was proposed, one sentence each. */
export function WhyList({ why }: { why: Zone['why'] }) {
  const { t } = useTranslation('zones');
  const word = useReasonWord();
  if (why.length === 0) return <Text c="dimmed">{t('drawn_by_person')}</Text>;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {why.map((reason) => (
        <li key={JSON.stringify(reason)}>{word(reason)}</li>
      ))}
    </ul>
  );
}
