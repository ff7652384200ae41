// The sheet for the switch cabinet: fingerprints to compare, a code for the phone, and how browsers and machines learn to trust this server.
import './paper-page.css';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { QrCode } from '@holdfast/people/ui/qr-code';
import { Button, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Authority, CertificateState } from '../schema.ts';
import { save } from './authority-panel.tsx';
import { askCertificates } from './certificates-page.tsx';
import { Fingerprint } from './fingerprint.tsx';

export function PaperPage() {
  const { t } = useTranslation('certificates');
  const { path } = usePlace();
  const state = useQuery(askCertificates);
  return (
    <Page
      title={t('paper.title')}
      lead={t('paper.lead')}
      crumbs={[{ to: path('certificates'), text: t('title') }]}
      actions={<Button onClick={() => window.print()}>{t('paper.print')}</Button>}
    >
      <Answer of={state}>
        {(it) => (it.shown === null ? <Empty title={t('off.title')}>{t('off.text')}</Empty> : <Sheet state={it} />)}
      </Answer>
    </Page>
  );
}

function Sheet({ state }: { state: CertificateState }) {
  const { t } = useTranslation('certificates');
  const shown = state.shown!;
  const roots = shown.kind === 'plant' ? state.authorities.filter((it) => it.state !== 'past') : [];
  return (
    <article className="hf-sheet">
      <Text>
        {t('paper.address')} <span className="hf-mono">{location.origin}</span>
      </Text>
      {roots.map((it) => (
        <Root key={it.fingerprint} authority={it} />
      ))}
      <section className="hf-sheet-part">
        <div>
          <Title order={2}>{t('paper.server')}</Title>
          <Text size="sm">
            {t('shown.until')} <Time at={shown.not_after} style="day" />
          </Text>
          <Fingerprint value={shown.fingerprint} large />
        </div>
        <QrCode text={`sha256:${shown.fingerprint}`} label={t('paper.code_server')} size={132} />
      </section>
      {roots.length > 0 && <HowTo />}
    </article>
  );
}

function Root({ authority }: { authority: Authority }) {
  const { t } = useTranslation('certificates');
  return (
    <section className="hf-sheet-part">
      <div>
        <Title order={2}>{t(authority.state === 'next' ? 'paper.next' : 'paper.root')}</Title>
        <Text size="sm">
          {authority.name}, {t('shown.until')} <Time at={authority.not_after} style="day" />
        </Text>
        <Fingerprint value={authority.fingerprint} large />
        <Button className="hf-no-print" variant="default" mt="sm" onClick={() => save(authority)}>
          {t('authority.download')}
        </Button>
      </div>
      <QrCode text={`sha256:${authority.fingerprint}`} label={t('paper.code_root')} size={132} />
    </section>
  );
}

const systems = ['windows', 'debian', 'firefox'] as const;

function HowTo() {
  const { t } = useTranslation('certificates');
  return (
    <section>
      <Title order={2}>{t('paper.how')}</Title>
      <Text mb="sm">{t('paper.compare')}</Text>
      {systems.map((system) => (
        <div key={system} className="hf-sheet-system">
          <Title order={3}>{t(`paper.${system}.title`)}</Title>
          <List type="ordered" size="sm">
            {(t(`paper.${system}.steps`, { returnObjects: true }) as string[]).map((step) => (
              <List.Item key={step}>{step}</List.Item>
            ))}
          </List>
        </div>
      ))}
    </section>
  );
}
