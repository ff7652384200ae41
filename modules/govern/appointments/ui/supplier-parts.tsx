// What a supplier plays for which devices, who inside answers for these, and which parts nobody has named yet.
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();

export function SupplierParts({ supplier_id }: { supplier_id: string }) {
  const { t } = useTranslation('appointments');
  const { site_id, path } = usePlace();
  const past = useAsOf();
  const asked = useQuery({
    queryKey: ['parts', site_id, 'supplier', supplier_id, past.as_of],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/suppliers/{supplier_id}/parts', {
          params: { path: { site_id, supplier_id }, query: asOfQuery(past) },
        }),
      ),
  });
  return (
    <section aria-label={t('parts.title')}>
      <Title order={3} mt="md">
        {t('parts.title')}
      </Title>
      <AsOfPicker />
      <AsOfNote says={t('as_of.parts')} />
      <Answer of={asked}>
        {({ plays, owners, known }) =>
          known.every((it) => it.assets === 0) ? (
            <Text c="dimmed">{t('parts.no_assets')}</Text>
          ) : (
            <Facts
              rows={[
                ...plays.map((it): [string, ReactNode] => [
                  t('parts.plays', { part: t(`part.${it.part}`) }),
                  <span key={it.part}>
                    {t('parts.assets', { count: it.assets })}:{' '}
                    {it.examples.map((asset, at) => (
                      <span key={asset.id}>
                        {at > 0 && ', '}
                        <Go to={path(`assets/${asset.id}`)}>{asset.name}</Go>
                      </span>
                    ))}
                  </span>,
                ]),
                ...(past.as_of === undefined
                  ? [[t('parts.inside'), owners.map((it) => it.person_name).join(', ')] as [string, ReactNode]]
                  : []),
                ...known.map((it): [string, ReactNode] => [
                  t('parts.known', { part: t(`part.${it.part}`) }),
                  t('coverage.of', { done: it.known, all: it.assets }),
                ]),
              ]}
            />
          )
        }
      </Answer>
    </section>
  );
}
