// How an entry looks when it leaves: a signed webhook (Standard Webhooks 1.0.0), a syslog line (RFC 5424) with CEF or JSON. Ids and kinds only.

/** What may leave of an entry. */
export type Outgoing = {
  id: string;
  entry_id: string | null;
  kind: string;
  site_id: string | null;
  actor_id: string | null;
  via: string | null;
  subject_type: string;
  subject_id: string;
  at: string;
};

/** Whether a subscription wants a kind: every kind, this one, or all that begin alike (`conduit.*`). */
export function wantsKind(kinds: readonly string[], kind: string): boolean {
  return kinds.length === 0 || kinds.some((it) => it === kind || (it.endsWith('.*') && kind.startsWith(it.slice(0, -1))));
}

/** The body of a webhook. */
export function bodyOf(it: Outgoing): string {
  const { kind, at, entry_id, site_id, actor_id, via, subject_type, subject_id } = it;
  return JSON.stringify({
    type: kind,
    timestamp: at,
    data: { entry_id, site_id, actor_id, via, subject: { type: subject_type, id: subject_id } },
  });
}

/** Headers of a webhook, signed with every secret that counts: `sign` gives the HMAC-SHA-256 of a text with a secret, base64. */
export function headersOf(
  it: { id: string; body: string; at_s: number },
  secrets: readonly string[],
  sign: (secret: string, text: string) => string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Holdfast',
    'webhook-id': it.id,
    'webhook-timestamp': String(it.at_s),
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret, `${it.id}.${it.at_s}.${it.body}`)}`).join(' '),
  };
}

/** Facility log audit (13), severity notice (5). */
const priority = 13 * 8 + 5;

/** One syslog line: `host` is who says it. Whoever sends it puts the count of its bytes before it (RFC 6587, 3.4.1). */
export function syslogLine(it: Outgoing, format: 'cef' | 'json', host: string): string {
  const visible = (text: string, most: number): string => text.replace(/[^!-~]/g, '_').slice(0, most) || '-';
  const message = format === 'cef' ? cefOf(it) : bodyOf(it);
  return `<${priority}>1 ${it.at} ${visible(host, 255)} holdfast - ${visible(it.kind, 32)} - ${message}`;
}

/** ArcSight CEF 0: pipes and backslashes of the header, equal signs and line ends of the extension are escaped. */
function cefOf(it: Outgoing): string {
  const head = (text: string): string => text.replace(/[\\|]/g, '\\$&').replace(/[\r\n]/g, ' ');
  const value = (text: string): string => text.replace(/[\\=]/g, '\\$&').replaceAll('\r', '').replaceAll('\n', '\\n');
  const fields: Record<string, string | null> = {
    rt: String(Date.parse(it.at)),
    externalId: it.entry_id,
    suid: it.actor_id,
    deviceProcessName: it.via,
    cs1Label: 'site',
    cs1: it.site_id,
    cs2Label: it.subject_type,
    cs2: it.subject_id,
  };
  const extension = Object.entries(fields)
    .flatMap(([key, text]) => (text === null ? [] : [`${key}=${value(text)}`]))
    .join(' ');
  return `CEF:0|Holdfast|Holdfast|1|${head(it.kind)}|${head(it.kind)}|3|${extension}`;
}
