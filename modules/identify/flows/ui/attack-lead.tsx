// A reference to MITRE ATT&CK for ICS: a lead to read on, never a verdict.
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function AttackLead({ id }: { id: string | null }) {
  const { t } = useTranslation('flows');
  if (id === null) return null;
  return (
    <Tooltip label={t('attack_lead')} multiline w={260}>
      <a className="hf-link" href={`https://attack.mitre.org/techniques/${id}/`} target="_blank" rel="noreferrer noopener">
        {id}
      </a>
    </Tooltip>
  );
}
