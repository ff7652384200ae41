// The functions a plant gives to people: what each decides, does and reports, in plain words; the law named where it names one.

export type Place = 'organisation' | 'site' | 'area';
/** What an appointment to the role must hold; what is missing is a gap. */
export type Need = 'mandate' | 'competence' | 'resources' | 'deputy';
type Both = { readonly en: string; readonly de: string };

export type RoleEntry = {
  readonly id: string;
  /** Where it may sit; the usual place first. */
  readonly places: readonly [Place, ...Place[]];
  readonly title: Both;
  readonly purpose: Both;
  readonly decides: readonly Both[];
  readonly does: readonly Both[];
  readonly reports: readonly Both[];
  readonly needs: readonly Need[];
  /** Who answers where nobody holds this role, nearest first. */
  readonly falls_to: readonly string[];
  /** Where law names the function; own reading, verified as `@holdfast/core-law` says of the requirement. */
  readonly cite?: { readonly requirement: string; readonly instrument: string; readonly place: string };
  /** Raised when the card says something else than before: who read it reads it again. */
  readonly version: number;
};

const both = (en: string, de: string): Both => ({ en, de });

export const roles = [
  {
    id: 'board',
    places: ['organisation'],
    title: both('Management body', 'Geschäftsleitung'),
    purpose: both('Answers for security as a whole.', 'Steht für die Sicherheit im Ganzen gerade.'),
    decides: [
      both('Approves the security measures and the risks that remain.', 'Billigt die Sicherheitsmaßnahmen und die Risiken, die bleiben.'),
      both('Says how long the plant may stand still at most.', 'Legt fest, wie lange das Werk höchstens stehen darf.'),
    ],
    does: [
      both(
        'Watches over the measures: quarterly, and one day a year in depth.',
        'Überwacht die Maßnahmen: jedes Quartal, einmal im Jahr gründlich.',
      ),
      both('Takes part in training.', 'Nimmt an Schulungen teil.'),
    ],
    reports: [both('To owners and authorities, where asked.', 'An Eigentümer und Behörden, wo gefragt.')],
    needs: ['deputy'],
    falls_to: [],
    cite: { requirement: 'NIS2-20.1', instrument: 'Directive (EU) 2022/2555', place: 'Art 20' },
    version: 1,
  },
  {
    id: 'ciso',
    places: ['organisation'],
    title: both('Chief information security officer', 'CISO (Informationssicherheit)'),
    purpose: both('Owns policies and watches that they are kept.', 'Verantwortet die Richtlinien und wacht darüber, dass sie gelten.'),
    decides: [
      both(
        'What the policies say, before the management approves them.',
        'Was in den Richtlinien steht, bevor die Geschäftsleitung sie billigt.',
      ),
    ],
    does: [
      both('Keeps the list of requirements and the proof of each.', 'Führt die Liste der Pflichten und ihrer Nachweise.'),
      both('Calls the quarterly meeting.', 'Lädt zur Quartalssitzung ein.'),
    ],
    reports: [both('To the management, directly.', 'Unmittelbar an die Geschäftsleitung.')],
    needs: ['mandate', 'competence', 'resources', 'deputy'],
    falls_to: ['ot_security_officer', 'board'],
    cite: { requirement: 'NIS2-21.2.a', instrument: 'Directive (EU) 2022/2555', place: 'Art 21(2)(a)' },
    version: 1,
  },
  {
    id: 'plant_manager',
    places: ['site'],
    title: both('Plant manager', 'Werksleitung'),
    purpose: both('Answers for the plant, and for its controls being kept.', 'Verantwortet das Werk und dass die Regeln dort gelten.'),
    decides: [
      both('When a maintenance window opens.', 'Wann ein Wartungsfenster aufgeht.'),
      both('When a line stops and when it runs again.', 'Wann eine Linie steht und wann sie wieder läuft.'),
    ],
    does: [both('Gives people time and money for their roles.', 'Gibt den Leuten Zeit und Geld für ihre Rollen.')],
    reports: [both('State and gaps to the management.', 'Zustand und Lücken an die Geschäftsleitung.')],
    needs: ['mandate', 'deputy'],
    falls_to: ['board'],
    version: 1,
  },
  {
    id: 'ot_lead',
    places: ['organisation', 'site'],
    title: both('OT lead', 'OT-Leitung'),
    purpose: both('Looks after zones and conduits.', 'Betreut Zonen und Zonenübergänge.'),
    decides: [
      both(
        'Which segments are critical, and which conversations are needed.',
        'Welche Abschnitte kritisch sind und welche Verbindungen gebraucht werden.',
      ),
      both('Which conversations may be blocked.', 'Welche Verbindungen gesperrt werden dürfen.'),
    ],
    does: [
      both('Names a custodian for each zone.', 'Benennt für jede Zone eine Betreuung.'),
      both('Reviews zones and conduits.', 'Prüft Zonen und Zonenübergänge regelmäßig.'),
    ],
    reports: [both('Findings to plant manager and CISO.', 'Befunde an Werksleitung und CISO.')],
    needs: ['mandate', 'competence', 'resources', 'deputy'],
    falls_to: ['site_ot_lead', 'ot_security_officer', 'plant_manager'],
    version: 1,
  },
  {
    id: 'ot_security_officer',
    places: ['site', 'organisation'],
    title: both('OT security officer', 'OT-Sicherheitsbeauftragte Person'),
    purpose: both('The one person who knows and drives OT security.', 'Die eine Person, die OT-Sicherheit kennt und vorantreibt.'),
    decides: [both('What is done first, within mandate and budget.', 'Was zuerst getan wird, im Rahmen von Mandat und Budget.')],
    does: [
      both('Advises leads and area owners.', 'Berät Leitungen und Bereichsverantwortliche.'),
      both('Keeps risks, gaps and the roadmap true.', 'Hält Risiken, Lücken und Fahrplan aktuell.'),
    ],
    reports: [
      both(
        'To CISO and plant manager, and may always go to the management.',
        'An CISO und Werksleitung und darf jederzeit zur Geschäftsleitung.',
      ),
    ],
    needs: ['mandate', 'competence', 'resources', 'deputy'],
    falls_to: ['ot_lead', 'site_ot_lead', 'process_owner', 'plant_manager'],
    version: 1,
  },
  {
    id: 'global_ot_team',
    places: ['organisation'],
    title: both('Lead of the global OT security team', 'Teamleitung der zentralen OT-Sicherheit'),
    purpose: both('Writes once what all plants use.', 'Schreibt einmal, was alle Werke nutzen.'),
    decides: [
      both(
        'Blueprints, policies, procedures and naming rules of the group.',
        'Vorlagen, Richtlinien, Abläufe und Namensregeln der Gruppe.',
      ),
    ],
    does: [
      both('Helps plants to adopt them and sees how far each is.', 'Hilft den Werken, sie einzuführen, und sieht, wie weit jedes ist.'),
    ],
    reports: [both('To the CISO which plant is behind.', 'Dem CISO, welches Werk zurückliegt.')],
    needs: ['mandate', 'competence', 'resources', 'deputy'],
    falls_to: ['ciso'],
    version: 1,
  },
  {
    id: 'site_ot_lead',
    places: ['site'],
    title: both('Site OT lead', 'OT-Leitung des Werks'),
    purpose: both(
      'Sees the whole network of this plant and may act in it.',
      'Überblickt das ganze Netz dieses Werks und darf darin handeln.',
    ),
    decides: [
      both('What is connected to the network here, and what is cut off at once.', 'Was hier ans Netz geht und was sofort getrennt wird.'),
    ],
    does: [
      both('Keeps the inventory and the map true.', 'Hält Bestand und Karte aktuell.'),
      both('Looks after this plant’s zones where nobody else does.', 'Betreut die Zonen des Werks, wo es sonst niemand tut.'),
    ],
    reports: [both('To plant manager and OT lead.', 'An Werksleitung und OT-Leitung.')],
    needs: ['mandate', 'competence', 'resources', 'deputy'],
    falls_to: ['ot_security_officer', 'ot_lead', 'asset_owner', 'plant_manager'],
    version: 1,
  },
  {
    id: 'asset_owner',
    places: ['area'],
    title: both('Asset owner', 'Verantwortliche Person für Geräte'),
    purpose: both('Answers for all devices of one production area.', 'Verantwortet alle Geräte eines Produktionsbereichs.'),
    decides: [
      both('Whether a new device belongs here.', 'Ob ein neues Gerät hierher gehört.'),
      both('How long each device may be missing.', 'Wie lange ein Gerät fehlen darf.'),
    ],
    does: [
      both(
        'Keeps the inventory of the area true and its copies restorable.',
        'Hält den Bestand des Bereichs aktuell und seine Sicherungen brauchbar.',
      ),
    ],
    reports: [both('What is unknown or unowned.', 'Was unbekannt ist oder niemandem gehört.')],
    needs: ['mandate', 'deputy'],
    falls_to: ['site_ot_lead', 'plant_manager'],
    cite: { requirement: 'NIS2-21.2.i', instrument: 'Directive (EU) 2022/2555', place: 'Art 21(2)(i)' },
    version: 1,
  },
  {
    id: 'process_owner',
    places: ['area'],
    title: both('Process owner for changes', 'Verantwortliche Person für Änderungen'),
    purpose: both('No change in this area without a yes from here.', 'Keine Änderung in diesem Bereich ohne das Ja von hier.'),
    decides: [
      both(
        'Whether a change is made, when, and how it is taken back.',
        'Ob eine Änderung gemacht wird, wann, und wie sie zurückgenommen wird.',
      ),
    ],
    does: [
      both('Asks before each change: what stops, what if it fails?', 'Fragt vor jeder Änderung: Was steht still, was, wenn es schiefgeht?'),
    ],
    reports: [both('Changes that nobody approved.', 'Änderungen, die niemand freigegeben hat.')],
    needs: ['mandate', 'deputy'],
    falls_to: ['asset_owner', 'site_ot_lead', 'plant_manager'],
    version: 1,
  },
  {
    id: 'incident_coordinator',
    places: ['area', 'site'],
    title: both('Incident coordinator', 'Vorfallkoordination'),
    purpose: both(
      'Keeps people together when something happens. Need not be a computer expert.',
      'Hält alle zusammen, wenn etwas passiert. Muss kein Computerfachmensch sein.',
    ),
    decides: [both('Who is called now, and who is called next.', 'Wer jetzt angerufen wird und wer danach.')],
    does: [
      both('Opens the incident and writes down times.', 'Eröffnet den Vorfall und schreibt Zeiten auf.'),
      both('Calls the people on the list. Does not repair anything.', 'Ruft die Leute auf der Liste an. Repariert selbst nichts.'),
      both('Sees that reporting clocks are met.', 'Achtet darauf, dass Meldefristen gehalten werden.'),
    ],
    reports: [both('To the plant manager at once.', 'Sofort an die Werksleitung.')],
    needs: ['mandate', 'deputy'],
    falls_to: ['shift_lead', 'asset_owner', 'site_ot_lead', 'plant_manager'],
    cite: { requirement: 'NIS2-21.2.b', instrument: 'Directive (EU) 2022/2555', place: 'Art 21(2)(b)' },
    version: 1,
  },
  {
    id: 'safety_responsible',
    places: ['site', 'area'],
    title: both('Responsible for safety', 'Verantwortliche Person für Arbeits- und Anlagensicherheit'),
    purpose: both(
      'Sees that security never endangers people, and the reverse.',
      'Achtet darauf, dass IT-Sicherheit niemanden gefährdet, und umgekehrt.',
    ),
    decides: [both('Whether a safety device may be touched.', 'Ob eine Schutzeinrichtung angefasst werden darf.')],
    does: [both('Joins every decision that concerns safety controllers.', 'Ist bei jeder Entscheidung über Sicherheitssteuerungen dabei.')],
    reports: [both('Dangers to the plant manager.', 'Gefahren an die Werksleitung.')],
    needs: ['mandate', 'competence', 'deputy'],
    falls_to: ['plant_manager'],
    version: 1,
  },
  {
    id: 'it_lead',
    places: ['organisation', 'site'],
    title: both('IT lead', 'IT-Leitung'),
    purpose: both(
      'Runs the office network and everything the plant shares with it.',
      'Betreibt das Büronetz und alles, was das Werk mit ihm teilt.',
    ),
    decides: [
      both(
        'What changes in shared services, together with the OT lead.',
        'Was sich an gemeinsamen Diensten ändert, zusammen mit der OT-Leitung.',
      ),
    ],
    does: [both('Tells the plant before shared services stop.', 'Sagt dem Werk Bescheid, bevor gemeinsame Dienste stehen.')],
    reports: [both('Incidents that may reach the plant.', 'Vorfälle, die das Werk erreichen können.')],
    needs: ['deputy'],
    falls_to: ['ciso', 'plant_manager'],
    version: 1,
  },
  {
    id: 'shift_lead',
    places: ['site', 'area'],
    title: both('Shift lead', 'Schichtleitung'),
    purpose: both('The first to know, at any hour.', 'Erfährt es zuerst, zu jeder Stunde.'),
    decides: [both('Whether a machine is stopped now.', 'Ob eine Maschine jetzt angehalten wird.')],
    does: [
      both('Calls whoever the page “Whom to call now” names.', 'Ruft an, wen die Seite „Wen jetzt anrufen“ nennt.'),
      both('Hands over what is open to the next shift.', 'Übergibt der nächsten Schicht, was offen ist.'),
    ],
    reports: [both('What was odd, also when it went away.', 'Was merkwürdig war, auch wenn es wieder weg ist.')],
    needs: ['deputy'],
    falls_to: ['incident_coordinator', 'plant_manager'],
    version: 1,
  },
  {
    id: 'maintenance_lead',
    places: ['site', 'area'],
    title: both('Maintenance lead', 'Instandhaltungsleitung'),
    purpose: both('Lets nobody at the machines without a reason.', 'Lässt niemanden ohne Grund an die Maschinen.'),
    decides: [both('Which contractor works where, and when they leave.', 'Welche Fremdfirma wo arbeitet und wann sie geht.')],
    does: [both('Keeps spare parts and copies of programs at hand.', 'Hält Ersatzteile und Programmsicherungen bereit.')],
    reports: [both('Devices that were exchanged.', 'Getauschte Geräte.')],
    needs: ['deputy'],
    falls_to: ['site_ot_lead', 'plant_manager'],
    version: 1,
  },
  {
    id: 'works_council',
    places: ['site', 'organisation'],
    title: both('Works council', 'Betriebsrat'),
    purpose: both('Speaks for the people whose work is recorded.', 'Spricht für die Menschen, deren Arbeit aufgezeichnet wird.'),
    decides: [both('Takes part in what is recorded of people’s work.', 'Bestimmt mit, was von der Arbeit der Leute aufgezeichnet wird.')],
    does: [both('May hold the second key to recordings.', 'Kann den zweiten Schlüssel zu Aufzeichnungen halten.')],
    reports: [both('To the workforce.', 'Der Belegschaft.')],
    needs: ['deputy'],
    falls_to: [],
    version: 1,
  },
  {
    id: 'communications',
    places: ['organisation', 'site'],
    title: both('Communications', 'Kommunikation'),
    purpose: both('The one voice to the outside.', 'Die eine Stimme nach außen.'),
    decides: [both('What is said to press, neighbours and customers, and when.', 'Was Presse, Nachbarn und Kunden erfahren, und wann.')],
    does: [both('Keeps prepared texts ready.', 'Hält vorbereitete Texte bereit.')],
    reports: [both('To the plant manager what was asked from outside.', 'Der Werksleitung, was von außen gefragt wurde.')],
    needs: ['deputy'],
    falls_to: ['plant_manager', 'board'],
    version: 1,
  },
] as const satisfies readonly RoleEntry[];

export type RoleId = (typeof roles)[number]['id'];
export const roleIds: readonly RoleId[] = roles.map((it) => it.id);

/** The catalogue's entry of a role. */
export function roleEntry(id: RoleId): RoleEntry {
  return roles.find((it) => it.id === id)!;
}

/** The three without which no production area is in order. */
export const minimumRoles: readonly RoleId[] = ['asset_owner', 'process_owner', 'incident_coordinator'];
