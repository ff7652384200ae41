// The chain of custody: every act under the one before, with what was measured.
import { Badge } from '@holdfast/design/badge';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { Act } from '../schema.ts';

export function CustodyChain({ acts }: { acts: readonly Act[] }) {
  return (
    <ol className="hf-custody">
      {acts.map((it) => (
        <Link key={it.n} act={it} />
      ))}
    </ol>
  );
}

function Link({ act: it }: { act: Act }) {
  const { t } = useTranslation('evidence');
  const said = [
    [t('field.place'), it.place],
    [t('field.tool'), it.tool],
    [t('field.seal'), it.seal_number],
    [t('field.remark'), it.remark],
  ].filter(([, value]) => value !== null);
  return (
    <li>
      <div className="hf-custody-head">
        <strong>{t(`act.${it.act}`)}</strong>
        <span>
          {it.actor_name}
          {it.other_name !== null && ` ${t('to', { name: it.other_name })}`}
        </span>
        <Time at={it.at} />
        {it.whole === true && <Badge tone="good">{t('whole.yes')}</Badge>}
        {it.whole === false && <Badge tone="alarm">{t('whole.no')}</Badge>}
        {it.seal_intact === false && <Badge tone="alarm">{`${t('field.seal_intact')}: ✗`}</Badge>}
        {it.seal_intact === true && <Badge tone="good">{t('field.seal_intact')}</Badge>}
      </div>
      {said.length > 0 && <div className="hf-custody-said">{said.map(([name, value]) => `${name}: ${value}`).join(' · ')}</div>}
    </li>
  );
}
