// The agenda: what the ledger tells of the period, what is overdue and missed, what is open from before.
import { Text } from '@mantine/core';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { useNumbers } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import { type AgendaLine, fixedItem, type MeetingDetail } from '../schema.ts';
import { useOwnWords } from './meeting-words.tsx';

export function AgendaPanel({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const { count } = useNumbers();
  return (
    <Panel title={t('agenda.title')}>
      <div className="hf-agenda">
        <FixedItems meeting={it} />
        {it.agenda.map(({ section, total, lines }) => (
          <section key={section} aria-label={t(`section.${section}`)}>
            <h3>
              {t(`section.${section}`)} · {count(total)}
            </h3>
            {total === 0 ? (
              <Text c="dimmed" size="sm">
                {t('agenda.nothing')}
              </Text>
            ) : (
              <ul>
                {lines.map((line, at) => (
                  <li key={`${line.kind ?? ''}${at}`}>
                    <Line line={line} isLoud={section === 'missed'} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Panel>
  );
}

/** The three things every meeting speaks of, with what the records offer. */
function FixedItems({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const ownWords = useOwnWords();
  return (
    <section aria-label={t('agenda.fixed')}>
      <h3>{t('agenda.fixed')}</h3>
      <ul>
        {fixedItem.options.map((item) => {
          const offer = it.fixed_offers[item];
          return (
            <li key={item}>
              {t(`item.${item}`)}
              {offer !== undefined && (
                <Text size="xs" c="dimmed">
                  {ownWords(offer)}
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const words = ['no_date', 'overdue', 'open'] as const;

function Line({ line: it, isLoud }: { line: AgendaLine; isLoud: boolean }) {
  const { t } = useTranslation(['meetings', 'ledger']);
  const { path } = usePlace();
  const { count } = useNumbers();
  const ownWords = useOwnWords();
  const title =
    it.title === null ? t(`ledger:kind.${(it.kind ?? '').replaceAll('.', '_')}`, { defaultValue: it.kind ?? '' }) : ownWords(it.title);
  const known = words.find((word) => word === it.state);
  const [to = '', query = ''] = (it.opens ?? '').split('?');
  return (
    <>
      {it.count !== null && it.title === null && <strong>{count(it.count)} </strong>}
      {it.opens === null ? (
        title
      ) : (
        <Go to={path(to)} search={Object.fromEntries(new URLSearchParams(query))}>
          {title}
        </Go>
      )}{' '}
      {known !== undefined && (
        <Badge tone={known === 'overdue' ? 'alarm' : known === 'no_date' ? 'attention' : 'waiting'}>{t(`agenda.${known}`)}</Badge>
      )}
      {isLoud && it.state !== null && <Badge tone="alarm">{it.state}</Badge>}
    </>
  );
}
