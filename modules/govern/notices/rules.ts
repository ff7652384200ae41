// Decisions about notices: what a person gets when they chose nothing, when the daily mail goes, and how a mail reads.
import { byMail, noticeKind, type ByMail, type Choice, type NoticeKind } from './schema.ts';

const atOnce: readonly NoticeKind[] = [
  'appointment_asked',
  'escalation_test',
  'approval_waiting',
  'walk_down_assigned',
  'role_ends',
  'certificate_ends',
  'clock_off',
  'signer_refuses',
  'sealing_late',
  'entry_aside',
  'ledger_flooded',
  'anchor_alarm',
  'file_damaged',
  'own_backup_failed',
  'own_backup_old',
  'restore_code_made',
  'restored_by_code',
  'evidence_handed_over',
  'window_asked',
  'exception_closed',
  'exception_escalated',
  'remote_path_due',
  'opening_asked',
  'opening_ready',
  'enforcer_tries',
  'enforcer_rolled_back',
  'enforcer_differs',
  'enforcer_refuses',
  'enforcer_set_here',
  'enforcer_silent',
  'enforcer_unkept',
  'evidence_not_whole',
  'document_to_adopt',
  'legal_due',
  'legal_late',
  'activity_due',
  'activity_overdue',
  'activity_missed',
  'meeting_to_sign',
];
const onceADay: readonly NoticeKind[] = ['findings_new', 'legal_soon', 'activity_soon', 'action_due'];
/** Hour of the plant's day, in its own time zone, at which the daily mail goes. */
export const dailyHour = 6;

/** What a person gets of each kind: their own choice, else what waits for somebody at once and new findings once a day. */
export function choicesOf(own: readonly Choice[]): Choice[] {
  return noticeKind.options.map((kind) => own.find((it) => it.kind === kind) ?? { kind, in_product: true, by_mail: defaultMail(kind) });
}

function defaultMail(kind: NoticeKind): ByMail {
  if (atOnce.includes(kind)) return byMail.enum.at_once;
  return onceADay.includes(kind) ? byMail.enum.daily : byMail.enum.no;
}

/** Whether the daily mail goes in this hour of the zone. */
export function isDailyHour(now: Date, time_zone: string): boolean {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: time_zone }).format(now)) === dailyHour;
}

/** Words of the mails: those of the pages, `{{name}}` filled in; `key_one` and `key_other` by `count`. */
export type Words = Readonly<Record<string, string>>;
type Said = {
  kind: string;
  params: Readonly<Record<string, string | number>>;
  site_name: string | null;
  opens: string;
  site_id: string | null;
};

/** Fills a sentence in. A value never brings a line break into a mail. */
export function fillIn(words: Words, key: string, params: Said['params'], language: string): string {
  const count = typeof params.count === 'number' ? params.count : null;
  const plural = count === null ? null : new Intl.PluralRules(language).select(count);
  const text = (plural === null ? undefined : words[`${key}_${plural}`]) ?? words[key] ?? words[`${key}_other`] ?? key;
  const said = (name: string): string => words[`value.${name}.${params[name]}`] ?? String(params[name] ?? '');
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => inOneLine(said(name)));
}

const inOneLine = (text: string): string => text.replaceAll(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ');

/** The address a notice opens. */
export function addressOf(it: Pick<Said, 'opens' | 'site_id'>): string {
  if (it.opens.startsWith('/')) return it.opens;
  return it.site_id === null ? '/' : `/sites/${it.site_id}/${it.opens}`;
}

/** One mail about one notice or several. Plain text: a sentence and an address each, and where to choose otherwise. */
export function mailOf(words: Words, language: string, public_url: string, notices: readonly Said[]): { subject: string; text: string } {
  const one = (it: Said): string => {
    const said = fillIn(words, `kind.${it.kind}`, it.params, language);
    return it.site_name === null ? said : `${inOneLine(it.site_name)}: ${said}`;
  };
  const subject = notices.length === 1 ? one(notices[0]!) : fillIn(words, 'mail.subject', { count: notices.length }, language);
  const parts = notices.map((it) => `${one(it)}\n${public_url}${addressOf(it)}`);
  return { subject: subject.slice(0, 200), text: `${[...parts, `-- \n${fillIn(words, 'mail.foot', {}, language)}`].join('\n\n')}\n` };
}
