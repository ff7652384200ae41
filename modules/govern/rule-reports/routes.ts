// Routes of rule reports: into the box without a name, by name, the list, and the answer.
import { Failure } from '@holdfast/platform/failure';
import { createRateLimit } from '@holdfast/platform/rate-limit';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { answerReports, fileByName, seeReports } from './access.ts';
import { boxHour } from './rules.ts';
import { box, inTheBox, newAnswer, newReport, report, reportPage, reportParams, reportQuery } from './schema.ts';
import { answerReport, fileReport, findSite, listReports, listReportsThen, putInBox } from './store.ts';
import { toldOf } from './told.ts';

const S = '/api/v1/sites/:site_id/rule-reports';

/** Routes with limits of their own: they stand in memory only, and are forgotten. */
export function ruleReportRoutes() {
  const fromOne = createRateLimit({ burst: 20, refill_ms: 30_000 });
  const atAll = createRateLimit({ burst: 100, refill_ms: 30_000 });
  return [
    // INVARIANT: public and unlogged: no session is looked up, no act is made, no line is written; the words go into the box and nothing else.
    route({
      method: 'POST',
      path: `${S}/box`,
      summary: 'Put into the box, without a name, that a rule does not work',
      access: 'public',
      unlogged: true,
      params: siteParams,
      body: newReport,
      output: inTheBox,
      handle: async ({ params, body, context }) => {
        const retry_after_s = Math.max(
          fromOne.take(context.address, context.now.getTime()),
          atAll.take(params.site_id, context.now.getTime()),
        );
        if (retry_after_s > 0) throw new Failure('too_many', 'too_many_tries', { retry_after_s });
        await findSite(context.db, params.site_id);
        await putInBox(context.db, params.site_id, body);
        return { done: true as const };
      },
    }),
    route({
      method: 'GET',
      path: `${S}/box`,
      summary: 'Whose box this is, and when it is emptied',
      access: 'public',
      unlogged: true,
      params: siteParams,
      output: box,
      handle: async ({ params, context }) => {
        const { name, time_zone } = await findSite(context.db, params.site_id);
        return { site_name: name, time_zone, emptied_at_hour: boxHour };
      },
    }),
    route({
      method: 'GET',
      path: S,
      summary: 'List which rules do not work here, and the answers',
      access: seeReports,
      params: siteParams,
      query: reportQuery,
      output: reportPage,
      handle: ({ params: { site_id }, query, context: { db } }) =>
        query.as_of === undefined ? listReports(db, site_id, query) : listReportsThen(db, site_id, query, new Date(query.as_of)),
    }),
    route({
      method: 'POST',
      path: S,
      summary: 'Report by name that a rule does not work',
      access: fileByName,
      params: siteParams,
      body: newReport,
      output: report,
      handle: async ({ params: { site_id }, body, context }) => {
        const { time_zone } = await findSite(context.db, site_id);
        const filed_on = context.now.toLocaleDateString('sv-SE', { timeZone: time_zone });
        return context.act(context.permit, { site: site_id, kind: 'rule_report.filed' }, async (tx) =>
          toldOf(await fileReport(tx, site_id, body, { filed_on, author_id: context.permit.actor_id })),
        );
      },
    }),
    route({
      method: 'POST',
      path: `${S}/:report_id/answer`,
      summary: 'Answer a report for everybody',
      access: answerReports,
      params: reportParams,
      body: newAnswer,
      output: report,
      handle: ({ params: { site_id, report_id }, body, context }) =>
        context.act(context.permit, { site: site_id, kind: 'rule_report.answered' }, async (tx) => {
          const after = await answerReport(tx, site_id, report_id, body, context.permit.actor_id);
          const facts = { number: after.number, outcome: body.outcome };
          return { subject: { type: 'rule_report', id: after.id }, facts, personal: { answer: body.answer }, result: after };
        }),
    }),
  ];
}
