// Which address shows which page. Pages of a practice come from its module and are fetched when first opened.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { api, askMe, isSignedOut } from './data.ts';
import { NotFound, PageFault } from './faults.tsx';
import { Loading } from '@holdfast/design/states';
import { SetupPage } from './setup-page.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { TerminalPage } from './terminal-page.tsx';

type Context = { queries: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', beforeLoad: goToSetupWhenNeeded, component: SignInPage });
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage });
// Outside of the frame: it has to open without a server.
const walk = createRoute({
  getParentRoute: () => root,
  path: '/walk/$site_id/$walk_down_id',
  component: lazyRouteComponent(() => import('@holdfast/walk-downs/ui/walk-page'), 'WalkPage'),
});
// Outside of the frame and of every session: whoever reports without a name is asked nothing.
const report = createRoute({
  getParentRoute: () => root,
  path: '/report/$site_id',
  component: lazyRouteComponent(() => import('@holdfast/rule-reports/ui/report-page'), 'ReportPage'),
});
const terminal = createRoute({ getParentRoute: () => root, path: '/terminal', component: TerminalPage });
const start = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: goToFirstSite, component: () => null });

const site = createRoute({
  getParentRoute: () => root,
  path: '/sites/$site_id',
  loader: ({ context, location }) => askOrSignIn(context, location.href),
  component: Shell,
});

