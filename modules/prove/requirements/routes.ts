// Routes of the matrix: a site's requirements with their evidence, one of them in full, sites compared, what is said by hand.
import { route, type Routes } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { compareRequirements, seeRequirements } from './access.ts';
import { summaryOf } from './rules.rows.ts';
import {
  asOf,
  comparisonPage,
  listed,
  matrixPage,
  profilePage,
  proofPage,
  requirementDetail,
  requirementQuery,
  summary,
} from './schema.ts';
import { compare, detailOf, proofsOf, rowsAt, rowsFound, profileAt } from './store.reading.ts';
import type { OscalNeeds } from './store.oscal.ts';
import type { MatrixParts } from './store.ts';
import { evidenceFileRoutes } from './routes.files.ts';
import { oscalRoutes } from './routes.oscal.ts';
import { statementRoutes } from './routes.statements.ts';

const base = '/api/v1/sites/:site_id/requirements';
const one = siteParams.extend({ requirement_id: listed });

/** `parts.matrix` and its readers come from apps/server/src/bindings.ts. */
export const requirementRoutes = (parts: MatrixParts, oscal: OscalNeeds): Routes => [
  route({
    method: 'GET',
    path: base,
    summary: 'List the requirements with their controls, evidence, owner and state',
    access: seeRequirements,
    params: siteParams,
    query: requirementQuery,
    output: matrixPage,
    handle: async ({ params, query, context }) => {
      const found = await rowsFound(parts, context, params.site_id, query);
      return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/summary`,
    summary: 'Coverage of each function, and how much was collected by operation',
    access: seeRequirements,
    params: siteParams,
    query: asOf,
    output: summary,
    handle: async ({ params, query, context }) => {
      const { rows, at, reading } = await rowsAt(parts, context, params.site_id, query.as_of);
      return { as_of: at.toISOString(), ...summaryOf(rows), reading };
    },
  }),
  route({
    method: 'GET',
    path: `${base}/profile`,
    summary: 'NIST CSF 2.0 categories with the requirements and evidence that reach them',
    access: seeRequirements,
    params: siteParams,
    query: asOf,
    output: profilePage,
    handle: ({ params, query, context }) => profileAt(parts, context, params.site_id, query.as_of),
  }),
  route({
    method: 'GET',
    path: `${base}/:requirement_id`,
    summary: 'One requirement with its text, controls, evidence and what was said by hand',
    access: seeRequirements,
    params: one,
    query: asOf,
    output: requirementDetail,
    handle: ({ params, query, context }) => detailOf(parts, context, params, query.as_of),
  }),
  route({
    method: 'GET',
    path: `${base}/:requirement_id/proofs/:binding_id`,
    summary: 'What one practice proves, subject by subject, with the entries behind it',
    access: seeRequirements,
    params: one.extend({ binding_id: listed }),
    query: asOf,
    output: proofPage,
    handle: ({ params, query, context }) => proofsOf(parts, context, params, query.as_of),
  }),
  route({
    method: 'GET',
    path: '/api/v1/requirements',
    summary: 'Compare sites: each requirement with its state at every site',
    access: compareRequirements,
    query: requirementQuery,
    output: comparisonPage,
    handle: ({ query, context }) => compare(parts, context, query),
  }),
  ...oscalRoutes(parts, oscal),
  ...evidenceFileRoutes(parts),
  ...statementRoutes(parts),
];
