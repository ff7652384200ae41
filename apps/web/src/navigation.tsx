// The way to every page, grouped by the functions of NIST CSF 2.0, and what is set up once.
import { usePlace } from '@holdfast/design/place';
import {
  IconAlarm,
  IconAlertCircle,
  IconArrowsLeftRight,
  IconBook2,
  IconAlertTriangle,
  IconBuildingFactory2,
  IconChecks,
  IconDeviceDesktop,
  IconDeviceFloppy,
  IconDevices,
  IconEraser,
  IconFileDescription,
  IconFiles,
  IconGavel,
  IconTag,
  IconFileImport,
  IconFingerprint,
  IconHome,
  IconKey,
  IconListCheck,
  IconListNumbers,
  IconStairsUp,
  IconLock,
  IconLogin2,
  IconCalendar,
  IconCalendarEvent,
  IconClockExclamation,
  IconCalendarTime,
  IconCamera,
  IconCertificate,
  IconClock,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRouteSquare,
  IconScale,
  IconBuildingBridge,
  IconLayoutGrid,
  IconShieldCheck,
  IconSitemap,
  IconStack2,
  IconMessageQuestion,
  IconPackageExport,
  IconNetwork,
  IconTableImport,
  IconTruck,
  IconPhoneCall,
  IconMailbox,
  IconUserCheck,
  IconUsers,
  IconRepeat,
  IconTarget,
  IconCoin,
  IconUsersGroup,
  IconWalk,
  IconWall,
  IconZoomCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** `needs`: the sentence without which the page has nothing to show. */
type Entry = { to: string; icon: typeof IconHome; needs?: string };

/** All pages, as the navigation and the palette offer them. */
export const pageGroups: readonly { name: string | null; entries: readonly Entry[] }[] = [
  {
    name: null,
    entries: [
      { to: '', icon: IconHome },
      { to: 'map', icon: IconSitemap },
    ],
  },
  {
    name: 'govern',
    entries: [
      { to: 'scope', icon: IconScale },
      { to: 'approvals', icon: IconChecks },
      { to: 'calendar', icon: IconCalendar },
      { to: 'activities', icon: IconRepeat, needs: 'cadence.see' },
      { to: 'audits', icon: IconZoomCheck, needs: 'audits.see' },
      { to: 'meetings', icon: IconUsersGroup, needs: 'meetings.see' },
      { to: 'meeting-actions', icon: IconListCheck, needs: 'meetings.see' },
      { to: 'risks', icon: IconAlertTriangle, needs: 'risks.see' },
      { to: 'investments', icon: IconCoin, needs: 'investments.see' },
      { to: 'board-targets', icon: IconTarget, needs: 'investments.see' },
      { to: 'responsibilities', icon: IconUserCheck },
      { to: 'documents', icon: IconFiles },
      { to: 'naming', icon: IconTag },
      { to: 'duties', icon: IconGavel },
      { to: 'roster', icon: IconPhoneCall },
      { to: 'rule-reports', icon: IconMailbox },
      { to: 'people', icon: IconUsers },
      { to: 'roles', icon: IconKey },
    ],
  },
  {
    name: 'identify',
    entries: [
      { to: 'areas', icon: IconBuildingFactory2 },
      { to: 'assets', icon: IconDevices },
      { to: 'zones', icon: IconStack2 },
      { to: 'dependencies', icon: IconPlugConnected },
      { to: 'production', icon: IconCalendarEvent },
      { to: 'suppliers', icon: IconTruck },
      { to: 'import', icon: IconTableImport },
      { to: 'snapshots', icon: IconCamera },
      { to: 'walk-downs', icon: IconWalk },
      { to: 'switch-tables', icon: IconNetwork },
    ],
  },
  {
    name: 'protect',
    entries: [
      { to: 'conduits', icon: IconRouteSquare },
      { to: 'boundary', icon: IconBuildingBridge, needs: 'boundary.see' },
      { to: 'segmentation', icon: IconLayoutGrid },
      { to: 'enforcers', icon: IconWall, needs: 'enforcement.see' },
      { to: 'flows', icon: IconArrowsLeftRight },
      { to: 'exceptions', icon: IconClockExclamation },
      { to: 'isolation', icon: IconPlugConnectedX },
      { to: 'windows', icon: IconCalendarTime },
      { to: 'accounts', icon: IconKey },
    ],
  },
  {
    name: 'detect',
    entries: [
      { to: 'captures', icon: IconFileImport },
      { to: 'findings', icon: IconAlertCircle },
      { to: 'line-messages', icon: IconAlarm, needs: 'line_messages.see' },
    ],
  },
  { name: 'respond', entries: [{ to: 'evidence', icon: IconFingerprint }] },
  {
    name: 'prove',
    entries: [
      { to: 'minimum', icon: IconListNumbers },
      { to: 'requirements', icon: IconListCheck },
      { to: 'maturity', icon: IconStairsUp },
      { to: 'ledger', icon: IconBook2 },
      { to: 'questions', icon: IconMessageQuestion },
      { to: 'packages', icon: IconPackageExport, needs: 'packages.see' },
    ],
  },
  // Set up once and looked at rarely: last, so that the day's work stands above the fold.
  {
    name: 'settings',
    entries: [
      { to: 'terminals', icon: IconDeviceDesktop },
      { to: 'integrations', icon: IconPlugConnected },
      { to: 'certificates', icon: IconCertificate, needs: 'certificates.see' },
      { to: 'anchors', icon: IconShieldCheck, needs: 'anchors.see' },
      { to: 'clock', icon: IconClock, needs: 'clock.see' },
      { to: 'own-backups', icon: IconDeviceFloppy, needs: 'own_backups.see' },
      { to: 'personal-data', icon: IconFileDescription },
      { to: 'erasures', icon: IconEraser, needs: 'erasures.see' },
      { to: 'opening-keys', icon: IconLock, needs: 'opening_keys.see' },
      { to: 'sign-in-settings', icon: IconLogin2, needs: 'people.see_sign_in' },
    ],
  },
];

/** Which pages have something to show to the person: who sees nothing of the plant is offered only pages that need a sentence of theirs. */
export function useIsOffered(): (entry: Entry) => boolean {
  const { may } = usePlace();
  const seesPlant = may('assets.see');
  return ({ to, needs }) => (needs === undefined ? seesPlant || to === '' : may(needs));
}

export function Navigation({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation('web');
  const isOffered = useIsOffered();
  const groups = pageGroups.map((it) => ({ ...it, entries: it.entries.filter(isOffered) })).filter(({ entries }) => entries.length > 0);
  return (
    <div className="hf-nav">
      {groups.map(({ name, entries }) => (
        <div key={name ?? 'top'} className="hf-nav-group">
          {name !== null && (
            <div className="hf-nav-name" id={`nav-${name}`}>
              {t(`function.${name}`)}
            </div>
          )}
          <ul aria-labelledby={name === null ? undefined : `nav-${name}`}>
            {entries.map((entry) => (
              <NavigationEntry key={entry.to} entry={entry} onGo={onGo} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function NavigationEntry({ entry: { to, icon: Icon }, onGo }: { entry: Entry; onGo: () => void }) {
  const { t } = useTranslation('web');
  const { path } = usePlace();
  return (
    <li>
      <Link
        to={path(to)}
        className="hf-nav-link"
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ exact: to === '', includeSearch: false }}
        onClick={onGo}
      >
        <Icon size={16} stroke={1.6} aria-hidden />
        {t(`nav.${to === '' ? 'home' : to}`)}
      </Link>
    </li>
  );
}
