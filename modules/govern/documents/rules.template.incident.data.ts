// Template of the incident response plan, in our own words: made to be followed at three in the morning.
import type { Template } from './rules.templates.ts';

export const incidentTemplate: Template = {
  title: { en: 'Incident response plan', de: 'Plan für Sicherheitsvorfälle' },
  sections: [
    {
      id: 'when',
      en: {
        heading: 'When this plan begins',
        body: `Begin when one of these is seen. When in doubt, begin: stopping again costs nothing.

- A machine does what nobody told it to, or shows other values than the process has.
- Files are locked, somebody demands money, programs on a controller differ from the backup.
- A stranger is in a network, an account or a remote session.
- A supplier or an authority warns us of our own equipment.`,
      },
      de: {
        heading: 'Wann dieser Plan beginnt',
        body: `Beginnen Sie, sobald eines davon gesehen wird. Im Zweifel beginnen: Aufhören kostet nichts.

- Eine Maschine tut, was ihr niemand gesagt hat, oder zeigt andere Werte, als der Prozess hat.
- Dateien sind gesperrt, jemand fordert Geld, Programme auf einer Steuerung weichen von der Sicherung ab.
- Ein Fremder ist in einem Netz, einem Konto oder einer Fernwartung.
- Ein Lieferant oder eine Behörde warnt vor unserer eigenen Anlage.`,
      },
    },
    {
      id: 'first_minutes',
      en: {
        heading: 'The first fifteen minutes',
        body: `1. **People first.** Bring the machine into its safe state if anybody could be hurt. Nobody needs permission for that.
2. Note the time. From when somebody is reasonably sure that it is a significant incident, clocks of the law run.
3. Call the incident coordinator: {{people.incident_coordinator}}. Not reachable: the OT lead: {{people.ot_lead}}.
4. Do not switch off, restart or clean anything that is not dangerous: traces are lost.
5. Unplug the passage to the office network or to the supplier if the plant can run without it. The coordinator decides, or the shift lead if nobody is there yet.
6. Write down who saw what and when. Photos of screens help.`,
      },
      de: {
        heading: 'Die ersten fünfzehn Minuten',
        body: `1. **Zuerst Menschen.** Bringen Sie die Maschine in den sicheren Zustand, wenn jemand zu Schaden kommen kann. Dafür braucht niemand eine Erlaubnis.
2. Uhrzeit notieren. Sobald jemand einigermaßen sicher ist, dass es ein erheblicher Vorfall ist, laufen gesetzliche Fristen.
3. Vorfallkoordination anrufen: {{people.incident_coordinator}}. Nicht erreichbar: die OT-Leitung: {{people.ot_lead}}.
4. Nichts ausschalten, neu starten oder säubern, was nicht gefährlich ist: Spuren gehen verloren.
5. Den Übergang zum Büronetz oder zum Lieferanten trennen, wenn das Werk ohne ihn läuft. Das entscheidet die Koordination, oder die Schichtleitung, wenn noch niemand da ist.
6. Aufschreiben, wer wann was gesehen hat. Fotos von Bildschirmen helfen.`,
      },
    },
    {
      id: 'people',
      en: {
        heading: 'Who does what',
        body: `- **Incident coordinator** leads and decides: {{people.incident_coordinator}}.
- **OT lead** knows the plant and isolates: {{people.ot_lead}}.
- **Plant manager** decides on stopping production: {{people.plant_manager}}.
- **CISO** decides whether it is significant and reports: {{people.ciso}}.
- **Safety** watches that nobody is hurt by what we do: {{people.safety_responsible}}.
- **Communications** speaks to staff, customers and press, nobody else does: {{people.communications}}.

Suppliers to call: {{suppliers.contacts}}.`,
      },
      de: {
        heading: 'Wer was tut',
        body: `- **Vorfallkoordination** führt und entscheidet: {{people.incident_coordinator}}.
- **OT-Leitung** kennt die Anlage und trennt ab: {{people.ot_lead}}.
- **Werkleitung** entscheidet über das Anhalten der Produktion: {{people.plant_manager}}.
- **CISO** entscheidet, ob es erheblich ist, und meldet: {{people.ciso}}.
- **Arbeitssicherheit** achtet darauf, dass unser Tun niemanden verletzt: {{people.safety_responsible}}.
- **Kommunikation** spricht mit Belegschaft, Kunden und Presse, sonst niemand: {{people.communications}}.

Lieferanten, die man anruft: {{suppliers.contacts}}.`,
      },
    },
    {
      id: 'contain',
      en: {
        heading: 'Contain',
        body: `- Isolate the zone, not the whole plant: {{zones.names}}. Before pulling a cable, look which machines stop with it.
- Close remote access of all suppliers until it is known that none was the way in.
- Change passwords of accounts that were seen, from a clean computer.
- Decide: run on by hand, run in reduced mode, or stop. The plant manager decides, safety has a veto.`,
      },
      de: {
        heading: 'Eindämmen',
        body: `- Die Zone abtrennen, nicht das ganze Werk: {{zones.names}}. Vor dem Ziehen eines Kabels nachsehen, welche Maschinen damit stehen bleiben.
- Fernwartung aller Lieferanten schließen, bis feststeht, dass keine der Weg herein war.
- Passwörter gesehener Konten ändern, von einem sauberen Rechner aus.
- Entscheiden: von Hand weiterfahren, im Notbetrieb weiterfahren oder anhalten. Die Werkleitung entscheidet, die Arbeitssicherheit hat ein Veto.`,
      },
    },
    {
      id: 'evidence',
      en: {
        heading: 'Keep evidence',
        body: `- Copy before you clean: project of the controller, logs, memory card, capture of the traffic.
- Everything gets a number, a hash and a name of who holds it. Holdfast does that under Evidence.
- What must not be lost is copied twice and kept apart.`,
      },
      de: {
        heading: 'Beweise sichern',
        body: `- Erst kopieren, dann säubern: Projekt der Steuerung, Protokolle, Speicherkarte, Mitschnitt des Verkehrs.
- Alles bekommt eine Nummer, eine Prüfsumme und einen Namen, wer es hat. Das macht Holdfast unter Beweise.
- Was nicht verloren gehen darf, wird zweimal kopiert und getrennt aufbewahrt.`,
      },
    },
    {
      id: 'report',
      en: {
        heading: 'Report',
        body: `If the incident is significant, the CISO reports to the authority: a first warning without delay and within 24 hours of becoming aware, a notification within 72 hours, a final report at most one month after that notification was sent. Potential harm is enough.

The decision that an incident is **not** significant is written down too, with the reason. Customers are told when the incident may hurt what they get from us.`,
      },
      de: {
        heading: 'Melden',
        body: `Ist der Vorfall erheblich, meldet der CISO an die Behörde: eine erste Warnung unverzüglich und binnen 24 Stunden ab Kenntnis, eine Meldung binnen 72 Stunden, ein Abschlussbericht spätestens einen Monat nach Abgabe dieser Meldung. Drohender Schaden genügt.

Auch die Entscheidung, dass ein Vorfall **nicht** erheblich ist, wird mit Grund aufgeschrieben. Kunden erfahren es, wenn der Vorfall schaden kann, was sie von uns bekommen.`,
      },
    },
    {
      id: 'recover',
      en: {
        heading: 'Back to normal',
        body: `Start again by the disaster recovery plan. A machine goes back into production when its program equals a trusted backup, its passwords are new, and the OT lead and production both say yes.`,
      },
      de: {
        heading: 'Zurück zum Normalbetrieb',
        body: `Wiederanlauf nach dem Notfallwiederherstellungsplan. Eine Maschine geht zurück in die Produktion, wenn ihr Programm einer vertrauten Sicherung gleicht, ihre Passwörter neu sind und OT-Leitung und Produktion beide Ja sagen.`,
      },
    },
    {
      id: 'learn',
      en: {
        heading: 'Learn and rehearse',
        body: `Within two weeks everybody involved meets: what happened, what helped, what was missing. Each point gets an owner and a date. This plan is rehearsed at the table at least once a year.`,
      },
      de: {
        heading: 'Lernen und üben',
        body: `Binnen zwei Wochen treffen sich alle Beteiligten: was geschah, was half, was fehlte. Jeder Punkt bekommt einen Verantwortlichen und einen Termin. Dieser Plan wird mindestens jährlich am Tisch geübt.`,
      },
    },
  ],
};
