// One finding: what was seen, where, what it may mean, and the decision.
import { Stack, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { Go, type Query } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { useTranslation } from 'react-i18next';
import { isSettled } from '../rules.ts';
import type { Finding } from '../schema.ts';
import { DecideFindings } from './decide-findings.tsx';
import { FindingNote } from './finding-note.tsx';
import { FindingKind, FindingState, Leads } from './sentence.tsx';
import { zonesOf } from './word-finding.ts';

const api = createClient();

export function FindingDetail({ finding_id }: { finding_id: string }) {
  const { site_id, may } = usePlace();
  const detail = useQuery({
    queryKey: ['findings', site_id, finding_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/findings/{finding_id}', { params: { path: { site_id, finding_id } } })),
  });
  return (
    <Answer of={detail}>
      {(it) => (
        <Stack gap="md">
          <FindingNote detail={it} />
          {may('findings.decide') && !isSettled(it.finding.state) && <DecideFindings findings={[it.finding]} />}
          <FindingFacts finding={it.finding} needed_days={it.needed_days} />
          <RecordHistory type="finding" id={it.finding.id} title={it.finding.subject_name} opens={`findings?open=${it.finding.id}`} />
        </Stack>
      )}
    </Answer>
  );
}

/** Where the thing a finding is about is shown. */
export function subjectPlace({ subject_type, subject_id, facts }: Pick<Finding, 'subject_type' | 'subject_id' | 'facts'>): {
  to: string;
  search?: Query;
} {
  if (subject_type === 'flow') return { to: 'flows', search: { open: subject_id } };
  if (subject_type === 'site') return { to: 'zones' };
  if (subject_type === 'enforcer') return { to: `enforcers/${subject_id}` };
  if (subject_type === 'file') return placeOfFile(String(facts.of_type), String(facts.of_id));
  return { to: `${subject_type === 'asset' ? 'assets' : 'conduits'}/${subject_id}` };
}

/** Where the thing a kept file belongs to is shown. */
function placeOfFile(of_type: string, of_id: string): { to: string; search?: Query } {
  if (of_type === 'capture') return { to: 'captures', search: { open: of_id } };
  return of_type === 'walk_down' ? { to: `walk-downs/${of_id}` } : { to: 'findings' };
}

function FindingFacts({ finding: it, needed_days }: { finding: Finding; needed_days: number }) {
  const { t } = useTranslation('findings');
  const { path } = usePlace();
  const { count } = useNumbers();
  const say = useZoneName();
  const subject = subjectPlace(it);
  return (
    <>
      <Facts
        rows={[
          [t('column.kind'), <FindingKind key="kind" finding={it} />],
          [t('column.state'), <FindingState key="state" finding={it} />],
          [
            t(`subject.${it.subject_type}`),
            <Go key="subject" to={path(subject.to)} search={subject.search}>
              {it.subject_type === 'conduit' ? say(it.subject_name) : it.subject_name}
            </Go>,
          ],
          [t('column.zone'), zonesOf(it, say)],
          ...(it.subject_type === 'file'
            ? [
                [
                  t('detail.whole_at'),
                  typeof it.facts.whole_at === 'string' ? (
                    <Time key="whole" at={it.facts.whole_at} style="second" />
                  ) : (
                    t('detail.never_whole')
                  ),
                ] as const,
              ]
            : []),
          ...(typeof it.facts.operations === 'string' ? [[t('detail.operations'), it.facts.operations] as const] : []),
          ...(it.attack.length === 0 ? [] : [[t('detail.attack'), <Leads key="leads" ids={it.attack} />] as const]),
          ...(it.capture_id === null
            ? []
            : [
                [
                  t('detail.seen_in'),
                  <Go key="capture" to={path('captures')} search={{ open: it.capture_id }}>
                    {it.frame === null ? t('detail.capture') : t('detail.frame', { frame: count(it.frame) })}
                  </Go>,
                ] as const,
              ]),
          ...(it.owner_name === null ? [] : [[t('detail.owner'), it.owner_name] as const]),
          ...(it.due_at === null ? [] : [[t('detail.due'), <Time key="due" at={it.due_at} />] as const]),
          ...(it.reference === null ? [] : [[t('detail.reference'), it.reference] as const]),
          ...(it.state === 'being_fixed'
            ? [[t('detail.absent'), t('detail.absent_days', { count: it.absent_days, of: needed_days })] as const]
            : []),
          [t('detail.first_seen'), <Time key="first" at={it.first_seen} style="second" />],
          [t('column.last_seen'), <Time key="last" at={it.last_seen} style="second" />],
          ...(it.decision === null ? [] : [[t('detail.decision'), <Decided key="decided" finding={it} />] as const]),
        ]}
      />
    </>
  );
}

function Decided({ finding: it }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  return (
    <>
      {t([`decision.${it.decision}`, 'decision.other'], { decision: it.decision })}
      {it.decided_by_name !== null && `, ${it.decided_by_name}`}, <Time at={it.decided_at} />
      {it.decision_reason !== null && (
        <Text size="xs" c="dimmed">
          {it.decision_reason}
        </Text>
      )}
    </>
  );
}
