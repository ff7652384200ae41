// Every access sentence of the product, to tell people what they may do and the access test what to try.
import * as accounts from '@holdfast/accounts/access';
import * as ruleReports from '@holdfast/rule-reports/access';
import * as roster from '@holdfast/roster/access';
import * as appointments from '@holdfast/appointments/access';
import * as approvals from '@holdfast/approvals/access';
import * as imports from '@holdfast/imports/access';
import * as suppliers from '@holdfast/suppliers/access';
import * as production from '@holdfast/production/access';
import * as isolation from '@holdfast/isolation/access';
import * as windows from '@holdfast/windows/access';
import * as assets from '@holdfast/assets/access';
import * as captures from '@holdfast/captures/access';
import * as certificates from '@holdfast/certificates/access';
import * as cadence from '@holdfast/cadence/access';
import * as meetings from '@holdfast/meetings/access';
import * as clock from '@holdfast/clock/access';
import * as keptFiles from '@holdfast/kept-files/access';
import * as boundary from '@holdfast/boundary/access';
import * as conduits from '@holdfast/conduits/access';
import * as questions from '@holdfast/questions/access';
import * as enforcement from '@holdfast/enforcement/access';
import * as evidence from '@holdfast/evidence/access';
import * as findings from '@holdfast/findings/access';
import * as lineMessages from '@holdfast/line-messages/access';
import * as flows from '@holdfast/flows/access';
import * as integrations from '@holdfast/integrations/access';
import * as anchors from '@holdfast/anchors/access';
import * as ledger from '@holdfast/ledger/access';
import * as dependencies from '@holdfast/dependencies/access';
import * as observation from '@holdfast/observation/access';
import * as ownBackups from '@holdfast/own-backups/access';
import * as packages from '@holdfast/package/access';
import * as people from '@holdfast/people/access';
import * as openingKeys from '@holdfast/opening-keys/access';
import * as personalData from '@holdfast/personal-data/access';
import * as preferences from '@holdfast/preferences/access';
import * as undo from '@holdfast/undo/access';
import * as documents from '@holdfast/documents/access';
import * as duties from '@holdfast/duties/access';
import type { Sentence } from '@holdfast/platform/permit';
import * as gaps from '@holdfast/gaps/access';
import * as maturity from '@holdfast/maturity/access';
import * as requirements from '@holdfast/requirements/access';
import * as risks from '@holdfast/risks/access';
import * as roles from '@holdfast/roles/access';
import * as scope from '@holdfast/scope/access';
import * as search from '@holdfast/search/access';
import * as snapshots from '@holdfast/snapshots/access';
import * as notices from '@holdfast/notices/access';
import * as sites from '@holdfast/sites/access';
import * as switchTables from '@holdfast/switch-tables/access';
import * as walkDowns from '@holdfast/walk-downs/access';
import * as terminals from '@holdfast/terminals/access';
import * as zones from '@holdfast/zones/access';

export const sentences: readonly Sentence[] = [
  people,
  roles,
  scope,
  risks,
  appointments,
  roster,
  ruleReports,
  documents,
  duties,
  certificates,
  clock,
  cadence,
  meetings,
  keptFiles,
  approvals,
  terminals,
  integrations,
  personalData,
  openingKeys,
  preferences,
  undo,
  notices,
  sites,
  assets,
  flows,
  observation,
  zones,
  dependencies,
  snapshots,
  walkDowns,
  switchTables,
  suppliers,
  windows,
  isolation,
  production,
  imports,
  conduits,
  boundary,
  enforcement,
  accounts,
  captures,
  findings,
  lineMessages,
  evidence,
  questions,
  gaps,
  maturity,
  requirements,
  packages,
  ledger,
  anchors,
  ownBackups,
  search,
].flatMap((access) =>
  Object.values<Sentence | readonly string[] | ((...given: never[]) => unknown)>(access).filter(
    (it): it is Sentence => typeof it !== 'function' && 'who' in it,
  ),
);