const pages = {
  '/': lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  '/map': lazyRouteComponent(() => import('./map/map-page.tsx'), 'MapPage'),
  '/assets': lazyRouteComponent(() => import('@holdfast/assets/ui/assets-page'), 'AssetsPage'),
  '/assets/$asset_id': lazyRouteComponent(() => import('./asset-page.tsx'), 'AssetPage'),
  '/switch-tables': lazyRouteComponent(() => import('@holdfast/switch-tables/ui/switch-tables-page'), 'SwitchTablesPage'),
  '/walk-downs': lazyRouteComponent(() => import('@holdfast/walk-downs/ui/walk-downs-page'), 'WalkDownsPage'),
  '/walk-downs/$walk_down_id': lazyRouteComponent(() => import('@holdfast/walk-downs/ui/walk-down-page'), 'WalkDownPage'),
  '/import': lazyRouteComponent(() => import('@holdfast/imports/ui/import-page'), 'ImportPage'),
  '/line-messages': lazyRouteComponent(() => import('@holdfast/line-messages/ui/line-messages-page'), 'LineMessagesPage'),
  '/production': lazyRouteComponent(() => import('@holdfast/production/ui/production-page'), 'ProductionPage'),
  '/exceptions': lazyRouteComponent(() => import('@holdfast/conduits/ui/exceptions-page'), 'ExceptionsPage'),
  '/isolation': lazyRouteComponent(() => import('@holdfast/isolation/ui/isolation-cards-page'), 'IsolationCardsPage'),
  '/isolation/$zone_id': lazyRouteComponent(() => import('@holdfast/isolation/ui/isolation-card-page'), 'IsolationCardPage'),
  '/windows': lazyRouteComponent(() => import('@holdfast/windows/ui/windows-page'), 'WindowsPage'),
  '/suppliers': lazyRouteComponent(() => import('@holdfast/suppliers/ui/suppliers-page'), 'SuppliersPage'),
  '/accounts': lazyRouteComponent(() => import('@holdfast/accounts/ui/accounts-page'), 'AccountsPage'),
  '/zones': lazyRouteComponent(() => import('@holdfast/zones/ui/zones-page'), 'ZonesPage'),
  '/snapshots': lazyRouteComponent(() => import('@holdfast/snapshots/ui/snapshots-page'), 'SnapshotsPage'),
  '/snapshots/$snapshot_id': lazyRouteComponent(() => import('./map/snapshot-page.tsx'), 'SnapshotPage'),
  '/dependencies': lazyRouteComponent(() => import('@holdfast/dependencies/ui/dependencies-page'), 'DependenciesPage'),
  '/areas': lazyRouteComponent(() => import('./sites-page.tsx'), 'SitesWithRules'),
  '/boundary': lazyRouteComponent(() => import('@holdfast/boundary/ui/boundary-page'), 'BoundaryPage'),
  '/segmentation': lazyRouteComponent(() => import('@holdfast/conduits/ui/segmentation-page'), 'SegmentationPage'),
  '/conduits': lazyRouteComponent(() => import('@holdfast/conduits/ui/conduits-page'), 'ConduitsPage'),
  '/enforcers': lazyRouteComponent(() => import('@holdfast/enforcement/ui/enforcers-page'), 'EnforcersPage'),
  '/enforcers/$enforcer_id': lazyRouteComponent(() => import('@holdfast/enforcement/ui/enforcer-page'), 'EnforcerPage'),
  '/conduits/$conduit_id': lazyRouteComponent(() => import('@holdfast/conduits/ui/conduit-page'), 'ConduitPage'),
  '/flows': lazyRouteComponent(() => import('@holdfast/conduits/ui/flows-page'), 'FlowsPage'),
  '/captures': lazyRouteComponent(() => import('@holdfast/captures/ui/captures-page'), 'CapturesPage'),
  '/findings': lazyRouteComponent(() => import('@holdfast/findings/ui/findings-page'), 'FindingsPage'),
  '/evidence': lazyRouteComponent(() => import('@holdfast/evidence/ui/evidence-page'), 'EvidencePage'),
  '/evidence/$item_id': lazyRouteComponent(() => import('@holdfast/evidence/ui/evidence-item-page'), 'EvidenceItemPage'),
  '/evidence/$item_id/label': lazyRouteComponent(() => import('@holdfast/evidence/ui/label-page'), 'LabelPage'),
  '/minimum': lazyRouteComponent(() => import('@holdfast/gaps/ui/minimum-page'), 'MinimumPage'),
  '/first-hour': lazyRouteComponent(() => import('@holdfast/gaps/ui/first-hour-page'), 'FirstHourPage'),
  '/maturity': lazyRouteComponent(() => import('@holdfast/maturity/ui/maturity-page'), 'MaturityPage'),
  '/requirements': lazyRouteComponent(() => import('@holdfast/requirements/ui/requirements-page'), 'RequirementsPage'),
  '/requirement': lazyRouteComponent(() => import('@holdfast/requirements/ui/requirement-page'), 'RequirementPage'),
  '/questions': lazyRouteComponent(() => import('@holdfast/questions/ui/questions-page'), 'QuestionsPage'),
  '/packages': lazyRouteComponent(() => import('@holdfast/package/ui/packages-page'), 'PackagesPage'),
  '/documents': lazyRouteComponent(() => import('@holdfast/documents/ui/documents-page'), 'DocumentsPage'),
  '/documents/$document_id': lazyRouteComponent(() => import('@holdfast/documents/ui/document-page'), 'DocumentPage'),
  '/documents/$document_id/edit': lazyRouteComponent(() => import('@holdfast/documents/ui/document-edit-page'), 'DocumentEditPage'),
  '/naming': lazyRouteComponent(() => import('@holdfast/documents/ui/naming-page'), 'NamingPage'),
  '/duties': lazyRouteComponent(() => import('@holdfast/duties/ui/duties-page'), 'DutiesPage'),
  '/search': lazyRouteComponent(() => import('@holdfast/search/ui/search-page'), 'SearchPage'),
  '/ledger': lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerWithOutside'),
  '/fingerprint': lazyRouteComponent(() => import('@holdfast/anchors/ui/fingerprint-page'), 'FingerprintPage'),
  '/anchors': lazyRouteComponent(() => import('@holdfast/anchors/ui/anchors-page'), 'AnchorsPage'),
  '/approvals': lazyRouteComponent(() => import('./approvals-page.tsx'), 'ApprovalsWithOpenings'),
  '/scope': lazyRouteComponent(() => import('@holdfast/scope/ui/scope-page'), 'ScopePage'),
  '/scope/$entity_id': lazyRouteComponent(() => import('@holdfast/scope/ui/entity-page'), 'EntityPage'),
  '/scope/$entity_id/questions': lazyRouteComponent(() => import('@holdfast/scope/ui/questions-page'), 'QuestionsPage'),
  '/responsibilities': lazyRouteComponent(() => import('@holdfast/appointments/ui/responsibilities-page'), 'ResponsibilitiesPage'),
  '/responsible': lazyRouteComponent(() => import('@holdfast/appointments/ui/responsible-page'), 'ResponsiblePage'),
  '/role-card/$appointment_id': lazyRouteComponent(() => import('@holdfast/appointments/ui/role-card-page'), 'RoleCardPage'),
  '/calendar': lazyRouteComponent(() => import('@holdfast/cadence/ui/calendar-page'), 'CalendarPage'),
  '/activities': lazyRouteComponent(() => import('@holdfast/cadence/ui/activities-page'), 'ActivitiesPage'),
  '/activities/$activity_id': lazyRouteComponent(() => import('@holdfast/cadence/ui/activity-page'), 'ActivityPage'),
  '/meetings': lazyRouteComponent(() => import('@holdfast/meetings/ui/meetings-page'), 'MeetingsPage'),
  '/meetings/$meeting_id': lazyRouteComponent(() => import('@holdfast/meetings/ui/meeting-page'), 'MeetingPage'),
  '/meeting-actions': lazyRouteComponent(() => import('@holdfast/meetings/ui/actions-page'), 'ActionsPage'),
  '/risks': lazyRouteComponent(() => import('@holdfast/risks/ui/risks-page'), 'RisksPage'),
  '/investments': lazyRouteComponent(() => import('@holdfast/meetings/ui/investments-page'), 'InvestmentsPage'),
  '/board-targets': lazyRouteComponent(() => import('@holdfast/meetings/ui/board-page'), 'BoardPage'),
  '/audits': lazyRouteComponent(() => import('@holdfast/cadence/ui/audits-page'), 'AuditsPage'),
  '/audits/$audit_id': lazyRouteComponent(() => import('@holdfast/cadence/ui/audit-page'), 'AuditPage'),
  '/roster': lazyRouteComponent(() => import('@holdfast/roster/ui/roster-page'), 'RosterPage'),
  '/rule-reports': lazyRouteComponent(() => import('@holdfast/rule-reports/ui/rule-reports-page'), 'RuleReportsPage'),
  '/roles': lazyRouteComponent(() => import('@holdfast/roles/ui/roles-page'), 'RolesPage'),
  '/terminals': lazyRouteComponent(() => import('@holdfast/terminals/ui/terminals-page'), 'TerminalsPage'),
  '/integrations': lazyRouteComponent(() => import('@holdfast/integrations/ui/integrations-page'), 'IntegrationsPage'),
  '/api': lazyRouteComponent(() => import('@holdfast/integrations/ui/api-page'), 'ApiPage'),
  '/notices': lazyRouteComponent(() => import('@holdfast/notices/ui/notices-page'), 'NoticesPage'),
  '/certificates': lazyRouteComponent(() => import('@holdfast/certificates/ui/certificates-page'), 'CertificatesPage'),
  '/certificates/paper': lazyRouteComponent(() => import('@holdfast/certificates/ui/paper-page'), 'PaperPage'),
  '/own-backups': lazyRouteComponent(() => import('@holdfast/own-backups/ui/own-backups-page'), 'OwnBackupsPage'),
  '/clock': lazyRouteComponent(() => import('@holdfast/clock/ui/clock-page'), 'ClockPage'),
  '/personal-data': lazyRouteComponent(() => import('@holdfast/personal-data/ui/personal-data-page'), 'PersonalDataPage'),
  '/erasures': lazyRouteComponent(() => import('@holdfast/personal-data/ui/erasures-page'), 'ErasuresPage'),
  '/erasures/$erasure_id': lazyRouteComponent(() => import('@holdfast/personal-data/ui/erasure-page'), 'ErasurePage'),
  '/opening-keys': lazyRouteComponent(() => import('@holdfast/opening-keys/ui/opening-keys-page'), 'OpeningKeysPage'),
  '/people': lazyRouteComponent(() => import('@holdfast/people/ui/people-page'), 'PeoplePage'),
  '/account': lazyRouteComponent(() => import('@holdfast/people/ui/account-page'), 'AccountPage'),
  '/sign-in-settings': lazyRouteComponent(() => import('@holdfast/people/ui/sign-in-settings-page'), 'SignInSettingsPage'),
};

