// The duties of each role in plain words, in our own words: what the law asks, what that means on Monday, where it stands and how sure that is.
import type { Cite, RoleId, Verify, Words } from '@holdfast/core-law';
import { citeText } from '@holdfast/core-law/cite';

/** `fact`: the fact of core/law it rests on. `country`: a national rule, shown where the organisation has a site there; null: the Union's. */
export type Duty = {
  readonly fact: string;
  readonly cite: Cite;
  /** The citation as screens write it. */
  readonly cited: Words;
  readonly country: string | null;
  readonly verify: Verify;
  readonly as_of: string;
  readonly text: Words;
};
/** `version`: counts up when a duty says something else; who read an earlier one is asked again. */
export type Reading = {
  readonly role: RoleId;
  readonly version: number;
  readonly duties: readonly Duty[];
  readonly monday: readonly Words[];
};

const as_of = '2026-11-21';
const cited = (cite: Cite) => ({ cite, cited: { en: citeText(cite, 'en'), de: citeText(cite, 'de') } });
const eu = (fact: string, place: string, text: Words, verify: Verify = 'verified'): Duty => ({
  fact,
  ...cited({ instrument: 'NIS2', place }),
  country: null,
  verify,
  as_of,
  text,
});
const de = (fact: string, place: string, text: Words, verify: Verify = 'verified'): Duty => ({
  fact,
  ...cited({ instrument: 'DE-BSIG', place }),
  country: 'DE',
  verify,
  as_of,
  text,
});

const correct = eu('NIS2-21.4', 'Art 21(4)', {
  en: 'Who finds that something required is missing puts it right without undue delay.',
  de: 'Wer merkt, dass etwas Gefordertes fehlt, bringt es unverzüglich in Ordnung.',
});
const clocks: readonly Duty[] = [
  eu('NIS2.reporting.stages.early_warning', 'Art 23(4)(a)', {
    en: 'A significant incident: a first warning to the authority without undue delay, at most 24 hours after becoming aware of it.',
    de: 'Ein erheblicher Vorfall: eine erste Warnung an die Behörde unverzüglich, spätestens 24 Stunden nach Kenntnis.',
  }),
  eu('NIS2.reporting.stages.incident_notification', 'Art 23(4)(b)', {
    en: 'At most 72 hours after becoming aware: a notification with a first assessment of how bad it is.',
    de: 'Spätestens 72 Stunden nach Kenntnis: eine Meldung mit einer ersten Bewertung, wie schlimm es ist.',
  }),
  eu('NIS2.reporting.stages.final_report', 'Art 23(4)(d)(i)-(iv)', {
    en: 'At most one month after that notification was sent: the final report. It counts from sending, not from the incident.',
    de: 'Spätestens einen Monat nach Abgabe dieser Meldung: der Abschlussbericht. Es zählt ab Abgabe, nicht ab dem Vorfall.',
  }),
];
const significant = eu('NIS2-23.3', 'Art 23(3)(a)-(b)', {
  en: 'An incident is significant when it stops, or could stop, the service badly or costs much money, or when it harms, or could harm, others considerably. That it could is enough.',
  de: 'Erheblich ist ein Vorfall, wenn er den Dienst schwer stört oder stören kann oder viel Geld kostet, oder wenn er anderen erheblich schadet oder schaden kann. Dass er es kann, genügt.',
});
const training = eu('NIS2-21.2.g', 'Art 21(2)(g)', {
  en: 'Everybody learns the basic rules of security, again and again.',
  de: 'Alle lernen die Grundregeln der Sicherheit, immer wieder.',
});

