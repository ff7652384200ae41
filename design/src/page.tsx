// The frame of a page: title, lead, acts, crumbs; `fill` pages end at the window's edge and scroll inside.
import './page.css';
import './paper.tsx';
import './print.css';
import './print.css';
import { Group, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Go } from './go.tsx';
import { useAbout } from './table-export.tsx';

type PageProps = {
  title: string;
  /** One sentence on what the page is for. */
  lead?: ReactNode;
  actions?: ReactNode;
  crumbs?: readonly { to: string; text: string }[];
  /** Beside the title: a state. */
  mark?: ReactNode;
  fill?: boolean;
  children: ReactNode;
};

export function Page({ title, lead, actions, crumbs = [], mark, fill = false, children }: PageProps) {
  useTitle(title);
  return (
    <div className={fill ? 'hf-page hf-fill' : 'hf-page'}>
      <PrintHead title={title} />
      <header className="hf-page-head">
        <div className="hf-page-words">
          {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
          <Group gap="sm" align="center">
            <Title order={1}>{title}</Title>
            {mark}
          </Group>
          {lead !== undefined && (
            <Text c="dimmed" className="hf-page-lead">
              {lead}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="sm">{actions}</Group>}
      </header>
      {children}
    </div>
  );
}

/** Above the page on paper only: site, page, when. */
function PrintHead({ title }: { title: string }) {
  const { t } = useTranslation('design');
  const about = useAbout(title);
  const [site = '', list = '', filter = '', made = ''] = about().map(([, value]) => value);
  return (
    <div className="hf-print-head" aria-hidden>
      <span>{[site, list, filter === t('about.no_filter') ? '' : filter].filter(Boolean).join(' · ')}</span>
      <span>{made}</span>
    </div>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly { to: string; text: string }[] }) {
  const { t } = useTranslation('design');
  return (
    <nav aria-label={t('crumbs')} className="hf-crumbs">
      {crumbs.map(({ to, text }) => (
        <span key={to}>
          <Go to={to}>{text}</Go>
          <IconChevronRight size={12} aria-hidden />
        </span>
      ))}
    </nav>
  );
}

/** Names the window after the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
}

/** A titled box on a page. `aside` stands at the right of the title. */
export function Panel({ title, aside, children, flush = false }: PanelProps) {
  return (
    <section className="hf-panel" aria-label={title}>
      {title !== undefined && (
        <header className="hf-panel-head">
          <Title order={2} size="h3">
            {title}
          </Title>
          {aside}
        </header>
      )}
      <div className={flush ? undefined : 'hf-panel-body'}>{children}</div>
    </section>
  );
}
type PanelProps = { title?: string; aside?: ReactNode; children: ReactNode; flush?: boolean };
