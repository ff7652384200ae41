// The works council's Home: what is asked to be opened, and the way to their key.
import { GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { OwnOpenings, useOwnOpenings } from '@holdfast/opening-keys/ui/openings-panel';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Whether the person sees nothing of the plant itself: then neither pages nor figures of it are offered. */
export const useIsCouncil = (): boolean => {
  const { may } = usePlace();
  return !may('assets.see') && may('opening_keys.hold');
};

export function CouncilPanel() {
  const { t } = useTranslation(['web', 'opening-keys']);
  const { path } = usePlace();
  const openings = useOwnOpenings();
  return (
    <Panel title={t('opening-keys:waiting.title')}>
      <Stack gap="md">
        <Text size="sm" maw={720}>
          {t('home.council')}
        </Text>
        {openings.length === 0 ? <Text c="dimmed">{t('opening-keys:waiting.none')}</Text> : <OwnOpenings openings={openings} />}
        <div>
          <GoButton to={path('opening-keys')}>{t('opening-keys:waiting.go')}</GoButton>
        </div>
      </Stack>
    </Panel>
  );
}