const sitePages = Object.entries(pages).map(([path, component]) => createRoute({ getParentRoute: () => site, path, component }));

// Whoever is signed out comes back to the page after signing in.
async function askOrSignIn({ queries }: Context, to: string): Promise<void> {
  await queries.ensureQueryData(askMe).catch((error: unknown) => {
    throw isSignedOut(error) ? redirect({ to: '/sign-in', search: { to } }) : error;
  });
}

async function goToFirstSite({ context }: { context: Context }): Promise<void> {
  await askOrSignIn(context, '/');
  const me = await context.queries.ensureQueryData(askMe);
  const kept = localStorage.getItem('holdfast.site');
  const first = me.sites.find((it) => it.id === kept) ?? me.sites[0];
  if (first !== undefined) throw redirect({ to: `/sites/${first.id}` });
  throw redirect({ to: '/sign-in', search: { no_site: '1' } });
}

async function goToSetupWhenNeeded(): Promise<void> {
  const { data } = await api.GET('/api/v1/setup').catch(() => ({ data: undefined }));
  if (data?.needed === true) throw redirect({ to: '/setup' });
}

const plainValues = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));
const plainText = (search: Record<string, unknown>): string => {
  const text = new URLSearchParams(Object.entries(search).map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
};

/** The router. Queries in addresses are plain text (`?zone_id=a,b`), not JSON. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([start, signIn, setup, terminal, walk, report, site.addChildren(sitePages)]),
    context: { queries },
    parseSearch: plainValues,
    stringifySearch: plainText,
    defaultPendingComponent: Loading,
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
  });
}
