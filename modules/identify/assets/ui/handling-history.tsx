// What was done with an asset in its life, newest first: what, when, by whom, why, from where to where.
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { HandlingRecord } from '../schema.ts';
import { useHandling } from './handle-assets.tsx';

export function HandlingPanel({ asset_id }: { asset_id: string }) {
  const { t } = useTranslation('assets');
  const history = useHandling(asset_id);
  return (
    <Panel title={t('handle.history')} flush>
      <Answer of={history}>
        {({ records }) =>
          records.length === 0 ? (
            <Empty title={t('handle.empty')}>{t('handle.empty_note')}</Empty>
          ) : (
            <ol className="hf-handling">
              {records.map((it) => (
                <Record key={it.id} record={it} />
              ))}
            </ol>
          )
        }
      </Answer>
    </Panel>
  );
}

function Record({ record: it }: { record: HandlingRecord }) {
  const { t } = useTranslation('assets');
  const { path } = usePlace();
  const way = (from: string | null, to: string | null): string | null =>
    to === null ? null : from === null ? t('handle.to', { to }) : t('handle.from_to', { from, to });
  const details = [
    way(it.from_zone_name, it.to_zone_name),
    way(it.from_location, it.to_location),
    it.method === null ? null : t(`wipe_method.${it.method}`),
  ].filter((text) => text !== null);
  return (
    <li>
      <div>
        <strong>{t(`handle.${it.act}.did`)}</strong> · {it.person_name} · <Time at={it.at} /> ·{' '}
        <Go to={path('ledger')} search={{ open: it.entry_id }}>
          {t('handle.entry')}
        </Go>
      </div>
      {details.length > 0 && <div>{details.join(' · ')}</div>}
      <div className="hf-handling-reason">{it.reason}</div>
    </li>
  );
}
