// How law is shown: the person's language, a citation with how sure it is, a text with its source and day, days and money.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Time, localeOf } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { EntityDetail, LawText, Order, verify, words } from '../schema.ts';
import './scope.css';

export type Words = z.infer<typeof words>;
type Verify = z.infer<typeof verify>;
type Outcome = NonNullable<EntityDetail['now']['outcome']>;

/** Picks the text of the person's language. */
export function useOwnWords(): (it: Words) => string {
  const { i18n } = useTranslation();
  return (it) => (i18n.language.startsWith('de') ? it.de : it.en);
}

/** A day (YYYY-MM-DD) as people write it here. */
export function Day({ on }: { on: string | null }) {
  return <Time at={on === null ? null : `${on}T12:00:00Z`} style="day" />;
}

/** Euro without cents. */
export function useMoney(): (eur: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(localeOf(i18n.language), { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  return (eur) => format.format(eur);
}

type Cited = { cite: Words; verify: Verify; as_of: string; mark_note?: string | null };

/** `NIS2 Art 21(2)(a) · verified 21/11/2026`. */
export function LawCite({ of }: { of: Cited }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  return (
    <span className={of.verify === 'verified' ? 'hf-cite' : 'hf-cite hf-cite-unsure'}>
      {own(of.cite)} · {t(`verify.${of.verify}`)} <Day on={of.as_of} />
    </span>
  );
}

/** A fact of law: text, notes and lists, then where it stands, how sure it is and from where. */
export function LawTextView({ of }: { of: LawText }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  return (
    <div className="hf-law">
      <p>{own(of.text)}</p>
      {of.notes.map((note) => (
        <p key={note.en} className="hf-law-note">
          {own(note)}
        </p>
      ))}
      {of.lists.map((list) => (
        <div key={list.of}>
          <span className="hf-law-of">{t(`list_of.${list.of}`)}</span>
          <ul>
            {list.items.map((item) => (
              <li key={item.en}>{own(item)}</li>
            ))}
          </ul>
        </div>
      ))}
      <LawCite of={of} />
      <details className="hf-law-sources">
        <summary>{t('sources')}</summary>
        <ul lang="en">
          {of.mark_note !== null && <li>{of.mark_note}</li>}
          {of.source_kind !== null && <li>{of.source_kind}</li>}
          {of.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** A fact of law folded: where it stands is seen, the text opens. */
export function LawFold({ of }: { of: LawText }) {
  const { t } = useTranslation('scope');
  return (
    <div>
      <LawCite of={of} />
      <details className="hf-law-fold">
        <summary>{t('law_says')}</summary>
        <LawTextView of={of} />
      </details>
    </div>
  );
}

/** Facts of law under each other. */
export function LawTexts({ of }: { of: readonly LawText[] }) {
  return (
    <div className="hf-laws">
      {of.map((each) => (
        <LawTextView key={each.id} of={each} />
      ))}
    </div>
  );
}

/** Under everything that is law: it is no legal advice. */
export function LegalNote() {
  const { t } = useTranslation('scope');
  return (
    <p className="hf-legal-note" role="note">
      {t('legal_note')}
    </p>
  );
}

export const orderTones: Record<Order['state'], Tone> = { open: 'waiting', late: 'alarm', closed: 'good' };
const tones: Record<Outcome, Tone> = { out: 'off', important: 'neutral', essential: 'neutral', critical: 'neutral' };

/** The class as shape and word; undecided waits for somebody. */
export function ClassBadge({ outcome }: { outcome: Outcome | null }) {
  const { t } = useTranslation('scope');
  return <Badge tone={outcome === null ? 'attention' : tones[outcome]}>{t(outcome === null ? 'class.open' : `class.${outcome}`)}</Badge>;
}
