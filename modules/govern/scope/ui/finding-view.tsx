// A class with the rule that decided it, what was counted, every rule tried, and open questions.
import { Badge, ToneIcon } from '@holdfast/design/badge';
import { useNumbers } from '@holdfast/design/time';
import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../schema.ts';
import { ClassBadge, LawCite, useMoney, useOwnWords } from './law-words.tsx';

/** `rulesOpen`: the rules tried stand unfolded. */
export function FindingView({ of, country_verified, rulesOpen = true }: { of: Finding; country_verified: boolean; rulesOpen?: boolean }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  const rule = of.deciding_rule;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Text component="span" size="xl" fw={700}>
          <ClassBadge outcome={of.outcome} />
        </Text>
        {!country_verified && <Badge tone="attention">{t('confirm')}</Badge>}
      </Group>
      {rule !== null && (
        <div>
          <Text fw={600}>{own(rule.why)}</Text>
          <LawCite of={rule} />
        </div>
      )}
      <Counted of={of} />
      <Questions of={of} />
      <details open={rulesOpen}>
        <summary>{t('rules_tried', { count: of.rules.length })}</summary>
        <ol className="hf-rules">
          {of.rules.map((it) => (
            <li key={it.id}>
              <ToneIcon tone={it.applied === null ? 'unknown' : it.id === rule?.id ? 'good' : 'neutral'} />
              <div className={it.id === rule?.id ? 'hf-rule-decides' : ''}>
                <p>{own(it.asks)}</p>
                <p>{it.applied === null ? t('rule_open') : own(it.why)}</p>
                <LawCite of={it} />
              </div>
            </li>
          ))}
        </ol>
      </details>
    </Stack>
  );
}

function Counted({ of: { size } }: { of: Finding }) {
  const { t } = useTranslation('scope');
  const money = useMoney();
  const { count } = useNumbers();
  const { year, headcount, turnover_eur, balance_sheet_eur } = size.counted;
  if (year === null) return null;
  const parts = [
    headcount === null ? null : t('counted.headcount', { value: count(headcount) }),
    turnover_eur === null ? null : t('counted.turnover', { value: money(turnover_eur) }),
    balance_sheet_eur === null ? null : t('counted.balance', { value: money(balance_sheet_eur) }),
  ].filter((it) => it !== null);
  return (
    <Text>
      {t(size.size === null ? 'size.open' : `size.${size.size}`)} · {year}: {parts.join(', ')}.{' '}
      <span className="hf-cite">{t('size_cite')}</span>
    </Text>
  );
}

function Questions({ of }: { of: Finding }) {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  if (of.open_questions.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t('open_questions')}</Text>
      <ul className="hf-rules">
        {of.open_questions.map((it) => (
          <li key={it.id}>
            <ToneIcon tone={it.blocks ? 'attention' : 'unknown'} />
            <p>
              {own(it.text)} {it.cite !== null && <span className="hf-cite">{own(it.cite)}</span>}{' '}
              {it.verify !== null && <span className="hf-cite">· {t(`verify.${it.verify}`)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
