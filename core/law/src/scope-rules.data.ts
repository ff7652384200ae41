// The rules that decide the class, in the order of NIS2 Art 2 and 3: what each asks, and what is said when it applies or not.
import type { Cite, Verify, Words } from './words.ts';

export type ScopeRule = {
  readonly id: string;
  /** The fact of law it rests on, by id. */
  readonly fact: string;
  readonly cite: Cite;
  readonly verify: Verify;
  readonly asks: Words;
  readonly yes: Words;
  readonly no: Words;
};

const nis2 = (place: string): Cite => ({ instrument: 'NIS2', place });

export const scopeRules = {
  active_in_union: {
    id: 'active_in_union',
    fact: 'NIS2-2.1',
    cite: nis2('Art 2(1)'),
    verify: 'verified',
    asks: {
      en: 'Does the entity provide services or work in the Union?',
      de: 'Erbringt die Einrichtung Dienste oder arbeitet sie in der Union?',
    },
    yes: { en: 'It works in the Union.', de: 'Sie arbeitet in der Union.' },
    no: { en: 'It does nothing in the Union.', de: 'Sie tut nichts in der Union.' },
  },
  cer_designated: {
    id: 'cer_designated',
    fact: 'NIS2-2.3',
    cite: nis2('Art 2(3), 3(1)(f)'),
    verify: 'verified',
    asks: { en: 'Has the state named it a critical entity?', de: 'Hat der Staat sie als kritische Einrichtung bestimmt?' },
    yes: {
      en: 'The state named it a critical entity. It is in scope at any size, and essential.',
      de: 'Der Staat hat sie als kritische Einrichtung bestimmt. Sie ist in jeder Größe erfasst und wesentlich.',
    },
    no: {
      en: 'No decision of the state names it critical; nobody becomes critical by its own reckoning.',
      de: 'Keine Entscheidung des Staates nennt sie kritisch; niemand wird es durch eigene Rechnung.',
    },
  },
  digital_any_size: {
    id: 'digital_any_size',
    fact: 'NIS2-2.2.a',
    cite: nis2('Art 2(2)(a), 3(1)(b)'),
    verify: 'verified',
    asks: {
      en: 'Is it a qualified trust service, a TLD registry or a DNS service?',
      de: 'Ist sie ein qualifizierter Vertrauensdienst, ein TLD-Register oder ein DNS-Dienst?',
    },
    yes: { en: 'This kind is essential at any size.', de: 'Diese Art ist in jeder Größe wesentlich.' },
    no: { en: 'It is none of these.', de: 'Sie ist nichts davon.' },
  },
  central_administration: {
    id: 'central_administration',
    fact: 'NIS2-2.2.f',
    cite: nis2('Art 2(2)(f)(i), 3(1)(d)'),
    verify: 'verified',
    asks: { en: 'Is it central government?', de: 'Gehört sie zur zentralen Verwaltung?' },
    yes: { en: 'Central government is essential at any size.', de: 'Zentrale Verwaltung ist in jeder Größe wesentlich.' },
    no: { en: 'It is not.', de: 'Nein.' },
  },
  state_designated: {
    id: 'state_designated',
    fact: 'NIS2-2.2.b',
    cite: nis2('Art 2(2)(b)-(e), 3(1)(e)'),
    verify: 'verified',
    asks: { en: 'Has the state named it essential?', de: 'Hat der Staat sie als wesentlich bestimmt?' },
    yes: { en: 'The state named it essential.', de: 'Der Staat hat sie als wesentlich bestimmt.' },
    no: { en: 'The state did not.', de: 'Der Staat hat das nicht getan.' },
  },
  former_operator: {
    id: 'former_operator',
    fact: 'NIS2.classification.5',
    cite: nis2('Art 3(1)(g)'),
    verify: 'verified',
    asks: {
      en: 'Was it an operator of essential services before 16 January 2023, and does the state keep those?',
      de: 'War sie vor dem 16. Januar 2023 Betreiberin wesentlicher Dienste, und führt der Staat diese weiter?',
    },
    yes: { en: 'The state keeps former operators as essential.', de: 'Der Staat führt frühere Betreiber als wesentlich weiter.' },
    no: { en: 'It was not, or the state does not keep them.', de: 'War sie nicht, oder der Staat führt sie nicht weiter.' },
  },
  telecom_medium: {
    id: 'telecom_medium',
    fact: 'NIS2.classification.6',
    cite: nis2('Art 2(2)(a)(i), 3(1)(c)'),
    verify: 'verified',
    asks: {
      en: 'Is it a telecom provider of medium size or larger?',
      de: 'Ist sie ein mindestens mittelgroßer Anbieter der Telekommunikation?',
    },
    yes: {
      en: 'Telecom providers are essential from medium size.',
      de: 'Anbieter der Telekommunikation sind ab mittlerer Größe wesentlich.',
    },
    no: { en: 'It is not.', de: 'Nein.' },
  },
  annex_i_large: {
    id: 'annex_i_large',
    fact: 'NIS2.classification.7',
    cite: nis2('Art 3(1)(a)'),
    verify: 'verified',
    asks: { en: 'Does it do anything listed in Annex I, and is it large?', de: 'Tut sie etwas aus Anhang I, und ist sie groß?' },
    yes: {
      en: 'The same legal entity is large and does something listed in Annex I.',
      de: 'Dieselbe juristische Person ist groß und tut etwas aus Anhang I.',
    },
    no: {
      en: 'Nothing from Annex I, or not large. A plant listed only in Annex II stays important, however large.',
      de: 'Nichts aus Anhang I, oder nicht groß. Ein Werk nur aus Anhang II bleibt wichtig, gleich wie groß.',
    },
  },
  listed_and_medium: {
    id: 'listed_and_medium',
    fact: 'NIS2-2.1',
    cite: nis2('Art 2(1), 3(2)'),
    verify: 'verified',
    asks: {
      en: 'Is what it does listed, and is it at least of medium size?',
      de: 'Steht ihre Tätigkeit in einer der Listen, und ist sie mindestens mittelgroß?',
    },
    yes: { en: 'It is listed and not small: important.', de: 'Sie steht in der Liste und ist nicht klein: wichtig.' },
    no: { en: 'Not listed, or small.', de: 'Nicht gelistet, oder klein.' },
  },
  any_size_important: {
    id: 'any_size_important',
    fact: 'NIS2-2.2.a',
    cite: nis2('Art 2(2)(a)-(f), 3(2)'),
    verify: 'verified',
    asks: {
      en: 'Is it in scope whatever its size, without being essential: small telecom, plain trust service, named important by the state, regional administration?',
      de: 'Ist sie in jeder Größe erfasst, ohne wesentlich zu sein: kleine Telekommunikation, einfacher Vertrauensdienst, vom Staat als wichtig bestimmt, regionale Verwaltung?',
    },
    yes: { en: 'In scope at any size: important.', de: 'In jeder Größe erfasst: wichtig.' },
    no: { en: 'None of these.', de: 'Nichts davon.' },
  },
  domain_registration: {
    id: 'domain_registration',
    fact: 'NIS2-2.4',
    cite: nis2('Art 2(4)'),
    verify: 'verified',
    asks: { en: 'Does it register domain names for others?', de: 'Registriert sie Domänennamen für andere?' },
    yes: { en: 'In scope for the register only; no class of its own.', de: 'Nur für das Register erfasst; keine eigene Klasse.' },
    no: { en: 'It does not.', de: 'Nein.' },
  },
  not_in_scope: {
    id: 'not_in_scope',
    fact: 'NIS2-2.1',
    cite: nis2('Art 2(1)'),
    verify: 'verified',
    asks: { en: 'Is anything left?', de: 'Bleibt noch etwas?' },
    yes: { en: 'No rule takes it in: out of scope.', de: 'Keine Regel erfasst sie: nicht erfasst.' },
    no: { en: 'A rule above decided.', de: 'Eine Regel oben hat entschieden.' },
  },
} as const satisfies Readonly<Record<string, ScopeRule>>;

