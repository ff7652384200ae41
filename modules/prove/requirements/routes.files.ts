// Routes of files as evidence by hand: the file is the request's body, and it is kept like every other file of the plant.
import type { IncomingMessage } from 'node:http';
import { noteKeptFile } from '@holdfast/kept-files/store';
import { Failure } from '@holdfast/platform/failure';
import type { FileStore } from '@holdfast/platform/file-store';
import { type Context, fileAnswer, route, type Routes } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { seeRequirements, stateRequirements } from './access.ts';
import { requireEvidence } from './rules.statements.ts';
import { listed, newEvidenceFile, type SaidStatement, saidStatement } from './schema.ts';
import type { MatrixParts } from './store.ts';
import { addStatement, readStatement } from './store.statements.ts';

/** A binder's page, a scan, a certificate: never a capture. */
const limitBytes = 100 * 2 ** 20;

type Received = { sha256: string; size_bytes: number };

async function receive(files: FileStore, stream: IncomingMessage): Promise<Received> {
  const receiving = await files.receive({ limit_bytes: limitBytes });
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) await receiving.write(chunk);
    const { sha256, size_bytes } = await receiving.finish();
    if (size_bytes === 0) throw new Failure('unprocessable', 'evidence_is_empty');
    return { sha256, size_bytes };
  } catch (error) {
    await receiving.discard();
    throw error;
  }
}

type Where = { site_id: string; requirement_id: string };
type Said = { artefact: string; text: string; until_on: string; name: string };

function keep(context: Context, { site_id, requirement_id }: Where, { name, ...said }: Said, file: Received): Promise<SaidStatement> {
  return context.act(context.permit, { site: site_id, kind: 'requirement.evidence_added' }, async (tx) => {
    const new_statement = { kind: 'evidence', requirement_id, ...said, file_sha256: file.sha256, file_name: name } as const;
    const it = await addStatement(tx, site_id, context.permit.actor_id, new_statement, context.now);
    await noteKeptFile(tx, { site_id, sha256: file.sha256, name, of: { type: 'requirement_statement', id: it.id } });
    return {
      subject: { type: 'requirement', id: requirement_id },
      facts: { statement_id: it.id, artefact: said.artefact, until_on: said.until_on },
      personal: { text: said.text, name },
      files: [{ ...file, type: 'application/octet-stream' }],
      result: it,
    };
  });
}

export const evidenceFileRoutes = ({ matrix }: MatrixParts): Routes => [
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/requirements/:requirement_id/evidence-files',
    summary: 'Add a file as evidence by hand: the file is the body',
    access: stateRequirements,
    params: siteParams.extend({ requirement_id: listed }),
    query: newEvidenceFile,
    output: saidStatement,
    streams: true,
    handle: async ({ params, query, context, stream }) => {
      if (!matrix.requirements.some((it) => it.id === params.requirement_id)) throw new Failure('not_found', 'requirement_not_found');
      requireEvidence(query, context.now);
      return keep(context, params, query, await receive(context.files, stream));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/requirement-statements/:statement_id/file',
    summary: 'The file of evidence by hand',
    access: seeRequirements,
    params: siteParams.extend({ statement_id: id }),
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, statement_id }, context }) => {
      const it = await readStatement(context.db, site_id, statement_id);
      if (it.file_sha256 === null) throw new Failure('not_found', 'file_missing');
      return { name: it.file_name ?? 'evidence', type: 'application/octet-stream', body: await context.files.stream(it.file_sha256) };
    },
  }),
];
