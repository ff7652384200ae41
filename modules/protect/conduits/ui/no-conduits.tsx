// What stands where no conduit is: the way to a first capture, or to a first boundary inside of what was seen.
import { createClient, take } from '@holdfast/client';
import { GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();

/** Says why there is no conduit yet, by how many zones have devices in them, and what leads to one. */
export function NoConduits() {
  const { site_id } = usePlace();
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
  });
  return <Answer of={zones}>{({ rows }) => <Why inhabited={rows.filter((zone) => zone.assets > 0).length} />}</Answer>;
}

function Why({ inhabited }: { inhabited: number }) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  if (inhabited === 0)
    return (
      <Empty title={t('empty_title')} action={<GoButton to={path('captures')}>{t('empty_act')}</GoButton>}>
        {t('empty_note')}
      </Empty>
    );
  return (
    <Empty title={t('empty_title')} action={<GoButton to={path('zones')}>{t('uncrossed_act')}</GoButton>}>
      {t(inhabited === 1 ? 'one_zone_note' : 'uncrossed_note')}
    </Empty>
  );
}
