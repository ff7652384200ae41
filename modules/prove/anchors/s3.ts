// The two questions an S3 bucket is asked: whether it keeps Object Lock, and to keep an object until a date. Signed with AWS Signature Version 4.
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { type Exchanged, exchangeWith } from '@holdfast/platform/outbound';
import { SignatureV4 } from '@smithy/signature-v4';
import { AnchorFault, outboundTo, sealedForAnchor, type SendParts } from './send.ts';
import type { KeptAnchor } from './store.ts';

/** `retain_until`: ISO 8601. `sha256` of the body, base64: the bucket refuses bytes that changed on the way. */
export type PutObject = { key: string; type: string; body: Uint8Array; retain_until: string; sha256: string };
export type Bucket = { requireLock(): Promise<void>; put(it: PutObject): Promise<void> };

/** What the signer asks for: a hash, keyed or not. */
class NodeHash {
  readonly #hash: Hash | Hmac;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', typeof key === 'string' ? key : bytesOf(key));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** The bucket of an anchor. Path style (`https://host/bucket/key`), which every S3 server speaks. Throws AnchorFault in what it does. */
export function openBucket(parts: SendParts, anchor: KeptAnchor): Bucket {
  const { settings } = anchor;
  if (anchor.secret === null) throw new TypeError('a bucket without a key');
  const signer = new SignatureV4({
    service: 's3',
    region: settings.region ?? 'us-east-1',
    credentials: {
      accessKeyId: settings.access_key_id ?? '',
      secretAccessKey: parts.vault.open(anchor.secret.toString(), sealedForAnchor(anchor.id)),
    },
    sha256: NodeHash,
    // S3 alone wants paths encoded once.
    uriEscapePath: false,
    applyChecksum: true,
  });
  const ask = async (
    method: 'GET' | 'PUT',
    key: string,
    query: Record<string, string>,
    headers: Record<string, string>,
    body?: Uint8Array,
  ) => {
    const path = `/${[settings.bucket ?? '', ...key.split('/')].filter(Boolean).map(encodeURIComponent).join('/')}`;
    const to = outboundTo(parts, anchor, path);
    for (const [name, value] of Object.entries(query)) to.url.searchParams.set(name, value);
    const { protocol, hostname, host, port, pathname } = to.url;
    const bare = {
      method,
      protocol,
      hostname,
      path: pathname,
      query,
      headers: { host, ...headers },
      ...(port === '' ? {} : { port: Number(port) }),
    };
    const signed = await signer.sign({ ...bare, body: body ?? '' }, { signingDate: parts.now() });
    return exchangeWith(
      { ...to, timeoutMs: 30_000 },
      { method, headers: signed.headers, ca: anchor.ca_pem, ...(body === undefined ? {} : { body }) },
    );
  };
  return {
    requireLock: async () => {
      const answer = await ask('GET', '', { 'object-lock': '' }, {});
      if (answer.status === 404 && !/NoSuchBucket/.test(answer.body.toString('utf8'))) throw new AnchorFault('no_object_lock', 404);
      requireDone(answer);
      if (!/<ObjectLockEnabled>Enabled</.test(answer.body.toString('utf8'))) throw new AnchorFault('no_object_lock', answer.status);
    },
    put: async ({ key, type, body, retain_until, sha256 }) => {
      const headers = {
        'content-type': type,
        'x-amz-checksum-sha256': sha256,
        'x-amz-object-lock-mode': 'COMPLIANCE',
        'x-amz-object-lock-retain-until-date': retain_until,
      };
      requireDone(await ask('PUT', key, {}, headers, body));
    },
  };
}

function requireDone({ status, body }: Exchanged): void {
  if (status >= 200 && status < 300) return;
  const code = /<Code>(\w+)<\/Code>/.exec(body.toString('utf8'))?.[1] ?? '';
  if (status === 403) throw new AnchorFault('access_denied', status);
  if (status === 404) throw new AnchorFault('no_bucket', status);
  throw new AnchorFault(/ObjectLock|InvalidRequest/.test(code) ? 'no_object_lock' : 'answered', status);
}
