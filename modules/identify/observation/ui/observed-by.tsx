// What sees a zone or a conduit, as words: by what, since when, until when; nothing is said as such, never as a good state.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { ObservationState, Observed } from '../schema.ts';

// Seen is how it should be and says nothing about what was seen: no tone of success.
const tones: Readonly<Record<ObservationState, Tone>> = { observed: 'neutral', stale: 'waiting', unobserved: 'unknown' };

export function ObservationBadge({ state }: { state: ObservationState }) {
  const { t } = useTranslation('observation');
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}

type Seen = { observed: readonly Observed[]; observation: ObservationState; traffic: ObservationState };

/** What saw it, newest first; and what that leaves unknown. */
export function ObservedBy({ observed, observation, traffic }: Seen) {
  const { t } = useTranslation('observation');
  return (
    <div>
      {observation !== 'observed' && <ObservationBadge state={observation} />}
      {observed.map((it) => (
        <div key={it.kind}>
          <SourceName observed={it} />: <Time at={it.seen_from} /> – <Time at={it.seen_to} />
        </div>
      ))}
      {observation === 'unobserved' && <div>{t('unobserved_note')}</div>}
      {observation !== 'unobserved' && traffic === 'unobserved' && (
        <div>{t(observed.some((it) => it.kind === 'station') ? 'only_station' : 'no_traffic')}</div>
      )}
    </div>
  );
}

function SourceName({ observed: it }: { observed: Observed }) {
  const { t } = useTranslation('observation');
  const { path } = usePlace();
  if (it.kind !== 'capture') return <>{t(`kind.${it.kind}`)}</>;
  return (
    <Go to={path('captures')} search={{ open: it.source_id }}>
      {t('kind.capture')}
    </Go>
  );
}

/** What a conduit without findings is worth: said where its traffic is not heard, silent where it is. */
export function ConduitHearing({ traffic }: { traffic: ObservationState }) {
  const { t } = useTranslation('observation');
  if (traffic === 'observed') return null;
  return (
    <div>
      <ObservationBadge state={traffic} /> {traffic === 'unobserved' ? t('conduit_unobserved') : t('conduit_stale')}
    </div>
  );
}
