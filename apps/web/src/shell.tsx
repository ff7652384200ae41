// The frame of all pages of a site: navigation by function at the left, site and person above.
import './shell.css';
import { ActionIcon, AppShell, Burger, Group, Menu, Select, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Fault } from '@holdfast/design/states';
import { type Place, PlaceProvider, usePlace } from '@holdfast/design/place';
import { useGo } from '@holdfast/design/go';
import { RecordHistoryProvider } from '@holdfast/design/record-history';
import { ClockBanner } from '@holdfast/clock/ui/clock-banner';
import { HeldBanner } from '@holdfast/own-backups/ui/held-banner';
import { Bell } from '@holdfast/notices/ui/bell';
import type { Me } from '@holdfast/people/schema';
import { TerminalBar } from '@holdfast/terminals/ui/person-step';
import { IconKey, IconLanguage, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApprovalShowsProvider } from '@holdfast/approvals/ui/shown';
import { approvalShows } from './approval-shows.tsx';
import { fillHistory } from './record-history.tsx';
import { api, askMe } from './data.ts';
import { signOut } from './sign-in-calls.ts';
import { ProvideListServices } from './list-services.tsx';
import { Palette } from './palette/palette.tsx';
import { Navigation } from './navigation.tsx';
import { NotFound } from './faults.tsx';
import { type Language, languages, speak } from './words.ts';

export function Shell() {
  const { site_id } = useParams({ strict: false });
  const me = useQuery(askMe);
  if (me.data === undefined) return me.error ? <Fault error={me.error} retry={() => void me.refetch()} /> : null;
  const place = placeOf(me.data, site_id ?? '');
  return place === null ? <NotFound /> : <Frame key={place.site_id} me={me.data} place={place} />;
}

function placeOf(me: Me, site_id: string): Place | null {
  const site = me.sites.find((it) => it.id === site_id);
  if (site === undefined) return null;
  const allowed = new Set([...(me.may[site_id] ?? []), ...(me.may.organisation ?? [])]);
  return {
    site_id,
    site_name: site.name,
    time_zone: site.time_zone,
    me_id: me.person.id,
    times: me.times,
    may: (sentence) => allowed.has(sentence),
    path: (rest) => (rest === '' ? `/sites/${site_id}` : `/sites/${site_id}/${rest}`),
  };
}

function Frame({ me, place }: { me: Me; place: Place }) {
  const { t } = useTranslation('web');
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [path, close]);
  useVisit(place.site_id, me.terminal === null);
  return (
    <PlaceProvider place={place}>
      <a href="#page" className="hf-skip">
        {t('shell.skip')}
      </a>
      <AppShell header={{ height: 44 }} navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }} padding={0} layout="alt">
        <AppShell.Header className="hf-top">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} aria-expanded={isOpen} />
          <SitePicker me={me} site_id={place.site_id} />
          {me.demo && (
            <Text size="xs" className="hf-demo" visibleFrom="sm">
              {t('shell.demo')}
            </Text>
          )}
          <Group gap={4} ml="auto" wrap="nowrap">
            <Palette />
            <Bell />
            <SchemeButton />
            <LanguageMenu keep={me.terminal === null} />
            {me.terminal === null ? <PersonMenu me={me} /> : <TerminalBar terminal={me.terminal} />}
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className="hf-side" aria-label={t('shell.navigation')}>
          <Group className="hf-brand" gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
            <img src="/mark.svg" width={20} height={20} alt="" />
            <Text fw={700} size="md">
              Holdfast
            </Text>
          </Group>
          <Navigation onGo={close} />
        </AppShell.Navbar>
        <AppShell.Main id="page" tabIndex={-1} className="hf-main">
          <HeldBanner />
          <ClockBanner />
          <ProvideListServices me={me}>
            <ApprovalShowsProvider shows={approvalShows}>
              <RecordHistoryProvider fill={fillHistory}>
                <Outlet />
              </RecordHistoryProvider>
            </ApprovalShowsProvider>
          </ProvideListServices>
        </AppShell.Main>
      </AppShell>
    </PlaceProvider>
  );
}

// Once per browser session: the server then knows since when "what changed" counts.
function useVisit(site_id: string, isPerson: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    localStorage.setItem('holdfast.site', site_id);
    if (!isPerson || sessionStorage.getItem('holdfast.visited') !== null) return;
    sessionStorage.setItem('holdfast.visited', '1');
    api
      .POST('/api/v1/me/visit')
      .then(() => queries.invalidateQueries({ queryKey: askMe.queryKey }))
      .catch(() => sessionStorage.removeItem('holdfast.visited'));
  }, [site_id, queries, isPerson]);
}

function SitePicker({ me, site_id }: { me: Me; site_id: string }) {
  const { t } = useTranslation('web');
  const go = useGo();
  if (me.sites.length < 2) return <Text fw={600}>{me.sites[0]?.name}</Text>;
  return (
    <Select
      aria-label={t('shell.site')}
      data={me.sites.map((site) => ({ value: site.id, label: site.name }))}
      value={site_id}
      allowDeselect={false}
      w={180}
      onChange={(next) => next !== null && go(`/sites/${next}`)}
    />
  );
}

function SchemeButton() {
  const { t } = useTranslation('web');
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon variant="subtle" color="var(--hf-muted)" aria-label={t(`shell.to_${other}`)} onClick={() => setColorScheme(other)}>
      {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  );
}

/** The choice of language; kept with the person when signed in. */
export function LanguageMenu({ keep = true }: { keep?: boolean }) {
  const { t, i18n } = useTranslation('web');
  const choose = async (language: Language): Promise<void> => {
    await speak(language);
    if (keep) await api.PATCH('/api/v1/me', { body: { language } });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="var(--hf-muted)" aria-label={t('shell.language')}>
          <IconLanguage size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item key={language} lang={language} fw={i18n.language === language ? 700 : 400} onClick={() => void choose(language)}>
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonMenu({ me }: { me: Me }) {
  const { t } = useTranslation(['web', 'roles']);
  const roles = [...new Set(me.grants.map((grant) => t(`roles:role.${grant.role}`)))].join(', ');
  const leave = async (): Promise<void> => {
    await signOut().catch(() => undefined);
    sessionStorage.clear();
    location.assign('/sign-in');
  };
  const go = useGo();
  const { path } = usePlace();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="var(--hf-muted)" aria-label={t('shell.person', { name: me.person.name })}>
            <IconUser size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.person.name}
            <br />
            {roles}
          </Menu.Label>
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => go(path('account'))}>
            {t('shell.account')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
            {t('shell.sign_out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
