// Routes of certificates: what is shown, bringing one's own, renewing, succession of the authority, machines.
import { Failure } from '@holdfast/platform/failure';
import { issueMachineCertificate, prepareSuccessor, revokeMachineCertificate, succeed } from '@holdfast/platform/plant-ca';
import { listCertificates, setTransportStrict } from '@holdfast/platform/plant-ca-store';
import { route } from '@holdfast/platform/route';
import { done } from '@holdfast/platform/shapes';
import { certificateWarnings, type Tls } from '@holdfast/platform/tls';
import { checkOwnCertificate } from '@holdfast/platform/tls-check';
import { z } from 'zod';
import { keepCertificates, seeCertificates } from './access.ts';
import {
  broughtCertificate,
  certificateState,
  checkedCertificate,
  issuedCertificate,
  machinePage,
  machineRequest,
  revocation,
  strictTransport,
  warningList,
} from './schema.ts';
import { machineOfRow, stateOf } from './store.ts';

/** What these routes need of the server: its TLS, or null where there is none. */
export type CertificateNeeds = { tls: () => Tls | null };

const isDone = { done: true as const };
const base = '/api/v1/certificates';

export const certificateRoutes = ({ tls }: CertificateNeeds) => {
  const opened = (): Tls => {
    const open = tls();
    if (open === null) throw new Failure('conflict', 'tls_is_off');
    return open;
  };
  return [
    route({
      method: 'GET',
      path: base,
      summary: 'How the server is reached: its certificate, the authority behind it, what to mind',
      access: seeCertificates,
      output: certificateState,
      handle: () => stateOf(tls()),
    }),
    route({
      method: 'GET',
      path: `${base}/warnings`,
      summary: 'What needs somebody about the certificates',
      access: seeCertificates,
      output: warningList,
      handle: async () => {
        const open = tls();
        return { rows: open === null ? [] : await certificateWarnings(open) };
      },
    }),
    route({
      method: 'POST',
      path: `${base}/renewal`,
      summary: 'Make a new certificate of the plant authority now',
      access: keepCertificates,
      output: done,
      handle: async ({ context }) => {
        await opened().renew(context.permit);
        return isDone;
      },
    }),
    route({
      method: 'POST',
      path: `${base}/own/check`,
      summary: 'Look at a certificate and its key without taking them; nothing is kept',
      access: keepCertificates,
      body: broughtCertificate,
      output: checkedCertificate,
      handle: async ({ body, context }) => {
        const { faults, warnings, leaf } = checkOwnCertificate({ ...body, names: tls()?.parts.names() ?? [], now: context.now });
        const names = (leaf?.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''));
        return { faults, warnings, names: names.filter(Boolean), not_after: leaf?.validToDate.toISOString() ?? null };
      },
    }),
    route({
      method: 'PUT',
      path: `${base}/own`,
      summary: 'Show a certificate of the plant’s own from now on',
      access: keepCertificates,
      body: broughtCertificate,
      output: done,
      handle: async ({ body, context }) => {
        await opened().replace(context.permit, body);
        return isDone;
      },
    }),
    route({
      method: 'DELETE',
      path: `${base}/own`,
      summary: 'Go back to a certificate of the plant authority',
      access: keepCertificates,
      output: done,
      handle: async ({ context }) => {
        await opened().removeOwn(context.permit);
        return isDone;
      },
    }),
    route({
      method: 'POST',
      path: `${base}/authorities`,
      summary: 'Make the authority’s successor; it takes over later',
      access: keepCertificates,
      output: done,
      handle: async ({ context }) => {
        await prepareSuccessor(opened().parts, context.permit);
        return isDone;
      },
    }),
    route({
      method: 'POST',
      path: `${base}/authorities/succession`,
      summary: 'Let the successor take over',
      access: keepCertificates,
      output: done,
      handle: async ({ context }) => {
        await succeed(opened().parts, context.permit);
        await opened().renew(context.permit);
        return isDone;
      },
    }),
    route({
      method: 'PUT',
      path: `${base}/strict-transport`,
      summary: 'Whether browsers shall remember to use only HTTPS here',
      access: keepCertificates,
      body: strictTransport,
      output: done,
      handle: async ({ body, context }) => {
        await context.act(context.permit, { site: null, kind: 'connection.strict_transport_changed' }, async (tx) => {
          await setTransportStrict(tx, body.strict_transport);
          return {
            subject: { type: 'connection', id: 'strict_transport' },
            facts: { strict_transport: body.strict_transport },
            result: null,
          };
        });
        await tls()?.reload();
        return isDone;
      },
    }),
    ...machineRoutes(opened),
  ];
};

const machineRoutes = (opened: () => Tls) => [
  route({
    method: 'GET',
    path: `${base}/machines`,
    summary: 'Certificates of sensors, enforcers and other machines',
    access: seeCertificates,
    output: machinePage,
    handle: async ({ context }) => {
      const rows = (await listCertificates(context.db, ['client'])).map((row) => machineOfRow(row, context.now));
      return { rows, total: rows.length };
    },
  }),
  route({
    method: 'POST',
    path: `${base}/machines`,
    summary: 'Make a machine’s certificate for its request (PKCS #10)',
    access: keepCertificates,
    body: machineRequest,
    output: issuedCertificate,
    handle: async ({ body, context }) => {
      const { machine_kind: kind, machine_id: id, ...rest } = body;
      const made = await issueMachineCertificate(opened().parts, context.permit, { ...rest, kind, id });
      const roots = (await listCertificates(context.db, ['root'])).filter((it) => it.state !== 'past');
      return { fingerprint: made.fingerprint, pem: made.pem, authority_pem: roots.map((it) => it.pem).join(''), not_after: made.not_after };
    },
  }),
  route({
    method: 'POST',
    path: `${base}/machines/:fingerprint/revocation`,
    summary: 'Let a machine’s certificate count no longer, at once',
    access: keepCertificates,
    params: z.object({ fingerprint: z.string().max(100) }),
    body: revocation,
    output: done,
    handle: async ({ params, body, context }) => {
      await revokeMachineCertificate(opened().parts, context.permit, { fingerprint: params.fingerprint, reason: body.reason });
      await opened().reload();
      return isDone;
    },
  }),
];
