// When an entity must be registered, and when a change must be told: national limits, and the Directive's where a national one was not read.
import { addDays, addMonths, laterOf } from './dates.ts';
import { lawFact } from './facts.ts';
import type { LawFact } from './words.ts';

/** A day by which something is due. `due_on` null: no day is known, ask the authority. `basis`: why this day. */
export type Deadline = {
  readonly due_on: string | null;
  readonly basis: 'national' | 'directive' | 'window' | 'at_once' | 'voluntary' | 'not_known';
  readonly fact: LawFact;
  readonly confirm: boolean;
};

type Rule = {
  readonly fact: string;
  readonly basis: Deadline['basis'];
  readonly due: (from: string) => string | null;
  readonly confirm?: true;
};

// Each limit is the one its fact states; `from` is the day the entity fell under the law.
const registrationRules: Readonly<Record<string, Rule>> = {
  DE: { fact: 'DE.registration', basis: 'national', due: (from) => laterOf('2026-03-06', addMonths(from, 3)) },
  AT: { fact: 'AT.registration', basis: 'national', due: (from) => (from <= '2026-10-01' ? '2026-12-31' : null) },
  DK: { fact: 'DK.registration', basis: 'national', due: (from) => laterOf('2025-10-01', addDays(from, 14)) },
  BE: { fact: 'BE.registration', basis: 'national', due: (from) => (from <= '2024-10-18' ? '2025-03-18' : null) },
  PL: { fact: 'PL.registration', basis: 'national', due: (from) => addMonths(laterOf(from, '2026-04-03'), 6) },
  CZ: { fact: 'CZ.registration', basis: 'national', due: (from) => addDays(laterOf(from, '2025-11-01'), 60) },
  SE: { fact: 'SE.registration', basis: 'at_once', due: (from) => laterOf(from, '2026-01-15') },
  IT: { fact: 'IT.registration', basis: 'window', due: (from) => endOfItalianWindow(laterOf(from, '2024-10-16')) },
  NL: { fact: 'NL.registration', basis: 'voluntary', due: () => null, confirm: true },
  FR: { fact: 'FR.registration', basis: 'not_known', due: () => null, confirm: true },
};

// D.Lgs. 138/2024 Art 7: every year 1 January to 28 February.
function endOfItalianWindow(from: string): string {
  const end = `${from.slice(0, 4)}-02-28`;
  return from <= end ? end : `${Number(from.slice(0, 4)) + 1}-02-28`;
}

const unread: Rule = { fact: 'NIS2-3.4', basis: 'not_known', due: () => null, confirm: true };

/** When an entity that fell under the law on `from` (YYYY-MM-DD) must be registered. Digital kinds also belong in ENISA's registry (Art 27). */
export function registrationDue(jurisdiction: string, from: string, kind: 'general' | 'digital' = 'general'): Deadline {
  if (kind === 'digital' && jurisdiction === 'BE' && from <= '2024-10-18')
    return deadlineOf({ ...registrationRules['BE']!, due: () => '2024-12-18' }, from);
  return deadlineOf(registrationRules[jurisdiction] ?? unread, from);
}

function deadlineOf(rule: Rule, from: string): Deadline {
  const due_on = rule.due(from);
  return {
    due_on,
    basis: due_on === null && rule.basis !== 'voluntary' ? 'not_known' : rule.basis,
    fact: lawFact(rule.fact),
    confirm: rule.confirm === true || due_on === null,
  };
}

const changeDays: Readonly<Record<string, string>> = { DE: 'DE.registration', DK: 'DK.registration', SE: 'SE.registration' };

/** When a change of registered data, made on `changed_on`, must be told: two weeks (Art 3(4)); three months in ENISA's registry (Art 27(3)). */
export function changeNoticeDue(jurisdiction: string, changed_on: string, registry: 'national' | 'enisa' = 'national'): Deadline {
  if (registry === 'enisa') return { due_on: addMonths(changed_on, 3), basis: 'directive', fact: lawFact('NIS2-27'), confirm: false };
  const national = changeDays[jurisdiction];
  return national === undefined
    ? { due_on: addDays(changed_on, 14), basis: 'directive', fact: lawFact('NIS2-3.4'), confirm: true }
    : { due_on: addDays(changed_on, 14), basis: 'national', fact: lawFact(national), confirm: false };
}

/** What a critical entity owes after the state's notice: risk assessment nine months after receipt, Chapter III ten months after its date (CER Art 12(1), 6(3)). */
export function criticalEntityDue(notice: { dated: string; received: string }): {
  readonly risk_assessment: Deadline;
  readonly chapter_iii: Deadline;
} {
  return {
    risk_assessment: { due_on: addMonths(notice.received, 9), basis: 'directive', fact: lawFact('CER.timeline.4'), confirm: true },
    chapter_iii: { due_on: addMonths(notice.dated, 10), basis: 'directive', fact: lawFact('CER.timeline.5'), confirm: true },
  };
}
