// How complete the inventory is and how far the conduits have lists; every number opens its records.
import { take } from '@holdfast/client';
import type { Completeness } from '@holdfast/assets/schema';
import { Figure } from '@holdfast/design/facts';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { SegmentedFigure } from '@holdfast/conduits/ui/segmentation-page';
import { useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../data.ts';

export function MeasuresPanel({ completeness: it }: { completeness: Completeness }) {
  const { t } = useTranslation(['web', 'assets']);
  const { path } = usePlace();
  const { percent } = useNumbers();
  return (
    <Panel title={t('measures.title')}>
      <div className="hf-figures">
        <Figure
          value={it.counted === 0 ? '–' : percent(it.complete / it.counted)}
          label={t('assets:complete.figure')}
          to={path('assets')}
          search={{ sort: 'owner_name' }}
        />
        <Figure value={it.assets} label={t('assets:complete.all')} to={path('assets')} />
        <Figure value={it.without_owner} label={t('assets:complete.without_owner')} to={path('assets')} search={{ owner_id: 'none' }} />
        <Figure
          value={it.without_criticality}
          label={t('assets:complete.without_criticality')}
          to={path('assets')}
          search={{ criticality: 'none' }}
        />
        {it.unobserved_zones > 0 && (
          <Figure
            value={it.unobserved_zones}
            label={t('assets:complete.unobserved', { count: it.unobserved_zones })}
            to={path('zones')}
            search={{ observation: 'unobserved' }}
            tone="attention"
          />
        )}
      </div>
      <Coverage />
    </Panel>
  );
}

function Coverage() {
  const { t } = useTranslation('web');
  const { site_id, path } = usePlace();
  const { count } = useNumbers();
  const coverage = useQuery({
    queryKey: ['conduits', site_id, 'coverage'],
    refetchInterval: 30_000,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/coverage', { params: { path: { site_id } } })),
  });
  const of = (part: number, all: number) => t('measures.of', { part: count(part), all: count(all) });
  return (
    <Answer of={coverage}>
      {(it) => (
        <div className="hf-figures">
          <Figure
            value={of(it.conduits_with_list, it.conduits)}
            label={t('measures.conduits')}
            to={path('conduits')}
            search={{ state: 'approved,unapproved' }}
          />
          <Figure
            value={it.conduits - it.conduits_with_list}
            label={t('measures.without_list')}
            to={path('conduits')}
            search={{ state: 'unknown' }}
          />
          <SegmentedFigure />
          <Figure
            value={it.unknown}
            label={t('measures.not_judged')}
            to={path('flows')}
            search={{ judgement: 'unknown', verdict: 'no_list,unapproved,allowed' }}
          />
        </div>
      )}
    </Answer>
  );
}
