// The offline verifier: taken from here once, its fingerprint compared with the one the auditor got on another way.
import { Anchor, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();

export function VerifierPanel() {
  const { t } = useTranslation('package');
  const { site_id } = usePlace();
  const verifier = useQuery({ queryKey: ['verifier'], queryFn: () => take(api.GET('/api/v1/verifier')), staleTime: Infinity });
  const ledger = useQuery({
    queryKey: ['ledger', site_id, 'state'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger', { params: { path: { site_id } } })),
  });
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('verify.title')}
      </Title>
      <ol className="hf-package-steps">
        <li>
          {t('verify.take')}
          <Answer of={verifier}>{({ files }) => <Files list={files} />}</Answer>
        </li>
        <li>
          {t('verify.keys')}
          <Answer of={ledger}>
            {({ vkeys }) => (
              <Anchor
                href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${vkeys.join('\n')}\n`)}`}
                download="trusted.txt"
                display="block"
              >
                {t('verify.keys_file')}
              </Anchor>
            )}
          </Answer>
        </li>
        <li>
          {t('verify.run')}
          <code className="hf-package-hash"> node holdfast-verify.mjs P-1.zip --vkeys trusted.txt</code>
        </li>
      </ol>
    </section>
  );
}

function Files({ list }: { list: readonly { name: string; sha256: string; size_bytes: number }[] }) {
  const { t } = useTranslation('package');
  const { bytes } = useNumbers();
  return (
    <ul className="hf-package-list">
      {list.map(({ name, sha256, size_bytes }) => (
        <li key={name}>
          <Anchor href={`/api/v1/verifier/${name}`} download={name}>
            {name}
          </Anchor>{' '}
          · {t(name.endsWith('.mjs') ? 'verify.node' : 'verify.page')} · {bytes(size_bytes)}
          <Text className="hf-package-hash">SHA-256 {sha256}</Text>
        </li>
      ))}
    </ul>
  );
}
