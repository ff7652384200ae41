// Kinds of evidence of a requirement: what proves each, what it does not prove, over what, until when; and what was added by hand.
import { Badge } from '@holdfast/design/badge';
import { usePlace } from '@holdfast/design/place';
import { Time, useNumbers } from '@holdfast/design/time';
import { useAsOf } from '@holdfast/design/as-of';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Binding, DetailPart, RequirementDetail } from '../schema.ts';
import { SetAside } from './aside-forms.tsx';
import { AddEvidence, EndStatement } from './hand-forms.tsx';
import { ProofList } from './proof-list.tsx';
import { Day, StateBadge, useOwnWords } from './state-badge.tsx';

export function EvidenceList({ it }: { it: RequirementDetail }) {
  return (
    <ul className="hf-evidence">
      {it.detail_parts.map((part) => (
        <PartLine key={part.artefact} part={part} requirement_id={it.requirement_id} />
      ))}
    </ul>
  );
}

function PartLine({ part, requirement_id }: { part: DetailPart; requirement_id: string }) {
  const { t } = useTranslation('requirements');
  const own = useOwnWords();
  const { is } = useAsOf();
  const isWaiting = part.only_when && !part.counts && part.state !== 'not_applicable';
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <strong>{own(part.title)}</strong>
          {isWaiting ? <Badge tone="neutral">{t('evidence.only_when')}</Badge> : <StateBadge state={part.state} good={0} of={0} />}
          {part.by_hand && <Badge tone="neutral">{t('evidence.by_hand')}</Badge>}
        </Group>
        {is === 'now' && (
          <Group gap="xs">
            <AddEvidence requirement_id={requirement_id} artefact={part.artefact} title={own(part.title)} />
            {part.state !== 'not_applicable' && <SetAside requirement_id={requirement_id} artefact={part.artefact} />}
          </Group>
        )}
      </Group>
      {!part.has_source && (
        <Text size="sm" c="dimmed">
          {t('evidence.no_source')}
        </Text>
      )}
      {part.bindings.map((it) => (
        <BindingLine key={it.id} it={it} requirement_id={requirement_id} />
      ))}
      <SaidByHand part={part} />
    </li>
  );
}

function BindingLine({ it, requirement_id }: { it: Binding; requirement_id: string }) {
  const { t } = useTranslation('requirements');
  const own = useOwnWords();
  const { count } = useNumbers();
  const [isOpen, setOpen] = useState(false);
  const over =
    it.population === null
      ? null
      : it.of === 0
        ? t('evidence.none_known', { what: own(it.population) })
        : t('evidence.of', { good: count(it.good), of: count(it.of), what: own(it.population) });
  return (
    <div className="hf-binding">
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          <span>{own(it.title)}</span>
          <StateBadge state={it.state} good={0} of={0} />
          {over !== null && <Text size="sm">{over}</Text>}
          {it.stale > 0 && <Text size="sm">{t('evidence.stale', { count: it.stale })}</Text>}
        </Group>
        <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'evidence.hide' : 'evidence.show')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {it.fresh_days === null ? t('evidence.until_ended') : t('evidence.fresh_days', { count: it.fresh_days })}
        {it.newest_at !== null && (
          <>
            {' '}
            {t('evidence.newest')} <Time at={it.newest_at} style="day" />.
          </>
        )}
        {it.holds_to !== null && (
          <>
            {' '}
            {t('field.holds_to')} <Day day={it.holds_to} />.
          </>
        )}
      </Text>
      {it.limits !== null && (
        <Text size="sm" c="dimmed">
          {t('evidence.limits')} {own(it.limits)}
        </Text>
      )}
      {isOpen && <ProofList requirement_id={requirement_id} binding={it} />}
    </div>
  );
}

function SaidByHand({ part }: { part: DetailPart }) {
  const { t } = useTranslation('requirements');
  const { may } = usePlace();
  const { is } = useAsOf();
  const said = part.said.filter((it) => it.kind === 'evidence');
  if (said.length === 0) return null;
  return (
    <div className="hf-binding">
      {said.map((it) => (
        <Group key={it.id} gap="sm" justify="space-between">
          <div>
            <Text size="sm">
              <q>{it.text}</q>{' '}
              {it.file_sha256 !== null && (
                <a className="hf-link" href={`/api/v1/sites/${it.site_id}/requirement-statements/${it.id}/file`} download>
                  {it.file_name}
                </a>
              )}
            </Text>
            <Text size="sm" c="dimmed">
              {t('evidence.said_by', { name: it.made_by_name })} <Time at={it.made_at} /> · {t('field.holds_to')} <Day day={it.until_on} />
              {it.ended_at !== null && ` · ${t('evidence.ended', { name: it.ended_by_name, reason: it.end_reason })}`}
            </Text>
          </div>
          {it.ended_at === null && is === 'now' && may('requirements.state') && <EndStatement statement_id={it.id} />}
        </Group>
      ))}
    </div>
  );
}
