// Routes of dependencies: services, who depends on them, what flows propose, and what stops when something is down.
import { refreshSite } from '@holdfast/sites/rules';
import { tellList } from '@holdfast/platform/large-fact';
import { route } from '@holdfast/platform/route';
import { done, id, siteParams } from '@holdfast/platform/shapes';
import { keepDependencies, seeDependencies } from './access.ts';
import { listRoutes } from './routes.lists.ts';
import { pageProposals } from './rules.proposals.ts';
import {
  acceptance,
  changedDependency,
  changedService,
  declined,
  declining,
  newDependency,
  newService,
  outage,
  outageQuery,
  proposalPage,
  proposalQuery,
  type Service,
  serviceDetail,
  servicePage,
  serviceQuery,
} from './schema.ts';
import { readOutage } from './store.outage.ts';
import { declineProposals, listProposals, readProposal } from './store.proposals.ts';
import {
  addDependency,
  addHosts,
  addService,
  changeDependency,
  changeService,
  endService,
  listServices,
  readService,
  removeDependency,
} from './store.services.ts';

const base = '/api/v1/sites/:site_id';
const serviceParams = siteParams.extend({ service_id: id });
const dependencyParams = siteParams.extend({ dependency_id: id });
const factsOf = ({ name, kind, external, business_application, owner_id, supplier_id, addresses, hosts }: Service) => ({
  name,
  kind,
  external,
  business_application,
  owner_id,
  supplier_id,
  addresses,
  host_ids: hosts.map((it) => it.id),
});

