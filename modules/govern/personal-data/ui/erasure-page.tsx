// One request to erase: what, why, who asked and decided, what is still there, what stays; and the entry that proves it.
import './personal-data.css';
import { createClient, take } from '@holdfast/client';
import { Facts } from '@holdfast/design/facts';
import { Go, GoButton } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { StateBadge, useWhat } from './erasures-page.tsx';
import { Held, Payloads, Places, rowsOf, Stays } from './preview.tsx';

const api = createClient();

export function ErasurePage() {
  const { t } = useTranslation('personal-data');
  const { erasure_id = '' } = useParams({ strict: false }) as { erasure_id?: string };
  const { site_id, path } = usePlace();
  const what = useWhat();
  const asked = useQuery({
    queryKey: ['erasures', site_id, erasure_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/erasures/{erasure_id}', { params: { path: { site_id, erasure_id } } })),
  });
  return (
    <Answer of={asked}>
      {(it) => (
        <Page
          title={`${t('erasures.one')}: ${what(it)}`}
          mark={<StateBadge state={it.state} />}
          crumbs={[{ to: path('erasures'), text: t('erasures.title') }]}
          actions={
            it.state === 'waiting' && (
              <GoButton to={path('approvals')} search={{ open: it.approval_id ?? undefined }}>
                {t('erasures.decide')}
              </GoButton>
            )
          }
        >
          <Panel>
            <Held holds={it.holds} />
            <Facts
              rows={[
                [t('erasures.column.ground'), t(`erasures.grounds.${it.ground}`)],
                [t('erasures.reason'), <q key="reason">{it.reason}</q>],
                ...(it.parts.length === 0
                  ? []
                  : [[t('erasures.choose'), it.parts.map((one) => t(`erasures.part.${one}`)).join('; ')] as const]),
                [t('erasures.column.asked_by'), it.asked_by_name],
                [t('erasures.column.asked_at'), <Time key="asked" at={it.asked_at} />],
                [t('erasures.list'), String(it.payloads)],
                [t('erasures.places'), String(rowsOf(it.places))],
                ...(it.decided_at === null
                  ? []
                  : [
                      [t('erasures.column.decided_by'), it.decided_by_name ?? '–'] as const,
                      [t('erasures.column.decided_at'), <Time key="decided" at={it.decided_at} />] as const,
                    ]),
                ...(it.erasing_entry === null
                  ? []
                  : [
                      [
                        t('erasures.proof'),
                        <Go key="entry" to={path('ledger')} search={{ open: it.erasing_entry }}>
                          {it.erasing_entry.slice(-12)}
                        </Go>,
                      ] as const,
                    ]),
              ]}
            />
            <Payloads list={it.list} total={it.list.length} />
            <Places places={it.places} />
            <Stays remains={it.remains} />
          </Panel>
        </Page>
      )}
    </Answer>
  );
}
