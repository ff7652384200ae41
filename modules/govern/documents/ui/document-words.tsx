// States of documents as shape and word, shared by its pages.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { DocumentRow, DocumentState, LanguageState, ReadState } from '../schema.ts';

const states: Record<DocumentState, Tone> = {
  draft: 'unknown',
  waiting: 'waiting',
  in_force: 'good',
  due: 'attention',
  overdue: 'alarm',
  withdrawn: 'off',
};
export function DocumentStateBadge({ state }: { state: DocumentState }) {
  const { t } = useTranslation('documents');
  return <Badge tone={states[state]}>{t(`state.${state}`)}</Badge>;
}

const adoptions = { open: 'attention', adopted: 'good', behind: 'attention', declined: 'off' } as const;
export function AdoptionBadge({ adoption }: { adoption: NonNullable<DocumentRow['adoption']> }) {
  const { t } = useTranslation('documents');
  return <Badge tone={adoptions[adoption]}>{t(`adoption.${adoption}`)}</Badge>;
}

const readings: Record<ReadState, Tone> = {
  not_asked: 'off',
  to_read: 'attention',
  read: 'good',
  again: 'attention',
  expired: 'attention',
};
export function ReadBadge({ state }: { state: ReadState }) {
  const { t } = useTranslation('documents');
  return <Badge tone={readings[state]}>{t(`read.${state}`)}</Badge>;
}

/** Which language lags or is missing since when; nothing where all are current. */
export function useLanguageText(): (languages: readonly LanguageState[]) => string {
  const { t, i18n } = useTranslation('documents');
  const day = (at: string | null): string =>
    at === null ? '' : new Intl.DateTimeFormat(i18n.language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium' }).format(new Date(at));
  return (languages) =>
    languages
      .filter((it) => it.state !== 'current')
      .map((it) => t(`language_state.${it.state}`, { language: t(`language.${it.language}`), since: day(it.since) }))
      .join(' · ');
}

/** Whose word the document is: the CISO or a delegate by name, or that nobody is. */
export function OwnerText({ it }: { it: Pick<DocumentRow, 'orphaned' | 'owner_kind' | 'owner_name'> }) {
  const { t } = useTranslation('documents');
  if (it.orphaned) return <Badge tone="attention">{t(it.owner_kind === 'ciso' ? 'orphaned_ciso' : 'orphaned_delegate')}</Badge>;
  return <>{it.owner_kind === 'ciso' ? t('owner_ciso', { name: it.owner_name ?? '' }) : it.owner_name}</>;
}