const serviceRoutes = [
  route({
    method: 'GET',
    path: `${base}/services`,
    summary: 'List the services production depends on',
    access: seeDependencies,
    params: siteParams,
    query: serviceQuery,
    output: servicePage,
    handle: ({ params, query, context }) => listServices(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: `${base}/services/:service_id`,
    summary: 'One service with who depends on it',
    access: seeDependencies,
    params: serviceParams,
    output: serviceDetail,
    handle: ({ params, context }) => readService(context.db, params.site_id, params.service_id),
  }),
  route({
    method: 'POST',
    path: `${base}/services`,
    summary: 'Declare a service',
    access: keepDependencies,
    params: siteParams,
    body: newService,
    output: serviceDetail,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'service.declared' }, async (tx) => {
        const result = await addService(tx, site_id, context.permit.actor_id, body);
        return { subject: { type: 'service', id: result.id }, facts: factsOf(result), jobs: [refreshSite(site_id)], result };
      }),
  }),
  route({
    method: 'PATCH',
    path: `${base}/services/:service_id`,
    summary: 'Change a service',
    access: keepDependencies,
    params: serviceParams,
    body: changedService,
    output: serviceDetail,
    handle: ({ params: { site_id, service_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'service.changed' }, async (tx) => {
        const result = await changeService(tx, site_id, service_id, body);
        const subject = { type: 'service', id: service_id, version: result.version };
        return { subject, facts: factsOf(result), jobs: [refreshSite(site_id)], result };
      }),
  }),
  route({
    method: 'DELETE',
    path: `${base}/services/:service_id`,
    summary: 'A service is used no more',
    access: keepDependencies,
    params: serviceParams,
    output: done,
    handle: ({ params: { site_id, service_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'service.ended' }, async (tx) => {
        const gone = await endService(tx, site_id, service_id);
        const facts = { name: gone.name, kind: gone.kind, dependents: gone.depends.length };
        return { subject: { type: 'service', id: service_id }, facts, jobs: [refreshSite(site_id)], result: { done: true as const } };
      }),
  }),
];

const dependencyRoutes = [
  route({
    method: 'POST',
    path: `${base}/services/:service_id/dependencies`,
    summary: 'Say that something depends on a service',
    access: keepDependencies,
    params: serviceParams,
    body: newDependency,
    output: serviceDetail,
    handle: ({ params: { site_id, service_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'dependency.declared' }, async (tx) => {
        const dependency_id = await addDependency(tx, site_id, context.permit.actor_id, service_id, body);
        const { workaround, ...facts } = body;
        const personal = workaround === null ? {} : { workaround };
        return {
          subject: { type: 'service', id: service_id },
          facts: { dependency_id, ...facts },
          personal,
          result: await readService(tx, site_id, service_id),
        };
      }),
  }),
  route({
    method: 'PATCH',
    path: `${base}/dependencies/:dependency_id`,
    summary: 'Say how hard something depends on a service',
    access: keepDependencies,
    params: dependencyParams,
    body: changedDependency,
    output: serviceDetail,
    handle: ({ params: { site_id, dependency_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'dependency.changed' }, async (tx) => {
        const service_id = await changeDependency(tx, site_id, dependency_id, body);
        const facts = { dependency_id, hardness: body.hardness, after_hours: body.after_hours };
        return { subject: { type: 'service', id: service_id }, facts, result: await readService(tx, site_id, service_id) };
      }),
  }),
  route({
    method: 'DELETE',
    path: `${base}/dependencies/:dependency_id`,
    summary: 'Something does not depend on a service any more',
    access: keepDependencies,
    params: dependencyParams,
    output: serviceDetail,
    handle: ({ params: { site_id, dependency_id }, context }) =>
      context.act(context.permit, { site: site_id, kind: 'dependency.removed' }, async (tx) => {
        const service_id = await removeDependency(tx, site_id, dependency_id);
        return {
          subject: { type: 'service', id: service_id },
          facts: { dependency_id },
          result: await readService(tx, site_id, service_id),
        };
      }),
  }),
];

const proposalRoutes = [
  route({
    method: 'GET',
    path: `${base}/dependency-proposals`,
    summary: 'Dependencies the flows speak for',
    access: seeDependencies,
    params: siteParams,
    query: proposalQuery,
    output: proposalPage,
    handle: async ({ params, query, context }) => pageProposals(await listProposals(context.db, params.site_id), query),
  }),
  route({
    method: 'POST',
    path: `${base}/dependency-proposals/acceptance`,
    summary: 'Accept a proposed dependency',
    access: keepDependencies,
    params: siteParams,
    body: acceptance,
    output: serviceDetail,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'dependency.accepted' }, async (tx) => {
        const it = await readProposal(tx, site_id, body.key);
        const { actor_id } = context.permit;
        const { kind, external, host_ids, addresses } = it;
        const made = { name: body.service_name ?? it.service_name, kind, external, host_ids, addresses, owner_id: body.owner_id };
        const service_id = it.service_id ?? (await addService(tx, site_id, actor_id, made, 'flows')).id;
        await addHosts(tx, site_id, service_id, host_ids);
        const said = { hardness: body.hardness, after_hours: body.after_hours, workaround: body.workaround };
        const told = { source: 'flows' as const, proposal_key: it.key, flows_counted: it.flows };
        await addDependency(tx, site_id, actor_id, service_id, { dependent_type: 'zone', dependent_id: it.zone_id, ...said }, told);
        const facts = {
          kind,
          zone_id: it.zone_id,
          flows: it.flows,
          why: it.why.map(({ code, value }) => `${code}: ${value}`),
          hardness: body.hardness,
          after_hours: body.after_hours,
        };
        return {
          subject: { type: 'service', id: service_id },
          facts,
          jobs: [refreshSite(site_id)],
          result: await readService(tx, site_id, service_id),
        };
      }),
  }),
  route({
    method: 'POST',
    path: `${base}/dependency-proposals/declining`,
    summary: 'Decline proposed dependencies',
    access: keepDependencies,
    params: siteParams,
    body: declining,
    output: declined,
    handle: ({ params: { site_id }, body, context }) =>
      context.act(context.permit, { site: site_id, kind: 'dependency.declined', reason: body.reason }, async (tx) => {
        const count = await declineProposals(tx, site_id, context.permit.actor_id, body.keys, body.reason);
        const told = tellList('keys', body.keys);
        return {
          subject: { type: 'site', id: site_id },
          facts: { declined: count, ...told.facts },
          personal: told.personal,
          result: { declined: count },
        };
      }),
  }),
  route({
    method: 'GET',
    path: `${base}/outage`,
    summary: 'What stops when something is down',
    access: seeDependencies,
    params: siteParams,
    query: outageQuery,
    output: outage,
    handle: ({ params, query, context }) => readOutage(context.db, params.site_id, query),
  }),
];

export const routes = [...serviceRoutes, ...dependencyRoutes, ...proposalRoutes, ...listRoutes];
