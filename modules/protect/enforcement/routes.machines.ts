// What enrolled enforcers ask: their next order (a long poll), to be heard, a new certificate; and enrolment itself, by code.
import { Failure } from '@holdfast/platform/failure';
import { machineRoute } from '@holdfast/platform/machine-door';
import { issueMachineCertificate } from '@holdfast/platform/plant-ca';
import { listCertificates } from '@holdfast/platform/plant-ca-store';
import type { Tls } from '@holdfast/platform/tls';
import { permitCertificates, permitEnrolment } from './access.ts';
import { hearReport, type Parts } from './hearing.ts';
import { certificateRequest, enrolment, report } from './schema.ts';
import { type ByCode, findByCode, findMachine, keepCertificate, takeCode } from './store.ts';
import { orderNow, readOffered } from './store.policies.ts';
import { createSuccession, endCertificates } from './succession.ts';

const certificateDays = 90;
const longestPollMs = 25_000;
/** Another process may have made the order: nobody rings here then. */
const lookAgainMs = 1000;

export const enforcementMachines = (parts: Parts, tls: Tls) => [...enrolling(parts, tls), ...serving(parts, tls, createSuccession(tls))];

const enrolling = (parts: Parts, tls: Tls) => [
  machineRoute({
    method: 'POST',
    path: '/machine/v1/enforcer/enrolment',
    kind: null,
    body: enrolment,
    handle: async ({ body, now }) => {
      const it = await findByCode(parts.db, body.secret);
      await takeItsCode(parts, tls, it, body.secret, now);
      const { current } = parts.keys.shown(it.site_id, now);
      const made = await certify(parts, tls, it, body.csr_pem, 'enforcer.certified');
      return { enforcer_id: it.id, site_id: it.site_id, name: it.name, policy_key: current.vkey, ...made };
    },
  }),
];

const serving = (parts: Parts, tls: Tls, succeed: ReturnType<typeof createSuccession>) => [
  machineRoute({
    method: 'GET',
    path: '/machine/v1/enforcer/policy',
    kind: 'enforcer',
    handle: async ({ machine, query, gone }) => {
      const it = await findMachine(parts.db, machine.id);
      const has = { after: countOf(query, 'after'), waiting: countOf(query, 'waiting') };
      const until = Date.now() + longestPollMs;
      for (;;) {
        const rung = parts.doorbell.wait(it.id, lookAgainMs, gone);
        const offered = await readOffered(parts.db, it.site_id, it.id, has, new Date());
        if (offered !== null || gone.aborted || Date.now() >= until) return offered ?? undefined;
        await rung;
      }
    },
  }),
  machineRoute({
    method: 'POST',
    path: '/machine/v1/enforcer/report',
    kind: 'enforcer',
    body: report,
    body_bytes: 8 << 20,
    handle: async ({ machine, body, now }) => {
      const it = await findMachine(parts.db, machine.id);
      const heard = await hearReport(parts, it, body, now);
      await succeed(it, machine.fingerprint, now);
      return { heard };
    },
  }),
  machineRoute({
    method: 'POST',
    path: '/machine/v1/certificate',
    kind: 'enforcer',
    body: certificateRequest,
    handle: async ({ machine, body }) =>
      certify(parts, tls, await findMachine(parts.db, machine.id), body.csr_pem, 'enforcer.certificate_renewed'),
  }),
];

function countOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '0';
  if (!/^\d{1,15}$/.test(text)) throw new Failure('bad_input', 'wrong_input');
  return Number(text);
}

/** The code is used up; a machine that was the enforcer before is so no more, and the new one is ordered what the former held. */
async function takeItsCode(parts: Parts, tls: Tls, it: ByCode, secret: string, now: Date): Promise<void> {
  const { former } = await parts.act(permitEnrolment(it.site_id), { site: it.site_id, kind: 'enforcer.enrolled' }, async (tx) => {
    const taken = await takeCode(tx, it, secret);
    const ordered = await orderNow(tx, it.site_id, it.id, { keys: parts.keys, now }, taken.former !== null);
    return {
      subject: { type: 'enforcer', id: it.id },
      facts: { replaces: taken.former !== null, sequence: ordered?.sequence ?? null },
      result: taken,
    };
  });
  if (former !== null) await endCertificates(tls, it.id);
}

async function certify(parts: Parts, tls: Tls, it: ByCode, csr_pem: string, kind: string) {
  const asked = { csr_pem, kind: 'enforcer' as const, id: it.id, name: it.name, days: certificateDays };
  const { pem, fingerprint, not_after } = await issueMachineCertificate(tls.parts, permitCertificates(), asked);
  await parts.act(permitEnrolment(it.site_id), { site: it.site_id, kind }, async (tx) => {
    await keepCertificate(tx, it.site_id, it.id, fingerprint);
    return { subject: { type: 'enforcer', id: it.id }, facts: { fingerprint, not_after }, result: null };
  });
  const roots = (await listCertificates(tls.parts.db, ['root'])).filter((root) => root.state !== 'revoked');
  return { certificate_pem: pem, not_after, authorities: roots.map((root) => root.pem) };
}
