// All routes of the server, in the order of the functions: what modules offer, and the document that describes them.
import { seeAssets } from '@holdfast/assets/access';
import { seeCaptures } from '@holdfast/captures/access';
import { seeConduits } from '@holdfast/conduits/access';
import { seeFindings } from '@holdfast/findings/access';
import { seePeople } from '@holdfast/people/access';
import type { NamedType } from '@holdfast/search/schema';
import { seeZones } from '@holdfast/zones/access';
import { seeWalkDowns } from '@holdfast/walk-downs/access';
import { seeEvidence } from '@holdfast/evidence/access';
import { seeQuestions } from '@holdfast/questions/access';
import { seeAreas } from '@holdfast/sites/access';
import { seeDependencies } from '@holdfast/dependencies/access';
import { seeSuppliers } from '@holdfast/suppliers/access';
import { seeProduction } from '@holdfast/production/access';
import { routes as productionRoutes } from '@holdfast/production/routes';
import { drillRoutes } from '@holdfast/isolation/routes.drills';
import { routes as isolationRoutes } from '@holdfast/isolation/routes';
import { seeWindows } from '@holdfast/windows/access';
import { routes as windowRoutes } from '@holdfast/windows/routes';
import { seeAccounts } from '@holdfast/accounts/access';
import { ruleReportRoutes } from '@holdfast/rule-reports/routes';
import { routes as rosterRoutes } from '@holdfast/roster/routes';
import { routes as appointmentRoutes } from '@holdfast/appointments/routes';
import { approvalRoutes } from '@holdfast/approvals/routes';
import type { ApprovalKind } from '@holdfast/approvals/store.decide';
import { routes as accountRoutes } from '@holdfast/accounts/routes';
import { captureRoutes } from '@holdfast/captures/routes';
import { importRoutes } from '@holdfast/imports/routes';
import { routes as supplierRoutes } from '@holdfast/suppliers/routes';
import { certificateRoutes, type CertificateNeeds } from '@holdfast/certificates/routes';
import { routes as assetRoutes } from '@holdfast/assets/routes';
import { assetUndoers } from '@holdfast/assets/store.undo';
import { flowUndoers } from '@holdfast/conduits/store.undo';
import { findingUndoers } from '@holdfast/findings/store.undo';
import { zoneUndoers } from '@holdfast/zones/store.undo';
import { routes as boundaryRoutes } from '@holdfast/boundary/routes';
import { routes as conduitRoutes } from '@holdfast/conduits/routes';
import { type EnforcementRouteNeeds, enforcementRoutes } from '@holdfast/enforcement/routes';
import { type EvidenceNeeds, evidenceRoutes } from '@holdfast/evidence/routes';
import { routes as findingRoutes } from '@holdfast/findings/routes';
import { routes as lineMessageRoutes } from '@holdfast/line-messages/routes';
import { routes as flowRoutes } from '@holdfast/flows/routes';
import { seeFlows } from '@holdfast/flows/access';
import { cadenceRoutes, type FeedNeeds } from '@holdfast/cadence/routes';
import { routes as clockRoutes } from '@holdfast/clock/routes';
import { routes as meetingRoutes } from '@holdfast/meetings/routes';
import { routes as keptFileRoutes } from '@holdfast/kept-files/routes';
import { type IntegrationNeeds, integrationRoutes } from '@holdfast/integrations/routes';
import { type AnchorNeeds, anchorRoutes } from '@holdfast/anchors/routes';
import { ledgerRoutes, type LedgerNeeds } from '@holdfast/ledger/routes';
import { routes as questionRoutes } from '@holdfast/questions/routes';
import { type OwnBackupNeeds, ownBackupRoutes } from '@holdfast/own-backups/routes';
import { type PackageNeeds, packageRoutes } from '@holdfast/package/routes';
import { peopleRoutes, type PeopleNeeds } from '@holdfast/people/routes';
import { routes as documentRoutes } from '@holdfast/documents/routes';
import { routes as dutyRoutes } from '@holdfast/duties/routes';
import { listTwins } from '@holdfast/platform/list-twins';
import { openApiRoute } from '@holdfast/platform/openapi';
import type { Sentence } from '@holdfast/platform/permit';
import type { Routes } from '@holdfast/platform/route';
import { routes as openingKeyRoutes } from '@holdfast/opening-keys/routes';
import { routes as personalDataRoutes } from '@holdfast/personal-data/routes';
import { preferenceRoutes } from '@holdfast/preferences/routes';
import { routes as riskRoutes } from '@holdfast/risks/routes';
import { gapRoutes } from '@holdfast/gaps/routes';
import { maturityRoutes } from '@holdfast/maturity/routes';
import { requirementRoutes } from '@holdfast/requirements/routes';
import type { OscalNeeds } from '@holdfast/requirements/store.oscal';
import { routes as roleRoutes } from '@holdfast/roles/routes';
import { routes as dependencyRoutes } from '@holdfast/dependencies/routes';
import { routes as observationRoutes } from '@holdfast/observation/routes';
import { routes as scopeRoutes } from '@holdfast/scope/routes';
import { searchRoutes } from '@holdfast/search/routes';
import { routes as snapshotRoutes } from '@holdfast/snapshots/routes';
import { routes as siteRoutes } from '@holdfast/sites/routes';
import { routes as switchTableRoutes } from '@holdfast/switch-tables/routes';
import { routes as walkDownRoutes } from '@holdfast/walk-downs/routes';
import { type TerminalNeeds, terminalRoutes } from '@holdfast/terminals/routes';
import { undoRoutes } from '@holdfast/undo/routes';
import type { Undoer } from '@holdfast/undo/store';
import { noticeRoutes, type NoticeNeeds } from '@holdfast/notices/routes';
import { routes as zoneRoutes } from '@holdfast/zones/routes';
import { matrixParts } from './bindings.ts';