export type ScopeRuleId = keyof typeof scopeRules;

/** What remains to be asked. `blocks`: without the answer there is no decision. */
export type OpenQuestion = {
  readonly id: string;
  readonly cite: Cite | null;
  readonly verify: Verify | null;
  readonly text: Words;
  readonly blocks: boolean;
};

export const scopeQuestions = {
  active_in_union: {
    id: 'active_in_union',
    cite: nis2('Art 2(1)'),
    verify: 'verified',
    blocks: true,
    text: { en: 'Say whether the entity works in the Union.', de: 'Sagen Sie, ob die Einrichtung in der Union arbeitet.' },
  },
  activity: {
    id: 'activity',
    cite: nis2('Art 2(1)'),
    verify: 'verified',
    blocks: true,
    text: {
      en: 'Choose what the entity does, or say that nothing in the lists fits.',
      de: 'Wählen Sie, was die Einrichtung tut, oder sagen Sie, dass nichts aus den Listen passt.',
    },
  },
  headcount: {
    id: 'headcount',
    cite: { instrument: 'REC-2003-361', place: 'Annex, Art 2(1)-(2)' },
    verify: 'verified',
    blocks: true,
    text: { en: 'The headcount is missing, group companies included.', de: 'Die Beschäftigtenzahl fehlt, auch die der Gruppe.' },
  },
  turnover_eur: {
    id: 'turnover_eur',
    cite: { instrument: 'REC-2003-361', place: 'Annex, Art 2(1)-(2)' },
    verify: 'verified',
    blocks: true,
    text: { en: 'The turnover is missing, group companies included.', de: 'Der Umsatz fehlt, auch der der Gruppe.' },
  },
  balance_sheet_eur: {
    id: 'balance_sheet_eur',
    cite: { instrument: 'REC-2003-361', place: 'Annex, Art 2(1)-(2)' },
    verify: 'verified',
    blocks: true,
    text: { en: 'The balance sheet total is missing, group companies included.', de: 'Die Bilanzsumme fehlt, auch die der Gruppe.' },
  },
  previous_period: {
    id: 'previous_period',
    cite: { instrument: 'REC-2003-361', place: 'Annex Art 4(1)-(2)' },
    verify: 'unverified',
    blocks: false,
    text: {
      en: 'Only one year is given. A change of size counts only after two years in a row: add the year before.',
      de: 'Nur ein Jahr ist angegeben. Ein Wechsel der Größe zählt erst nach zwei Jahren in Folge: tragen Sie das Vorjahr nach.',
    },
  },
  held_by_previous: {
    id: 'held_by_previous',
    cite: { instrument: 'REC-2003-361', place: 'Annex Art 4(1)-(2)' },
    verify: 'unverified',
    blocks: false,
    text: {
      en: 'The latest year alone would give another size. If it stays so next year, decide again.',
      de: 'Das letzte Jahr allein ergäbe eine andere Größe. Bleibt es nächstes Jahr so, entscheiden Sie neu.',
    },
  },
  independent_of_group: {
    id: 'independent_of_group',
    cite: nis2('recital 16'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'Only the group makes it this size. Ask whether the state leaves group figures out where networks and services are independent.',
      de: 'Nur durch die Gruppe hat sie diese Größe. Fragen Sie, ob der Staat die Zahlen der Gruppe weglässt, wenn Netze und Dienste unabhängig sind.',
    },
  },
  negligible: {
    id: 'negligible',
    cite: { instrument: 'DE-BSIG', place: 's.28(3)' },
    verify: 'secondary',
    blocks: false,
    text: {
      en: 'A minor activity was left out. How far that may go is disputed: confirm it with the authority.',
      de: 'Eine nebensächliche Tätigkeit blieb unbeachtet. Wie weit das geht, ist streitig: klären Sie es mit der Behörde.',
    },
  },
  negligible_elsewhere: {
    id: 'negligible_elsewhere',
    cite: nis2('Art 2(1)'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'A minor activity decided the class. Ask the authority whether minor activities count.',
      de: 'Eine nebensächliche Tätigkeit entschied die Klasse. Fragen Sie die Behörde, ob nebensächliche Tätigkeiten zählen.',
    },
  },
  article_maker: {
    id: 'article_maker',
    cite: nis2('Annex II point 3'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'Makers of articles are listed in very wide words. Check the national reading before you rely on it.',
      de: 'Hersteller von Erzeugnissen sind sehr weit gefasst. Prüfen Sie die nationale Lesart, bevor Sie sich darauf verlassen.',
    },
  },
  designated_unlisted: {
    id: 'designated_unlisted',
    cite: nis2('Art 2(2)'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'The state named it, but no listed activity is chosen. Check the decision.',
      de: 'Der Staat hat sie bestimmt, aber es ist keine gelistete Tätigkeit gewählt. Prüfen Sie die Entscheidung.',
    },
  },
  state_option: {
    id: 'state_option',
    cite: nis2('Art 2(5)'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'The state may take in local administration and education. Ask whether it did.',
      de: 'Der Staat kann kommunale Verwaltung und Bildung erfassen. Fragen Sie, ob er es tat.',
    },
  },
  regional_assessment: {
    id: 'regional_assessment',
    cite: nis2('Art 2(2)(f)(ii)'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'Regional administration is in scope where a risk assessment of the state says so. Ask for it.',
      de: 'Regionale Verwaltung ist erfasst, wo eine Risikobewertung des Staates es ergibt. Fragen Sie danach.',
    },
  },
  lex_specialis: {
    id: 'lex_specialis',
    cite: nis2('Art 4(1)-(2)'),
    verify: 'verified',
    blocks: false,
    text: {
      en: 'A sector act asks for at least the same: the matching duties step back. Have it checked which.',
      de: 'Ein Sektorgesetz verlangt mindestens Gleiches: die entsprechenden Pflichten treten zurück. Lassen Sie prüfen, welche.',
    },
  },
  cer_chapter_iii: {
    id: 'cer_chapter_iii',
    cite: { instrument: 'CER', place: 'Art 8' },
    verify: 'verified',
    blocks: false,
    text: {
      en: 'In this sector the duties of CER Chapter III do not apply.',
      de: 'In diesem Sektor gelten die Pflichten aus Kapitel III CER nicht.',
    },
  },
  confirm_with_authority: {
    id: 'confirm_with_authority',
    cite: null,
    verify: 'unverified',
    blocks: false,
    text: {
      en: 'The national act of this country is not verified here. Confirm with the authority.',
      de: 'Das nationale Gesetz dieses Landes ist hier nicht geprüft. Klären Sie es mit der Behörde.',
    },
  },
} as const satisfies Readonly<Record<string, OpenQuestion>>;

export type OpenQuestionId = keyof typeof scopeQuestions;
