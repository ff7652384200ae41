// One click to what an auditor takes along: the evidence package of one requirement.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const api = createClient();

/** Begins the package and opens it; nothing for whoever may make none. */
export function PackageButton({ requirement_id }: { requirement_id: string }) {
  const { t } = useTranslation('package');
  const { site_id, may, path } = usePlace();
  const go = useGo();
  const make = useAct(
    async () => {
      const body = {
        scope: { type: 'requirement' as const, id: requirement_id },
        epoch: null,
        from: null,
        until: null,
        as_of: null,
        complete: true,
        with_texts: true,
        with_files: true,
        max_file_bytes: null,
      };
      const { id } = await take(api.POST('/api/v1/sites/{site_id}/packages', { params: { path: { site_id } }, body }));
      go(`${path('packages')}?open=${id}`);
    },
    { done: t('make.for_requirement_done') },
  );
  if (!may('packages.make')) return null;
  return (
    <Button variant="default" loading={make.busy} onClick={() => void make.run(undefined)}>
      {t('make.for_requirement')}
    </Button>
  );
}
