// The required ten: yes or no, what is missing and where to do it; and six things that go beyond.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { CitationLine, StateBadge, useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Minimum, MinimumItem, Piece } from '../schema.ts';
import { BoostersPanel } from './boosters-panel.tsx';
import { placeOfArtefact } from './places.data.ts';

const api = createClient();

/** What the ten say, for this page and Home. */
export function useMinimum() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['gaps', site_id, 'minimum', as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/minimum', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } })),
    refetchInterval: 30_000,
  });
}

export function TenView() {
  return <Answer of={useMinimum()}>{(it) => <Ten it={it} />}</Answer>;
}

function Ten({ it }: { it: Minimum }) {
  const { t } = useTranslation('gaps');
  return (
    <>
      <p className="hf-ten-sum" role="status">
        <strong>{t('ten.sum', { yes: it.yes, of: it.of })}</strong>
      </p>
      <ol className="hf-ten">
        {it.items.map((item) => (
          <Item key={item.no} it={item} />
        ))}
      </ol>
      <BoostersPanel boosters={it.boosters} />
    </>
  );
}

function Item({ it }: { it: MinimumItem }) {
  const { t } = useTranslation('gaps');
  const own = useOwnWords();
  return (
    <li className="hf-ten-item" data-yes={it.yes}>
      <div className="hf-ten-head">
        <h2>
          {it.no}. {own(it.title)}
        </h2>
        <Badge tone={it.yes ? 'good' : 'attention'}>{it.yes ? t('yes') : t('no')}</Badge>
      </div>
      <Text size="sm">{own(it.question)}</Text>
      {!it.yes && (
        <p className="hf-ten-missing">
          <strong>{t('ten.todo')}</strong> {own(it.missing)}
        </p>
      )}
      {it.only_by_hand && <Badge tone="attention">{t('ten.only_by_hand')}</Badge>}
      <ul className="hf-pieces">
        {it.pieces.map((piece) => (
          <PieceLine key={piece.artefact} it={piece} />
        ))}
      </ul>
      <Text size="xs" c="dimmed">
        {it.yes && it.holds_to !== null && (
          <>
            {t('ten.holds_to')} <Time at={`${it.holds_to}T12:00:00Z`} style="day" /> ·{' '}
          </>
        )}
        {it.requirements.map(({ id, citation }, at) => (
          <span key={id}>
            {at > 0 && ' · '}
            <CitationLine of={citation} />
          </span>
        ))}
      </Text>
    </li>
  );
}

/** A kind of evidence, how it stands, and where it comes from. */
export function PieceLine({ it }: { it: Piece }) {
  const { t } = useTranslation('gaps');
  const { path } = usePlace();
  const own = useOwnWords();
  const to = placeOfArtefact[it.artefact];
  return (
    <li>
      <StateBadge state={it.state} good={it.good} of={it.of} />
      <Go to={`${path('requirement')}?id=${it.requirement_id}`} plain>
        {own(it.title)}
      </Go>
      {it.by_hand && <Badge tone="neutral">{t('by_hand')}</Badge>}
      {it.state !== 'proven' && it.state !== 'not_applicable' && (
        <Go
          to={to === undefined ? `${path('requirement')}?id=${it.requirement_id}` : path(to)}
          label={t('ten.go_to', { what: own(it.title) })}
        >
          {t('ten.go')}
        </Go>
      )}
    </li>
  );
}
