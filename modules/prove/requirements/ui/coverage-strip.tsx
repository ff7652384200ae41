// Coverage of each function: how many kinds of evidence hold, and how much of it came from operation. A function filters the matrix.
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { useNumbers } from '@holdfast/design/time';
import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Summary } from '../schema.ts';

export function CoverageStrip({ summary }: { summary: Summary }) {
  const { t } = useTranslation('requirements');
  const { percent, count } = useNumbers();
  const collected = summary.automatic + summary.by_hand;
  return (
    <section className="hf-coverage" aria-label={t('coverage.title')}>
      <ul className="hf-buckets">
        {summary.buckets.map((it) => (
          <Bucket key={it.bucket} of={it} />
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {t('coverage.whole', { proven: count(summary.whole.proven), count: summary.whole.requirements })}{' '}
        {collected > 0 && t('coverage.automatic', { share: percent(summary.automatic / collected), count: summary.by_hand })}{' '}
        {summary.lacking > 0 && t('coverage.lacking', { count: summary.lacking })}
      </Text>
      <ReadingNote reading={summary.reading} />
    </section>
  );
}

function Bucket({ of: it }: { of: Summary['buckets'][number] }) {
  const { t } = useTranslation('requirements');
  const { count } = useNumbers();
  const [filters, set] = useFilters();
  const isChosen = filters['bucket'] === it.bucket;
  const part = it.parts === 0 ? 0 : (100 * it.parts_good) / it.parts;
  const words = t('coverage.bucket', { good: count(it.parts_good), of: count(it.parts) });
  return (
    <li>
      <button type="button" className="hf-bucket" aria-pressed={isChosen} onClick={() => set({ bucket: isChosen ? null : it.bucket })}>
        <span className="hf-bucket-name">{t(`bucket.${it.bucket}`)}</span>
        <span className="hf-bucket-count">{words}</span>
        <Progress value={part} size={4} color="var(--hf-accent)" aria-hidden />
      </button>
    </li>
  );
}

/** While the ledger is still being read (after an upgrade), cells may say less than is proven. */
export function ReadingNote({ reading }: { reading: Summary['reading'] }) {
  const { t } = useTranslation('requirements');
  const { percent } = useNumbers();
  if (reading.of === 0 || reading.of - reading.read < 200) return null;
  return (
    <div role="status">
      <Badge tone="waiting">{t('reading', { share: percent(reading.read / reading.of) })}</Badge>
    </div>
  );
}
