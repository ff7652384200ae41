// Routes of evidence: the list, one item with its chain of custody, collecting, every act on it, its content, its export.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Failure } from '@holdfast/platform/failure';
import { type Context, fileAnswer, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import type { z } from 'zod';
import { keepEvidence, openEvidence, seeEvidence, verifyEvidence } from './access.ts';
import { caseBundle } from './case-export.ts';
import { receiveFile, requireTicket } from './files.ts';
import { acts, type DoneTo, labelOf, refusalOf } from './rules.ts';
import {
  access,
  bringQuery,
  type Collection,
  collection,
  copying,
  destruction,
  handOver,
  item,
  type Item,
  itemDetail,
  itemPage,
  itemQuery,
  receipt,
  receivedFile,
  returning,
  sealing,
} from './schema.ts';
import { askedOpening, newOpening, reading } from '@holdfast/opening-keys/schema';
import { askToOpen, readOpened } from './opening.ts';
import { askDestruction, collect, copyItem, doTo } from './store.custody.ts';
import { listActs, listItems, type NewItem, readCaptureFile, readItem } from './store.ts';

/** What these routes need of the server. */
export type EvidenceNeeds = { vault: Vault; publicUrl: string };

/** What two keys guard is opened by two. */
function requireOneKey(it: Item): void {
  if (it.sensitive && it.form === 'file') throw new Failure('forbidden', 'two_keys_needed');
}

const base = '/api/v1/sites/:site_id/evidence';
const one = siteParams.extend({ item_id: id });

/** Where the bytes are, by what was named as the source. */
async function sourceOf(context: Context, vault: Vault, site_id: string, { source, sensitive }: Collection): Promise<Partial<NewItem>> {
  if (source.of === 'object') return { form: 'object', seal_number: source.seal_number };
  if (source.of === 'file') {
    requireTicket(vault, { site_id, person_id: context.permit.actor_id, sensitive }, source.file);
    const { sha256: file_sha256, size_bytes } = source.file;
    return { form: 'file', file_sha256, size_bytes, file_name: source.name, file_type: source.type };
  }
  // A capture is read and shown elsewhere: no second key would keep it closed.
  if (sensitive) throw new Failure('unprocessable', 'captures_are_not_closed');
  const { sha256: file_sha256, size_bytes, name: file_name } = await readCaptureFile(context.db, site_id, source.capture_id);
  return { form: 'file', file_sha256, size_bytes, file_name, file_type: 'application/vnd.tcpdump.pcap', capture_id: source.capture_id };
}

const doing = <B extends z.ZodType>(word: string, act: DoneTo, body: B, summary: string, sentence = keepEvidence) =>
  route({
    method: 'POST',
    path: `${base}/:item_id/${word}`,
    summary,
    access: sentence,
    params: one,
    body,
    output: item,
    handle: ({ params, body: seen, context }) => doTo(context, params.site_id, params.item_id, act, seen as object),
  });

export const evidenceRoutes = ({ vault, publicUrl }: EvidenceNeeds) => [
  route({
    method: 'GET',
    path: base,
    summary: 'List the items of evidence',
    access: seeEvidence,
    params: siteParams,
    query: itemQuery,
    output: itemPage,
    handle: ({ params, query, context }) => listItems(context.db, params.site_id, query),
  }),
  route({
    method: 'POST',
    path: `${base}/files`,
    summary: 'Bring the bytes of an item: the file is the body; collecting then names them',
    access: keepEvidence,
    params: siteParams,
    query: bringQuery,
    output: receivedFile,
    streams: true,
    handle: ({ params, query, context, stream }) => {
      const whose = { site_id: params.site_id, person_id: context.permit.actor_id, sensitive: query.sensitive === 'true' };
      return receiveFile(context.files, vault, whose, stream as IncomingMessage);
    },
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Collect: take a file, a capture or a thing into evidence',
    access: keepEvidence,
    params: siteParams,
    body: collection,
    output: item,
    handle: async ({ params: { site_id }, body, context }) => {
      const { source: _, remark, ...said } = body;
      const from = await sourceOf(context, vault, site_id, body);
      const whole = { form: 'object' as const, ...said, ...from, person_id: context.permit.actor_id };
      return collect(context, site_id, whole, { place: body.place, tool: body.method, remark });
    },
  }),
  route({
    method: 'GET',
    path: `${base}/:item_id`,
    summary: 'One item, all acts on it, and what the person may do now',
    access: seeEvidence,
    params: one,
    output: itemDetail,
    handle: async ({ params, context }) => {
      const it = await readItem(context.db, params.site_id, params.item_id);
      const may = acts.filter((act) => refusalOf(act, it, context.principal.person_id) === null);
      return { ...it, acts: await listActs(context.db, params.site_id, params.item_id), may };
    },
  }),
  doing('sealing', 'sealed', sealing, 'Seal an item'),
  doing('hand-over', 'handed_over', handOver, 'Hand an item over; whoever is named receives it'),
  doing('taking-back', 'taken_back', receipt, 'Take back what nobody received'),
  doing('receipt', 'received', receipt, 'Receive an item that was handed over'),
  doing('verification', 'verified', receipt, 'Measure an item again', verifyEvidence),
  doing('return', 'returned', returning, 'Give an item back to whom it belongs'),
  route({
    method: 'POST',
    path: `${base}/:item_id/copies`,
    summary: 'Copy an item onto a medium, which becomes an item of its own',
    access: keepEvidence,
    params: one,
    body: copying,
    output: item,
    handle: ({ params, body, context }) => copyItem(context, params.site_id, params.item_id, body),
  }),
  route({
    method: 'POST',
    path: `${base}/:item_id/destruction`,
    summary: 'Ask for the destruction of an item; a second person decides',
    access: keepEvidence,
    params: one,
    body: destruction,
    output: item,
    handle: ({ params, body, context }) => askDestruction(context, params.site_id, params.item_id, body.reason),
  }),
  route({
    method: 'POST',
    path: `${base}/:item_id/content`,
    summary: 'Open the content of an item: the opening is an entry, the answer its bytes',
    access: openEvidence,
    params: one,
    body: access,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, item_id }, body, context }) => {
      requireOneKey(await readItem(context.db, site_id, item_id));
      const it = await doTo(context, site_id, item_id, 'accessed', body);
      if (it.file_sha256 === null) throw new Failure('unprocessable', 'objects_have_no_content');
      const name = it.file_name ?? labelOf(it.number);
      return { name, type: 'application/octet-stream', body: await context.files.stream(it.file_sha256) };
    },
  }),
  route({
    method: 'POST',
    path: `${base}/:item_id/openings`,
    summary: 'Ask both sides to open the content of a sensitive item; the token in the answer is shown this once',
    access: openEvidence,
    params: one,
    body: newOpening,
    output: askedOpening,
    handle: ({ params, body, context }) => askToOpen(context, params.site_id, params.item_id, body.reason),
  }),
  route({
    method: 'POST',
    path: `${base}/:item_id/openings/:opening_id/content`,
    summary: 'Read the content of a sensitive item both sides opened: each reading is an entry, the answer its bytes',
    access: openEvidence,
    params: one.extend({ opening_id: id }),
    body: reading,
    output: fileAnswer,
    sends: true,
    handle: ({ params, body, context }) => readOpened(context, params, body.token),
  }),
  route({
    method: 'GET',
    path: `${base}/:item_id/case`,
    summary: 'The item and its chain of custody as CASE/UCO (JSON-LD), for other tools',
    access: seeEvidence,
    params: one,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: { site_id, item_id }, context }) => {
      const it = await readItem(context.db, site_id, item_id);
      const bundle = caseBundle(it, await listActs(context.db, site_id, item_id), { publicUrl, site_id, at: context.now.toISOString() });
      const body = Readable.from([`${JSON.stringify(bundle, null, 2)}\n`]);
      return { name: `${labelOf(it.number)}.case.jsonld`, type: 'application/ld+json', body };
    },
  }),
];
