// What the demo plant's MES told on the ordinary day and on the Monday of the incident, over the ordinary route.
import type { Session } from './demo-session.ts';

const messages = [
  {
    at: '2026-11-12T09:07:10Z',
    kind: 'stop',
    line: 'Packaging line 2',
    text: 'Short stop: no bottles at the infeed',
    count: 1,
    reference: 'M-20411',
  },
  { at: '2026-11-12T09:21:45Z', kind: 'quality', line: 'L1', text: 'Label skewed', count: 6, reference: 'M-20418' },
  {
    at: '2026-11-16T08:12:40Z',
    kind: 'stop',
    line: 'Packaging line 2',
    text: 'Packer stopped, no fault on the panel',
    count: 1,
    reference: 'M-20633',
  },
  { at: '2026-11-16T08:13:20Z', kind: 'stop', line: 'L1', text: 'Filler stopped, controller in STOP', count: 1, reference: 'M-20634' },
  { at: '2026-11-16T08:14:55Z', kind: 'quality', line: 'L1', text: 'Fill level out of tolerance', count: 42, reference: 'M-20637' },
] as const;

/** The MES calls filling line 1 "L1"; the OT lead says which zone that is. Told twice, the messages count once. */
export async function tellFromMes({ site, ot_lead }: { site: string; ot_lead: Session }): Promise<void> {
  await ot_lead.send('POST', `${site}/line-messages`, { messages });
  const { rows } = await ot_lead.get<{ rows: { id: string; name: string }[] }>(`${site}/zones`);
  const zone = rows.find((it) => it.name === 'Filling line 1');
  if (zone !== undefined) await ot_lead.send('PUT', `${site}/message-lines`, { line: 'L1', zone_id: zone.id });
}
