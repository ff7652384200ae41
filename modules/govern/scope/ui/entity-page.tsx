// One legal entity: its class and why, registration, changes to tell, what a breach may cost, who watches, its hats, former decisions.
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { FormButton } from '@holdfast/design/form-button';
import { GoButton } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Decision, EntityDetail } from '../schema.ts';
import { EntityForm, useCountries } from './entity-form.tsx';
import { FindingView } from './finding-view.tsx';
import { HatsPanel } from './hats-panel.tsx';
import { ClassBadge, Day, LawTexts, LegalNote } from './law-words.tsx';
import { ExposurePanel } from './exposure-panel.tsx';
import { NoticesPanel } from './notices-panel.tsx';
import { RegistrationsPanel } from './registrations-panel.tsx';
import { useEntity } from './use-scope.ts';

export function EntityPage() {
  const { entity_id = '' } = useParams({ strict: false }) as { entity_id?: string };
  const entity = useEntity(entity_id);
  return <Answer of={entity}>{(it) => <EntityView it={it} />}</Answer>;
}

function EntityView({ it }: { it: EntityDetail }) {
  const { t } = useTranslation('scope');
  const { path, may } = usePlace();
  const { is } = useAsOf();
  const mayKeep = may('scope.keep') && is === 'now' && it.state === 'active';
  return (
    <Page
      title={it.name}
      lead={it.class_name === null ? t('entity.lead') : t('entity.lead_class', { name: it.class_name })}
      mark={<ClassBadge outcome={it.decisions[0]?.outcome ?? null} />}
      crumbs={[{ to: path('scope'), text: t('title') }]}
      actions={
        <>
          <AsOfPicker />
          {mayKeep && (
            <FormButton as="change" label={t('entity.change')}>
              {(close) => <EntityForm before={it} onClose={close} />}
            </FormButton>
          )}
          {is === 'now' && (
            <GoButton to={path(`scope/${it.id}/questions`)}>
              {t(it.decisions.length === 0 ? 'questions.start' : 'questions.again')}
            </GoButton>
          )}
        </>
      }
    >
      <AsOfNote />
      <ClassPanel it={it} />
      <RegistrationsPanel it={it} mayKeep={mayKeep} />
      <NoticesPanel it={it} mayKeep={mayKeep} />
      <ExposurePanel it={it} mayKeep={mayKeep} />
      <SupervisionPanel it={it} />
      <HatsPanel it={it} mayKeep={mayKeep} />
      <FormerPanel decisions={it.decisions.slice(1)} country_verified={it.country_verified} />
      <RecordHistory type="legal_entity" id={it.id} title={it.name} opens={`scope/${it.id}`} organisation />
      <LegalNote />
    </Page>
  );
}

function SupervisionPanel({ it: { supervision } }: { it: EntityDetail }) {
  const { t } = useTranslation('scope');
  if (supervision === null) return null;
  const isWho = ({ id }: { id: string }): boolean => /\.(authority|csirt|manufacturing_supervisors)/.test(id);
  const rest = [...supervision.facts, ...supervision.national.filter((each) => !isWho(each))];
  return (
    <Panel title={t('supervision.title')} aside={<Badge tone="neutral">{t(`supervision.${supervision.regime}`)}</Badge>}>
      <Text mb="sm">{t(`supervision_text.${supervision.regime}`)}</Text>
      <LawTexts of={supervision.national.filter(isWho)} />
      <details className="hf-law-fold">
        <summary>{t('supervision.rest', { count: rest.length })}</summary>
        <LawTexts of={rest} />
      </details>
    </Panel>
  );
}

function ClassPanel({ it }: { it: EntityDetail }) {
  const { t } = useTranslation('scope');
  const countries = useCountries();
  const last = it.decisions[0];
  const nameOf = (code: string): string => countries.find(({ value }) => value === code)?.label ?? code;
  return (
    <Panel
      title={t('decision.title')}
      aside={
        it.redecide === null ? <Badge tone="good">{t('holds')}</Badge> : <Badge tone="attention">{t(`redecide.${it.redecide}`)}</Badge>
      }
    >
      {last === undefined ? (
        <>
          <Text mb="sm">{t('decision.none')}</Text>
          <FindingView of={it.now} country_verified={it.country_verified} rulesOpen={false} />
        </>
      ) : (
        <>
          {it.redecide !== null && <Text mb="sm">{t(`redecide_text.${it.redecide}`)}</Text>}
          <FindingView of={last.finding} country_verified={it.country_verified} rulesOpen={false} />
          <Signed of={last} />
        </>
      )}
      <Facts
        rows={[
          [t('field.country'), nameOf(it.country)],
          [t('field.places'), it.establishments.map((place) => `${place.name} (${nameOf(place.country)})`).join(', ')],
        ]}
      />
    </Panel>
  );
}

function Signed({ of }: { of: Decision }) {
  const { t } = useTranslation('scope');
  return (
    <Facts
      rows={[
        [t('decision.by'), of.decided_by_name],
        [t('decision.at'), <Time key="at" at={of.decided_at} />],
        [t('decision.from'), of.in_scope_from === null ? t('decision.from_signing') : <Day key="from" on={of.in_scope_from} />],
        [t('decision.reason'), of.reason],
        [t('decision.law_as_of'), <Day key="law" on={of.law_as_of} />],
      ]}
    />
  );
}

function FormerPanel({ decisions, country_verified }: { decisions: readonly Decision[]; country_verified: boolean }) {
  const { t } = useTranslation('scope');
  if (decisions.length === 0) return null;
  return (
    <Panel title={t('former.title', { count: decisions.length })}>
      {decisions.map((it) => (
        <details key={it.id}>
          <summary>
            <Time at={it.decided_at} /> · <ClassBadge outcome={it.outcome} />
          </summary>
          <FindingView of={it.finding} country_verified={country_verified} rulesOpen={false} />
          <Signed of={it} />
        </details>
      ))}
    </Panel>
  );
}
