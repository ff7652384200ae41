// Directive (EU) 2022/2557 (CER) in our own words.
import type { LawFact } from './words.ts';

export const cerFacts: readonly LawFact[] = [
  {
    id: 'CER.definitions.1',
    cite: { instrument: 'CER', place: 'Art 2(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'critical entity: identified by a state under Art 6 and of an annex category',
      de: 'kritische Einrichtung: von einem Staat nach Art. 6 ermittelt und einer Kategorie des Anhangs zugehörig',
    },
  },
  {
    id: 'CER.definitions.2',
    cite: { instrument: 'CER', place: 'Art 2(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'resilience: ability to prevent, protect, respond, resist, mitigate, absorb, accommodate, recover',
      de: 'Resilienz: Fähigkeit, vorzubeugen, zu schützen, zu reagieren, standzuhalten, zu mildern, aufzufangen, sich anzupassen und zu erholen',
    },
  },
  {
    id: 'CER.definitions.3',
    cite: { instrument: 'CER', place: 'Art 2(3)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'incident: event that disrupts or could significantly disrupt an essential service',
      de: 'Sicherheitsvorfall: Ereignis, das einen wesentlichen Dienst stört oder erheblich stören könnte',
    },
  },
  {
    id: 'CER.definitions.4',
    cite: { instrument: 'CER', place: 'Art 2(5)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'essential service: crucial for vital societal functions, economy, public health and safety, environment',
      de: 'wesentlicher Dienst: entscheidend für wichtige gesellschaftliche Funktionen, Wirtschaft, öffentliche Gesundheit und Sicherheit, Umwelt',
    },
  },
  {
    id: 'CER.relation_to_nis2.1',
    cite: { instrument: 'CER', place: 'Art 1(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'matters covered by NIS2 are outside CER; both are to be applied in a coordinated way',
      de: 'was NIS2 regelt, liegt außerhalb von CER; beide sind abgestimmt anzuwenden',
    },
  },
  {
    id: 'CER.relation_to_nis2.2',
    cite: { instrument: 'CER', place: 'Art 6(4)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'CER authority tells the NIS2 authority who is critical within one month',
      de: 'die CER-Behörde teilt der NIS2-Behörde binnen eines Monats mit, wer kritisch ist',
    },
  },
  {
    id: 'CER.relation_to_nis2.3',
    cite: { instrument: 'NIS2', place: 'Art 2(3), 3(1)(f)' },
    verify: 'verified',
    sources: ['EUTXT-NIS2'],
    as_of: '2026-11-21',
    text: {
      en: 'a critical entity is in NIS2 scope at any size and is essential',
      de: 'eine kritische Einrichtung ist in jeder Größe von NIS2 erfasst und wesentlich',
    },
  },
  {
    id: 'CER.relation_to_nis2.4',
    cite: { instrument: 'CER', place: 'Art 8' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'banking, financial market infrastructure and digital infrastructure: Art 11 and Chapters III, IV, VI do not apply',
      de: 'Banken, Finanzmarktinfrastruktur und digitale Infrastruktur: Art. 11 und Kapitel III, IV, VI gelten nicht',
    },
  },
  {
    id: 'CER.relation_to_nis2.5',
    cite: { instrument: 'CER', place: 'Art 1(3)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'equivalent sector rules displace CER duties', de: 'gleichwertige Sektorregeln verdrängen CER-Pflichten' },
  },
  {
    id: 'CER.identification',
    cite: { instrument: 'CER', place: 'Art 6(1)-(3), 7(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'A state identifies a critical entity when all three hold.',
      de: 'Ein Staat ermittelt eine kritische Einrichtung, wenn alle drei zutreffen.',
    },
    lists: [
      {
        of: 'criteria_all',
        items: [
          { en: 'provides one or more essential services', de: 'erbringt mindestens einen wesentlichen Dienst' },
          {
            en: 'operates and has its critical infrastructure in that state',
            de: 'ist in diesem Staat tätig und hat dort ihre kritische Infrastruktur',
          },
          { en: 'an incident would have significant disruptive effect', de: 'ein Vorfall hätte eine erhebliche Störung zur Folge' },
        ],
      },
      {
        of: 'significance_factors',
        items: [
          { en: 'number of users', de: 'Zahl der Nutzer' },
          { en: 'dependence of other sectors', de: 'Abhängigkeit anderer Sektoren' },
          {
            en: 'degree and duration of impact on economy, society, environment, safety, health',
            de: 'Ausmaß und Dauer der Folgen für Wirtschaft, Gesellschaft, Umwelt, Sicherheit, Gesundheit',
          },
          { en: 'market share', de: 'Marktanteil' },
          {
            en: 'geographic area incl. isolated areas and cross-border',
            de: 'betroffenes Gebiet, auch abgelegene und grenzüberschreitende',
          },
          {
            en: 'importance for keeping up a sufficient service level and alternatives',
            de: 'Bedeutung für ein ausreichendes Dienstniveau und Alternativen',
          },
        ],
      },
    ],
  },
  {
    id: 'CER.timeline.1',
    cite: { instrument: 'CER', place: 'Art 4(1), 5(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'national strategy and national risk assessment by 17 January 2026; both at least every four years',
      de: 'nationale Strategie und nationale Risikobewertung bis 17. Januar 2026; beide mindestens alle vier Jahre',
    },
  },
  {
    id: 'CER.timeline.2',
    cite: { instrument: 'CER', place: 'Art 6(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'states identify critical entities by 17 July 2026',
      de: 'die Staaten ermitteln kritische Einrichtungen bis 17. Juli 2026',
    },
  },
  {
    id: 'CER.timeline.3',
    cite: { instrument: 'CER', place: 'Art 6(3)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'entity is told within one month of identification',
      de: 'die Einrichtung erfährt es binnen eines Monats nach der Ermittlung',
    },
  },
  {
    id: 'CER.timeline.4',
    cite: { instrument: 'CER', place: 'Art 12(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'entity risk assessment within nine months of RECEIVING the notification, then when needed and at least every four years',
      de: 'Risikobewertung der Einrichtung binnen neun Monaten nach ERHALT der Mitteilung, danach bei Bedarf und mindestens alle vier Jahre',
    },
    anchor: { en: 'notification received', de: 'Mitteilung erhalten' },
    period: 'P9M',
    repeat: 'P4Y',
  },
  {
    id: 'CER.timeline.5',
    cite: { instrument: 'CER', place: 'Art 6(3) third subpara' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'Chapter III (Art 12-16) applies from ten months after the DATE of notification; the risk assessment is due earlier all the same',
      de: 'Kapitel III (Art. 12 bis 16) gilt ab zehn Monaten nach dem DATUM der Mitteilung; die Risikobewertung ist trotzdem früher fällig',
    },
    anchor: { en: 'notification date', de: 'Datum der Mitteilung' },
    period: 'P10M',
  },
  {
    id: 'CER.timeline.6',
    cite: { instrument: 'CER', place: 'Art 6(5)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'list reviewed at least every four years', de: 'die Liste wird mindestens alle vier Jahre überprüft' },
  },
  {
    id: 'CER.timeline.7',
    cite: { instrument: 'CER', place: 'Art 26(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'transposition 17 October 2024, application 18 October 2024',
      de: 'Umsetzung bis 17. Oktober 2024, Anwendung ab 18. Oktober 2024',
    },
  },
  {
    id: 'CER-12',
    cite: { instrument: 'CER', place: 'Art 12(1)-(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'What the risk assessment must cover.', de: 'Was die Risikobewertung umfassen muss.' },
    notes: [
      {
        en: 'existing assessments from other laws may be used; authority may declare them compliant in whole or part',
        de: 'vorhandene Bewertungen aus anderen Gesetzen dürfen genutzt werden; die Behörde kann sie ganz oder teilweise anerkennen',
      },
    ],
    lists: [
      {
        of: 'must_cover',
        items: [
          { en: 'all relevant natural and man-made risks', de: 'alle einschlägigen natürlichen und vom Menschen verursachten Risiken' },
          { en: 'cross-sector and cross-border risks', de: 'sektor- und grenzüberschreitende Risiken' },
          { en: 'accidents', de: 'Unfälle' },
          { en: 'natural disasters', de: 'Naturkatastrophen' },
          { en: 'public-health emergencies', de: 'gesundheitliche Notlagen' },
          {
            en: 'hybrid and other antagonistic threats incl. terrorism',
            de: 'hybride und andere feindliche Bedrohungen, auch Terrorismus',
          },
          { en: 'how far other sectors depend on the service', de: 'wie weit andere Sektoren vom Dienst abhängen' },
          {
            en: 'how far the entity depends on services from others, incl. abroad',
            de: 'wie weit die Einrichtung von Diensten anderer abhängt, auch im Ausland',
          },
        ],
      },
    ],
  },
  {
    id: 'CER-13.1.a',
    cite: { instrument: 'CER', place: 'Art 13(1)(a)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'Prevent incidents', de: 'Vorfällen vorbeugen' },
    lists: [
      {
        of: 'consider',
        items: [
          { en: 'disaster-risk reduction', de: 'Katastrophenvorsorge' },
          { en: 'climate adaptation', de: 'Anpassung an den Klimawandel' },
        ],
      },
    ],
  },
  {
    id: 'CER-13.1.b',
    cite: { instrument: 'CER', place: 'Art 13(1)(b)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'Physically protect premises and critical infrastructure', de: 'Gelände und kritische Infrastruktur physisch schützen' },
    lists: [
      {
        of: 'consider',
        items: [
          { en: 'fencing and barriers', de: 'Zäune und Barrieren' },
          { en: 'perimeter monitoring tools and routines', de: 'Überwachung der Grenze, Technik und Rundgänge' },
          { en: 'detection equipment', de: 'Meldetechnik' },
          { en: 'access control', de: 'Zutrittskontrolle' },
        ],
      },
    ],
  },
  {
    id: 'CER-13.1.c',
    cite: { instrument: 'CER', place: 'Art 13(1)(c)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'Respond to, resist and mitigate', de: 'Reagieren, standhalten und mildern' },
    lists: [
      {
        of: 'consider',
        items: [
          { en: 'risk and crisis management procedures and protocols', de: 'Verfahren für Risiko- und Krisenmanagement' },
          { en: 'alert routines', de: 'Alarmabläufe' },
        ],
      },
    ],
  },
  {
    id: 'CER-13.1.d',
    cite: { instrument: 'CER', place: 'Art 13(1)(d)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'Recover and resume the essential service', de: 'Den wesentlichen Dienst wiederherstellen' },
    lists: [
      {
        of: 'consider',
        items: [
          { en: 'business continuity', de: 'Weiterbetrieb' },
          { en: 'alternative supply chains', de: 'Ersatz in der Lieferkette' },
        ],
      },
    ],
  },
  {
    id: 'CER-13.1.e',
    cite: { instrument: 'CER', place: 'Art 13(1)(e)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'Employee security management, including staff of external service providers',
      de: 'Sicherheit der Beschäftigten, auch von Dienstleistern',
    },
    lists: [
      {
        of: 'consider',
        items: [
          { en: 'categories of critical-function personnel', de: 'Gruppen von Menschen mit kritischen Aufgaben' },
          {
            en: 'access rights to premises, infrastructure and sensitive information',
            de: 'Zugang zu Gelände, Infrastruktur und vertraulichen Informationen',
          },
          { en: 'background-check procedures and categories', de: 'Verfahren und Gruppen für Zuverlässigkeitsprüfungen' },
          { en: 'training and qualification', de: 'Schulung und Qualifikation' },
        ],
      },
    ],
  },
  {
    id: 'CER-13.1.f',
    cite: { instrument: 'CER', place: 'Art 13(1)(f)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'Awareness of the above among relevant staff', de: 'Die betroffenen Beschäftigten kennen all dies' },
    lists: [
      {
        of: 'consider',
        items: [
          { en: 'courses', de: 'Kurse' },
          { en: 'information material', de: 'Informationsmaterial' },
          { en: 'exercises', de: 'Übungen' },
        ],
      },
    ],
  },
  {
    id: 'CER-13.2',
    cite: { instrument: 'CER', place: 'Art 13(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'Have and apply a resilience plan or equivalent document(s) describing the measures; existing documents may be reused and declared compliant.',
      de: 'Einen Resilienzplan oder gleichwertige Unterlagen haben und anwenden, die die Maßnahmen beschreiben; vorhandene Unterlagen dürfen genutzt und anerkannt werden.',
    },
  },
  {
    id: 'CER-13.3',
    cite: { instrument: 'CER', place: 'Art 13(3)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'Name a liaison officer or equivalent as contact for the authorities.',
      de: 'Eine Ansprechperson für die Behörden benennen.',
    },
  },
  {
    id: 'CER.implementing_act',
    cite: { instrument: 'CER', place: 'Art 13(5)-(6)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'Commission guidelines and an implementing act with technical specifications are foreseen; none was found',
      de: 'Leitlinien der Kommission und ein Durchführungsakt mit technischen Vorgaben sind vorgesehen; gefunden wurde keiner',
    },
  },
  {
    id: 'CER-14',
    cite: { instrument: 'CER', place: 'Art 14(1)-(3)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'A permission, not a general duty: in duly reasoned cases, under national conditions, for persons in sensitive roles, with direct or remote access to premises, information or control systems, or being recruited for such roles. At least identity and relevant criminal record; proportionate, strictly necessary, only to judge a security risk; GDPR applies.',
      de: 'Eine Erlaubnis, keine allgemeine Pflicht: in begründeten Fällen und unter nationalen Bedingungen für Menschen in sensiblen Aufgaben, mit direktem oder Fernzugang zu Gelände, Informationen oder Steuerungen, oder die dafür eingestellt werden. Mindestens Identität und einschlägige Strafregister; verhältnismäßig, unbedingt nötig, nur zur Beurteilung eines Sicherheitsrisikos; DSGVO gilt.',
    },
  },
  {
    id: 'CER.notification.parameters.1',
    cite: { instrument: 'CER', place: 'Art 15(1)(a)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'number and proportion of users affected', de: 'Zahl und Anteil betroffener Nutzer' },
  },
  {
    id: 'CER.notification.parameters.2',
    cite: { instrument: 'CER', place: 'Art 15(1)(b)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'duration', de: 'Dauer' },
  },
  {
    id: 'CER.notification.parameters.3',
    cite: { instrument: 'CER', place: 'Art 15(1)(c)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'area affected, considering isolation', de: 'betroffenes Gebiet, auch ob es abgelegen ist' },
  },
  {
    id: 'CER.notification.stages.cer_initial',
    cite: { instrument: 'CER', place: 'Art 15(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'without undue delay; unless operationally unable, at most 24 hours after becoming aware',
      de: 'ohne Verzug; wenn betrieblich möglich, spätestens 24 Stunden nach Kenntnis',
    },
    lists: [
      {
        of: 'fields',
        items: [
          { en: 'available information on nature', de: 'verfügbare Angaben zur Art' },
          { en: 'cause', de: 'Ursache' },
          { en: 'possible consequences', de: 'mögliche Folgen' },
          { en: 'cross-border impact', de: 'grenzüberschreitende Folgen' },
        ],
      },
    ],
    anchor: { en: 'awareness', de: 'Kenntnis' },
    period: 'PT24H',
  },
  {
    id: 'CER.notification.stages.cer_detailed',
    cite: { instrument: 'CER', place: 'Art 15(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'where relevant, at most one month thereafter', de: 'wo angebracht, spätestens einen Monat danach' },
    anchor: { en: 'initial notification (conservative: awareness)', de: 'erste Meldung (vorsichtig: Kenntnis)' },
    period: 'P1M',
  },
  {
    id: 'CER.notification.six_states',
    cite: { instrument: 'CER', place: 'Art 15(1) last subpara, 17(1)(b)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'authorities tell the Commission when six or more states are affected; six-state providers are of particular European significance',
      de: 'die Behörden informieren die Kommission, wenn sechs oder mehr Staaten betroffen sind; wer sechs Staaten versorgt, hat besondere europäische Bedeutung',
    },
  },
  {
    id: 'CER.notification.liability',
    cite: { instrument: 'CER', place: 'Art 15(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'notifying does not increase liability', de: 'eine Meldung erhöht die Haftung nicht' },
  },
  {
    id: 'CER.notification.feedback',
    cite: { instrument: 'CER', place: 'Art 15(4)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'authority gives follow-up information as soon as possible',
      de: 'die Behörde gibt so bald wie möglich Hinweise zum weiteren Vorgehen',
    },
  },
  {
    id: 'CER.supervision.1',
    cite: { instrument: 'CER', place: 'Art 21(1)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'on-site inspection of premises and critical infrastructure, off-site supervision, audits',
      de: 'Kontrollen von Gelände und kritischer Infrastruktur vor Ort, Aufsicht aus der Ferne, Prüfungen',
    },
  },
  {
    id: 'CER.supervision.2',
    cite: { instrument: 'CER', place: 'Art 21(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: "information and evidence, incl. independent audit at the entity's cost",
      de: 'Auskünfte und Nachweise, auch unabhängige Prüfung auf Kosten der Einrichtung',
    },
  },
  {
    id: 'CER.supervision.3',
    cite: { instrument: 'CER', place: 'Art 21(3)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: { en: 'orders to remedy within a set time', de: 'Anordnung, Mängel in einer Frist zu beheben' },
  },
  {
    id: 'CER.supervision.4',
    cite: { instrument: 'CER', place: 'Art 22' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'penalties are national; effective, proportionate, dissuasive; no EU ceiling',
      de: 'Sanktionen sind national; wirksam, verhältnismäßig, abschreckend; keine Obergrenze der EU',
    },
  },
  {
    id: 'CER.inside_knowledge.1',
    cite: { instrument: 'CER', place: 'Art 17(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'critical entity tells its authority when it serves six or more states',
      de: 'wer sechs oder mehr Staaten versorgt, teilt es seiner Behörde mit',
    },
  },
  {
    id: 'CER-15',
    cite: { instrument: 'CER', place: 'Art 15(1)-(2)' },
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of: '2026-11-21',
    text: {
      en: 'incident that significantly disrupts, or could significantly disrupt, an essential service',
      de: 'Vorfall, der einen wesentlichen Dienst erheblich stört oder erheblich stören könnte',
    },
    notes: [
      {
        en: 'One OT event may need both a NIS2 early warning (CSIRT) and a CER initial notification (CER authority). Same 24 hours, different recipient, different significance test, different contents.',
        de: 'Ein Ereignis kann eine NIS2-Frühwarnung (CSIRT) und eine CER-Erstmeldung (CER-Behörde) brauchen. Dieselben 24 Stunden, anderer Empfänger, andere Prüfung der Erheblichkeit, anderer Inhalt.',
      },
    ],
  },
];
