// Comparing the clock: ask every time server, note what they say; when the judgement changes, an entry and a notice.
import { tell } from '@holdfast/notices/store';
import { askTime } from '@holdfast/platform/sntp';
import type { Context } from '@holdfast/platform/route';
import { keepTimeServers, permitJudgement } from './access.ts';
import { judge, type Judgement, wholeMs } from './rules.ts';
import type { TimeServer } from './schema.ts';
import { keepJudgement, listTimeServers, noteAnswers, readVerdict } from './store.ts';

/** Asks all time servers at once (3 s at most) and judges. Does nothing before an organisation is set up. */
export async function compareClock(context: Pick<Context, 'db' | 'observe'>): Promise<Judgement> {
  const servers = await listTimeServers(context.db);
  await noteAnswers(context.db, await Promise.all(servers.map(askOne)));
  const judged = judge(await listTimeServers(context.db), new Date());
  if (judged.verdict !== (await readVerdict(context.db))) await tellJudgement(context, judged, servers.length);
  return judged;
}

async function askOne({ host, port }: TimeServer): Promise<TimeServer> {
  const answer = await askTime(host, port);
  const asked_at = new Date().toISOString();
  const none = { offset_ms: null, delay_ms: null, answered_at: null };
  return typeof answer === 'string'
    ? { host, port, asked_at, ...none, fault: answer }
    : { host, port, asked_at, answered_at: asked_at, ...answer, fault: null };
}

async function tellJudgement(context: Pick<Context, 'observe'>, judged: Judgement, servers: number): Promise<void> {
  const offset_ms = judged.offset_ms === null ? undefined : wholeMs(judged.offset_ms);
  await context.observe(permitJudgement(), { site: null, kind: 'clock.judged' }, async (tx) => {
    const organisation_id = await keepJudgement(tx, judged);
    const seconds = Math.abs((offset_ms ?? 0) / 1000).toFixed(1);
    const to = { sentence: keepTimeServers, zone_ids: [] };
    if (judged.verdict === 'off')
      await tell(tx, { kind: 'clock_off', site_id: null, opens: '/clock', params: { seconds }, to, fold: true });
    return { subject: { type: 'organisation', id: organisation_id }, facts: { verdict: judged.verdict, offset_ms, servers }, result: null };
  });
}