export const readings: readonly Reading[] = [
  {
    role: 'board',
    version: 1,
    duties: [
      eu('NIS2-20.1.approve', 'Art 20(1)', {
        en: 'You approve the security measures. That is your own decision; it cannot be left to a department.',
        de: 'Sie geben die Sicherheitsmaßnahmen frei. Das ist Ihre eigene Entscheidung; keine Abteilung nimmt sie Ihnen ab.',
      }),
      eu('NIS2-20.1.oversee', 'Art 20(1)', {
        en: 'You watch that they are carried out: you ask, look at figures, and follow up what is late.',
        de: 'Sie überwachen, dass sie umgesetzt werden: Sie fragen nach, sehen Zahlen an und verfolgen, was sich verspätet.',
      }),
      eu('NIS2-20.1.liable', 'Art 20(1)', {
        en: 'You can be held liable when the organisation breaks the rules on measures.',
        de: 'Sie können haften, wenn die Organisation die Regeln zu den Maßnahmen verletzt.',
      }),
      eu('NIS2-20.2.train', 'Art 20(2)', {
        en: 'You are trained yourself, well enough to see risks and to judge measures and what they do to the plant.',
        de: 'Sie schulen sich selbst, so weit, dass Sie Risiken erkennen und Maßnahmen und ihre Wirkung auf das Werk beurteilen können.',
      }),
      eu('NIS2-20.2.staff', 'Art 20(2)', {
        en: 'Staff should be offered such training regularly too.',
        de: 'Auch der Belegschaft soll solche Schulung regelmäßig angeboten werden.',
      }),
      eu('NIS2-32.6', 'Art 32(6), 33(5)', {
        en: 'Whoever may represent, decide for or control the organisation must be able to make it keep the rules, and can be held liable for not doing so.',
        de: 'Wer die Organisation vertreten, für sie entscheiden oder sie kontrollieren darf, muss dafür sorgen können, dass sie die Regeln einhält, und kann haften, wenn er es nicht tut.',
      }),
      correct,
      ...clocks,
      de('DE.management.1', 's.38(1)-(3) BSIG', {
        en: 'Germany: managers carry out and supervise the measures, are liable to the company for damage they are to blame for, and are trained regularly.',
        de: 'Deutschland: Die Geschäftsleitung setzt die Maßnahmen um und überwacht sie, haftet der Gesellschaft für verschuldeten Schaden und schult sich regelmäßig.',
      }),
      de('DE.management.3', 's.61(9) s.2 no.2', {
        en: 'Germany: as the last resort the authority may bar managers from their work for a time.',
        de: 'Deutschland: Als letztes Mittel kann die Behörde der Geschäftsleitung die Tätigkeit vorübergehend untersagen.',
      }),
    ],
    monday: [
      {
        en: 'Approve the OT security policy and its plans under Approvals, with your reason.',
        de: 'Geben Sie die OT-Sicherheitsrichtlinie und ihre Pläne unter Freigaben frei, mit Ihrem Grund.',
      },
      {
        en: 'Take one hour a quarter: what is missing, what is late, who needs money or people?',
        de: 'Nehmen Sie sich eine Stunde im Quartal: Was fehlt, was ist zu spät, wer braucht Geld oder Leute?',
      },
      { en: 'Have your training entered here, with its date.', de: 'Lassen Sie Ihre Schulung hier eintragen, mit Datum.' },
    ],
  },
  {
    role: 'ciso',
    version: 1,
    duties: [
      eu('NIS2-21.1', 'Art 21(1)', {
        en: 'Measures must fit the risk: technical, operational and organisational, with an eye on the state of the art, on cost, and on what an incident would do.',
        de: 'Maßnahmen müssen zum Risiko passen: technisch, betrieblich und organisatorisch, mit Blick auf den Stand der Technik, die Kosten und die Folgen eines Vorfalls.',
      }),
      eu('NIS2-21.2.a', 'Art 21(2)(a)', {
        en: 'There are written policies on risks and on security. You own them, or name who does.',
        de: 'Es gibt geschriebene Richtlinien zu Risiken und Sicherheit. Sie verantworten sie oder benennen, wer es tut.',
      }),
      eu('NIS2-21.2.f', 'Art 21(2)(f)', {
        en: 'Somebody checks again and again whether the measures work, not only whether they exist.',
        de: 'Jemand prüft immer wieder, ob die Maßnahmen wirken, nicht nur, ob es sie gibt.',
      }),
      eu('NIS2-21.3', 'Art 21(3)', {
        en: 'Suppliers are looked at one by one: what their product may do to us, how they work, how they develop.',
        de: 'Lieferanten werden einzeln angesehen: was ihr Produkt bei uns anrichten kann, wie sie arbeiten, wie sie entwickeln.',
      }),
      correct,
      significant,
      ...clocks,
      eu('NIS2-3.4', 'Art 3(4)(a)-(d)', {
        en: 'What the authority knows of the organisation is true: changes are told within two weeks.',
        de: 'Was die Behörde über die Organisation weiß, stimmt: Änderungen werden binnen zwei Wochen mitgeteilt.',
      }),
    ],
    monday: [
      {
        en: 'Go through what is missing or overdue under Documents.',
        de: 'Gehen Sie unter Dokumente durch, was fehlt oder überfällig ist.',
      },
      { en: 'Name a deputy who knows the reporting clocks.', de: 'Benennen Sie eine Vertretung, die die Meldefristen kennt.' },
      {
        en: 'Write down decisions that something is not significant, too.',
        de: 'Schreiben Sie auch Entscheidungen auf, dass etwas nicht erheblich ist.',
      },
    ],
  },
  {
    role: 'plant_manager',
    version: 1,
    duties: [
      eu('NIS2-21.2.c', 'Art 21(2)(c)', {
        en: 'The plant can go on, or start again, after a loss: backups, a plan to start again, a crisis plan.',
        de: 'Das Werk kann nach einem Ausfall weiterlaufen oder wieder anlaufen: Sicherungen, ein Plan für den Wiederanlauf, ein Krisenplan.',
      }),
      eu('NIS2-21.2.b', 'Art 21(2)(b)', {
        en: 'Incidents are handled by a plan, by people who know that it is them.',
        de: 'Vorfälle werden nach Plan bearbeitet, von Leuten, die wissen, dass sie es sind.',
      }),
      eu('NIS2-21.2.i', 'Art 21(2)(i)', {
        en: 'It is known what stands in the plant, who may reach it, and who joined, moved or left.',
        de: 'Es ist bekannt, was im Werk steht, wer es erreichen darf und wer kam, wechselte oder ging.',
      }),
      training,
      correct,
      significant,
    ],
    monday: [
      {
        en: 'Know the three names: who owns an area, who runs it, who leads in an incident.',
        de: 'Kennen Sie die drei Namen: wer für einen Bereich verantwortlich ist, wer ihn führt, wer im Vorfall leitet.',
      },
      {
        en: 'Give time for one restore test and one exercise a year.',
        de: 'Geben Sie Zeit für einen Rücksicherungstest und eine Übung im Jahr.',
      },
      {
        en: 'Approve or refuse what waits for you; silence is no decision.',
        de: 'Geben Sie frei oder lehnen Sie ab, was auf Sie wartet; Schweigen ist keine Entscheidung.',
      },
    ],
  },
  {
    role: 'ot_lead',
    version: 1,
    duties: [
      eu('NIS2-21.2.e', 'Art 21(2)(e)', {
        en: 'Security counts when systems are bought, built and maintained; holes are handled, not only noted.',
        de: 'Sicherheit zählt, wenn Systeme gekauft, gebaut und gewartet werden; Lücken werden behandelt, nicht nur notiert.',
      }),
      eu('NIS2-21.2.i', 'Art 21(2)(i)', {
        en: 'You know what stands in the plant and who may reach it, and rights end with the job.',
        de: 'Sie wissen, was im Werk steht und wer es erreichen darf, und Rechte enden mit der Aufgabe.',
      }),
      eu('NIS2-21.2.j', 'Art 21(2)(j)', {
        en: 'Where it fits: a second factor, and ways to talk that work when the network does not.',
        de: 'Wo es passt: ein zweiter Faktor, und Wege zu sprechen, die gehen, wenn das Netz nicht geht.',
      }),
      eu('NIS2-21.2.h', 'Art 21(2)(h)', {
        en: 'There are rules on encryption, and a list of what cannot do it.',
        de: 'Es gibt Regeln zur Verschlüsselung und eine Liste dessen, was sie nicht kann.',
      }),
      eu('NIS2-21.2.c', 'Art 21(2)(c)', {
        en: 'Backups are made and a restore is tried.',
        de: 'Sicherungen werden gemacht, und eine Rücksicherung wird erprobt.',
      }),
      significant,
    ],
    monday: [
      { en: 'Look at new devices and new connections once a week.', de: 'Sehen Sie wöchentlich neue Geräte und neue Verbindungen an.' },
      {
        en: 'Decide each hole: patch, shield or accept until a date.',
        de: 'Entscheiden Sie jede Lücke: patchen, abschirmen oder bis zu einem Datum annehmen.',
      },
      {
        en: 'Tell the CISO at once when something may be significant: the clock counts from knowing.',
        de: 'Sagen Sie dem CISO sofort, wenn etwas erheblich sein kann: Die Uhr zählt ab Kenntnis.',
      },
    ],
  },
  {
    role: 'incident_coordinator',
    version: 1,
    duties: [
      significant,
      eu(
        'NIS2.reporting.clock_start',
        'Art 23(4)(a)-(b): becoming aware of the SIGNIFICANT incident',
        {
          en: 'The clocks begin when somebody is reasonably sure that the incident is significant; that look must be prompt. Note the minute.',
          de: 'Die Fristen beginnen, wenn jemand hinreichend sicher ist, dass der Vorfall erheblich ist; das muss zügig geprüft werden. Notieren Sie die Minute.',
        },
        'partly',
      ),
      ...clocks,
      eu('NIS2-23.1.recipients', 'Art 23(1)', {
        en: 'Where it fits, those who get our service are told without undue delay when the incident may hurt it.',
        de: 'Wo es angebracht ist, erfahren die Empfänger unseres Dienstes unverzüglich, wenn der Vorfall ihm schaden kann.',
      }),
      eu('NIS2-21.2.b', 'Art 21(2)(b)', {
        en: 'Incidents are handled by a plan that has been rehearsed.',
        de: 'Vorfälle werden nach einem geübten Plan bearbeitet.',
      }),
    ],
    monday: [
      { en: 'Carry the contact list on paper.', de: 'Haben Sie die Kontaktliste auf Papier dabei.' },
      {
        en: 'Know how the authority is reached at night, and try it in a drill.',
        de: 'Wissen Sie, wie die Behörde nachts erreicht wird, und üben Sie es.',
      },
      { en: 'Rehearse once a year with a shift.', de: 'Üben Sie jährlich mit einer Schicht.' },
    ],
  },
  {
    role: 'shift_lead',
    version: 1,
    duties: [
      training,
      eu('NIS2-21.2.b', 'Art 21(2)(b)', {
        en: 'You are the first to see an incident. Until somebody takes over, you keep people safe and call.',
        de: 'Sie sehen einen Vorfall zuerst. Bis jemand übernimmt, schützen Sie Menschen und rufen an.',
      }),
    ],
    monday: [
      { en: 'Know whom to call at three in the morning.', de: 'Wissen Sie, wen man um drei Uhr nachts anruft.' },
      { en: 'Note who saw what, and when.', de: 'Notieren Sie, wer wann was gesehen hat.' },
    ],
  },
];