/** What routes need of this server beyond a request's context. */
export type RouteNeeds = {
  people: PeopleNeeds;
  approvals: readonly ApprovalKind[];
  terminals: TerminalNeeds;
  integrations: IntegrationNeeds;
  notices: NoticeNeeds;
  cadence: FeedNeeds;
  captures: Parameters<typeof captureRoutes>;
  imports: Parameters<typeof importRoutes>[0];
  evidence: EvidenceNeeds;
  ledger: LedgerNeeds;
  oscal: OscalNeeds;
  packages: PackageNeeds;
  anchors: AnchorNeeds;
  ownBackups: OwnBackupNeeds;
  enforcement: EnforcementRouteNeeds;
  /** Absent where the server speaks plain HTTP. */
  certificates?: CertificateNeeds;
};

const undoers: readonly Undoer[] = [...assetUndoers, ...zoneUndoers, ...flowUndoers, ...findingUndoers];

/** By which sentence each type of thing may be found and named. */
const seeing: Readonly<Record<NamedType, Sentence>> = {
  asset: seeAssets,
  zone: seeZones,
  conduit: seeConduits,
  finding: seeFindings,
  capture: seeCaptures,
  walk_down: seeWalkDowns,
  evidence_item: seeEvidence,
  question: seeQuestions,
  area: seeAreas,
  flow: seeFlows,
  service: seeDependencies,
  supplier: seeSuppliers,
  maintenance_window: seeWindows,
  operating_period: seeProduction,
  account: seeAccounts,
  person: seePeople,
};

/** The version of the interface, not of the product. */
const version = '1';

/** All routes. Without `needs` they can be described, not handled: for the OpenAPI document and the client's types. */
export function listRoutes(needs?: RouteNeeds): Routes {
  const given =
    needs ??
    ({
      people: {},
      approvals: [],
      terminals: {},
      integrations: {},
      notices: {},
      cadence: {},
      captures: [{}, {}],
      imports: { kinds: [] },
      evidence: {},
      ledger: {},
      oscal: {},
      packages: {},
      anchors: {},
      ownBackups: {},
      enforcement: {},
    } as unknown as RouteNeeds);
  const own: Routes = [
    ...peopleRoutes(given.people),
    ...roleRoutes,
    ...appointmentRoutes,
    ...scopeRoutes,
    ...rosterRoutes,
    ...ruleReportRoutes(),
    ...documentRoutes,
    ...dutyRoutes,
    ...certificateRoutes(given.certificates ?? { tls: () => null }),
    ...clockRoutes,
    ...cadenceRoutes(given.cadence),
    ...meetingRoutes,
    ...keptFileRoutes,
    ...personalDataRoutes,
    ...openingKeyRoutes,
    ...preferenceRoutes,
    ...undoRoutes(undoers),
    ...approvalRoutes(given.approvals),
    ...terminalRoutes(given.terminals),
    ...integrationRoutes(given.integrations),
    ...noticeRoutes(given.notices),
    ...siteRoutes,
    ...assetRoutes,
    ...flowRoutes,
    ...observationRoutes,
    ...zoneRoutes,
    ...dependencyRoutes,
    ...snapshotRoutes,
    ...walkDownRoutes,
    ...switchTableRoutes,
    ...supplierRoutes,
    ...windowRoutes,
    ...productionRoutes,
    ...isolationRoutes,
    ...drillRoutes,
    ...importRoutes(given.imports),
    ...conduitRoutes,
    ...boundaryRoutes,
    ...enforcementRoutes(given.enforcement),
    ...accountRoutes,
    ...captureRoutes(...given.captures),
    ...findingRoutes,
    ...lineMessageRoutes,
    ...evidenceRoutes(given.evidence),
    ...searchRoutes(seeing),
    ...questionRoutes,
    ...requirementRoutes(matrixParts, given.oscal),
    ...riskRoutes,
    ...gapRoutes(matrixParts),
    ...maturityRoutes(matrixParts),
    ...packageRoutes(given.packages),
    ...ledgerRoutes(given.ledger),
    ...anchorRoutes(given.anchors),
    ...ownBackupRoutes(given.ownBackups),
    openApiRoute(() => routes, version),
  ];
  const routes: Routes = [...own, ...listTwins(own)];
  return routes;
}
