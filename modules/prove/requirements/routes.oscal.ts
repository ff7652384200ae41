// Routes that hand the matrix to other tools: OSCAL documents of NIST.
import { Readable } from 'node:stream';
import { fileAnswer, route, type Routes } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { seeRequirements } from './access.ts';
import { assessmentResults, mappingCollection } from './oscal.ts';
import { planOfAction } from './oscal-plan.ts';
import { asOf } from './schema.ts';
import { oscalGivenAt, type OscalNeeds } from './store.oscal.ts';
import type { MatrixParts } from './store.ts';

const documents = { mapping: mappingCollection, results: assessmentResults, poam: planOfAction };
const names = { mapping: 'oscal-mapping-collection', results: 'oscal-assessment-results', poam: 'oscal-poam' };

export const oscalRoutes = (parts: MatrixParts, needs: OscalNeeds): Routes => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/requirements/oscal/:document',
    summary: 'The matrix as an OSCAL 1.2.1 document: mapping of controls, assessment results, or plan of action and milestones',
    access: seeRequirements,
    params: siteParams.extend({ document: z.enum(['mapping', 'results', 'poam']) }),
    query: asOf,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, document }, query, context }) => {
      const given = await oscalGivenAt(parts, needs, context, site_id, query.as_of);
      const body = Readable.from([JSON.stringify(documents[document](given), null, 2)]);
      return { name: `${names[document]}-${given.at.slice(0, 10)}.json`, type: 'application/json', body };
    },
  }),
];