/** The reading of those who work at the machines and hold no function of their own. */
export const technicianReading: Omit<Reading, 'role'> & { readonly role: 'technician' } = {
  role: 'technician',
  version: 1,
  duties: [
    training,
    eu('NIS2-21.2.i', 'Art 21(2)(i)', {
      en: 'Who may reach what is settled: your own account, no borrowed passwords, no device nobody knows of.',
      de: 'Wer was erreichen darf, ist geregelt: eigenes Konto, keine geliehenen Passwörter, kein Gerät, von dem niemand weiß.',
    }),
    eu('NIS2-21.2.b', 'Art 21(2)(b)', {
      en: 'What looks strange is told at once. A false alarm costs nothing.',
      de: 'Was seltsam aussieht, wird sofort gesagt. Ein falscher Alarm kostet nichts.',
    }),
  ],
  monday: [
    { en: 'Check sticks and laptops before they touch a machine.', de: 'Prüfen Sie Sticks und Laptops, bevor sie eine Maschine berühren.' },
    { en: 'Backup before each change, and note the order.', de: 'Vor jeder Änderung sichern und den Auftrag notieren.' },
    {
      en: 'Do not switch off what looks attacked, unless somebody could be hurt: call.',
      de: 'Schalten Sie nichts aus, was angegriffen aussieht, außer jemand kann zu Schaden kommen: Rufen Sie an.',
    },
  ],
};

export type DutyRole = RoleId | 'technician';
export const allReadings: readonly (Omit<Reading, 'role'> & { readonly role: DutyRole })[] = [...readings, technicianReading];
