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
  /** What a finding says beside ids and kind; null for entries of the ledger, of which nothing else leaves. */
  details?: Details | null;
};

/** `severity` 0 to 10 as CEF has it; `text` in plain English; ends are addresses where they are known. */
export type Details = {
  severity: number;
  text: string;
  source: string | null;
  target: string | null;
  port: number | null;
  protocol: string | null;
  operations: string | null;
  zone: string | null;
  attack: readonly string[];
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
    data: {
      entry_id,
      site_id,
      actor_id,
      via,
      subject: { type: subject_type, id: subject_id },
      ...(it.details ? { details: it.details } : {}),
    },
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

/** Facility log alert (14): severity critical (2) from 8 on, warning (4) below. */
const alertPriority = (severity: number): number => 14 * 8 + (severity >= 8 ? 2 : 4);

/** Structured data of a finding (RFC 5424, 6.3); 32473 is the enterprise number for examples (RFC 5612), as Holdfast has none of its own. */
function structured({ details, subject_id }: Outgoing): string {
  if (!details) return '-';
  const value = (text: string): string => text.replace(/[\\"\]]/g, '\\$&').replace(/[\r\n]/g, ' ');
  const { source, target, zone, operations, attack } = details;
  const fields = { id: subject_id, source, target, zone, operations, attack: attack.join(' ') };
  return `[finding@32473${Object.entries(fields)
    .flatMap(([name, text]) => (text ? [` ${name}="${value(text)}"`] : []))
    .join('')}]`;
}

/** One syslog line: `host` is who says it. Whoever sends it puts the count of its bytes before it (RFC 6587, 3.4.1). */
export function syslogLine(it: Outgoing, format: 'cef' | 'json', host: string): string {
  const visible = (text: string, most: number): string => text.replace(/[^!-~]/g, '_').slice(0, most) || '-';
  const message = format === 'cef' ? cefOf(it) : bodyOf(it);
  const first = it.details ? alertPriority(it.details.severity) : priority;
  return `<${first}>1 ${it.at} ${visible(host, 255)} holdfast - ${visible(it.kind, 32)} ${structured(it)} ${message}`;
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
    ...(it.details ? cefDetails(it.details) : {}),
  };
  const extension = Object.entries(fields)
    .flatMap(([key, text]) => (text === null ? [] : [`${key}=${value(text)}`]))
    .join(' ');
  return `CEF:0|Holdfast|Holdfast|1|${head(it.kind)}|${head(it.details?.text ?? it.kind)}|${it.details?.severity ?? 3}|${extension}`;
}

/** `src` and `dst` take addresses only; a MAC has a field of its own. */
function cefDetails({ source, target, port, protocol, operations, zone, attack, text }: Details): Record<string, string | null> {
  const address = (name: string, it: string | null) =>
    it === null ? {} : /^([0-9a-f]{2}:){5}/.test(it) ? { [name === 'src' ? 'smac' : 'dmac']: it } : { [name]: it };
  return {
    msg: text,
    ...address('src', source),
    ...address('dst', target),
    dpt: port === null ? null : String(port),
    app: protocol,
    act: operations,
    ...(zone === null ? {} : { cs3Label: 'zone', cs3: zone }),
    ...(attack.length === 0 ? {} : { cs4Label: 'attack', cs4: attack.join(' ') }),
  };
}
