// On Home: what the law wants next of the company: a class to sign, a registration, a change to tell, an order to meet. Nothing when nothing waits.
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../schema.ts';
import { Day } from './law-words.tsx';
import { useEntities } from './use-scope.ts';

export function LawDuePanel() {
  const { t } = useTranslation('scope');
  const { may, path } = usePlace();
  const entities = useEntities();
  if (!may('scope.see') || entities.data === undefined) return null;
  const rows = entities.data.rows.filter((it) => it.state === 'active');
  const waiting = rows.filter((it) => it.redecide !== null || it.next_due !== null || it.open_orders > 0);
  if (rows.length > 0 && waiting.length === 0) return null;
  return (
    <Panel title={t('home.title')} flush>
      <ul className="hf-days">
        {rows.length === 0 && (
          <li>
            <Badge tone="attention">{t('class.open')}</Badge>
            <Go to={path('scope')}>{t('home.none')}</Go>
            <span>{t('home.who')}</span>
          </li>
        )}
        {waiting.map((it) => (
          <Line key={it.id} it={it} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ it }: { it: EntityRow }) {
  const { t } = useTranslation('scope');
  const { path } = usePlace();
  return (
    <li>
      {it.next_due === null ? <Badge tone="attention">{t('home.decide')}</Badge> : <Day on={it.next_due} />}
      <span>
        <Go to={path(`scope/${it.id}`)}>{it.name}</Go> · {it.redecide === null ? t('home.due') : t(`redecide.${it.redecide}`)}
        {it.open_orders > 0 && ` · ${t('home.orders', { count: it.open_orders })}`}
      </span>
      <span>{t('home.who')}</span>
    </li>
  );
}
