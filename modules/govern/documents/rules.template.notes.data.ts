// Templates of the OT notes to five processes of an ISMS: who does it on the shop floor, how, and where it is logged. In our own words.
import type { Template } from './rules.templates.ts';

type Words = { en: string; de: string };
type Note = { title: Words; differs: Words; who: Words; how: Words; logged: Words };

const headings = {
  differs: { en: 'What is different in OT', de: 'Was in der OT anders ist' },
  who: { en: 'Who', de: 'Wer' },
  how: { en: 'How', de: 'Wie' },
  logged: { en: 'Where it is logged', de: 'Wo es steht' },
} as const;

const noteOf = (note: Note): Template => ({
  title: note.title,
  sections: (['differs', 'who', 'how', 'logged'] as const).map((id) => ({
    id,
    en: { heading: headings[id].en, body: note[id].en },
    de: { heading: headings[id].de, body: note[id].de },
  })),
});

export const accessNote = noteOf({
  title: { en: 'OT note: access', de: 'OT-Hinweis: Zugang' },
  differs: {
    en: `Panels run day and night with one account, controllers often know only one password. Locking somebody out can stop a line.`,
    de: `Bediengeräte laufen Tag und Nacht mit einem Konto, Steuerungen kennen oft nur ein Passwort. Jemanden auszusperren kann eine Linie anhalten.`,
  },
  who: {
    en: `- Asks: the shift lead or the area's owner ({{areas.owners}}).
- Approves: {{people.ot_lead}}.
- Sets up and ends: the technician on duty.
- Reviews each quarter: {{people.ot_lead}} with the areas.`,
    de: `- Beantragt: Schichtleitung oder wer für den Bereich verantwortlich ist ({{areas.owners}}).
- Gibt frei: {{people.ot_lead}}.
- Richtet ein und beendet: die Technik im Dienst.
- Prüft vierteljährlich: {{people.ot_lead}} mit den Bereichen.`,
  },
  how: {
    en: `1. Own account where the device can do it. Shared accounts with reason, owner and end date.
2. Least rights: who operates does not program.
3. Who changes job or leaves: rights end the same day. Shared passwords are changed.
4. Emergency access: sealed envelope at the shift lead. Opening it is noted and the password changed after.`,
    de: `1. Eigenes Konto, wo das Gerät es kann. Gemeinsame Konten mit Grund, Verantwortlichem und Enddatum.
2. So wenig Rechte wie nötig: Wer bedient, programmiert nicht.
3. Wechsel oder Austritt: Rechte enden am selben Tag. Gemeinsame Passwörter werden geändert.
4. Notzugang: versiegelter Umschlag bei der Schichtleitung. Öffnen wird notiert, das Passwort danach geändert.`,
  },
  logged: {
    en: `Accounts and their reviews in Holdfast under Accounts, roles under Roles. Each change is an entry of the ledger. The ISMS refers to it and keeps no second list.`,
    de: `Konten und ihre Prüfungen in Holdfast unter Konten, Rollen unter Rollen. Jede Änderung ist ein Eintrag im Ledger. Das ISMS verweist darauf und führt keine zweite Liste.`,
  },
});

export const changeNote = noteOf({
  title: { en: 'OT note: changes', de: 'OT-Hinweis: Änderungen' },
  differs: {
    en: `A change to a controller acts on steel and people at once. There is no quick way back while material is in the machine.`,
    de: `Eine Änderung an einer Steuerung wirkt sofort auf Stahl und Menschen. Solange Material in der Maschine ist, gibt es keinen schnellen Weg zurück.`,
  },
  who: {
    en: `- Orders: the area's owner ({{areas.owners}}).
- Approves: {{people.ot_lead}}; what touches safety functions also {{people.safety_responsible}}.
- Does it: technician or supplier, never alone at a safety function.
- Accepts: the shift lead.`,
    de: `- Beauftragt: wer für den Bereich verantwortlich ist ({{areas.owners}}).
- Gibt frei: {{people.ot_lead}}; bei Sicherheitsfunktionen auch {{people.safety_responsible}}.
- Führt aus: Technik oder Lieferant, an einer Sicherheitsfunktion nie allein.
- Nimmt ab: die Schichtleitung.`,
  },
  how: {
    en: `1. Order with what, why, when, and the way back.
2. Backup before, with its hash.
3. In a planned stop. In an emergency first act, then write the order the same shift.
4. Test: safety functions, then slow, then production.
5. Backup after. The difference is looked at by a second person.`,
    de: `1. Auftrag mit Was, Warum, Wann und dem Weg zurück.
2. Sicherung davor, mit Prüfsumme.
3. In einem geplanten Stillstand. Im Notfall erst handeln, dann den Auftrag in derselben Schicht schreiben.
4. Prüfen: Sicherheitsfunktionen, dann langsam, dann Produktion.
5. Sicherung danach. Eine zweite Person sieht den Unterschied an.`,
  },
  logged: {
    en: `The work order in the maintenance system; backups, differences and approvals in Holdfast. The number of the order stands in both.`,
    de: `Der Auftrag im Instandhaltungssystem; Sicherungen, Unterschiede und Freigaben in Holdfast. Die Auftragsnummer steht in beiden.`,
  },
});

export const patchNote = noteOf({
  title: { en: 'OT note: patches and vulnerabilities', de: 'OT-Hinweis: Patches und Schwachstellen' },
  differs: {
    en: `Patching a running line can do more harm than the hole. Often the right answer is to shield now and patch in the next stop. Deciding nothing is not allowed.`,
    de: `Eine laufende Linie zu patchen kann mehr schaden als die Lücke. Oft ist richtig: jetzt abschirmen, im nächsten Stillstand patchen. Nichts zu entscheiden ist nicht erlaubt.`,
  },
  who: {
    en: `- Looks at advisories each week: {{people.ot_lead}}.
- Decides patch, shield, accept: {{people.ot_lead}} with the area's owner.
- Accepts a risk beyond a month: {{people.plant_manager}}.
- Does it: technician or supplier.`,
    de: `- Sieht wöchentlich Hinweise durch: {{people.ot_lead}}.
- Entscheidet patchen, abschirmen, annehmen: {{people.ot_lead}} mit dem Bereich.
- Nimmt ein Risiko über einen Monat an: {{people.plant_manager}}.
- Führt aus: Technik oder Lieferant.`,
  },
  how: {
    en: `1. Does it concern us? Model, version, reachable from where?
2. Decide: patch now, patch in the next stop, shield (close the passage, switch the service off), or accept until a date.
3. Ask the supplier whether the patch is released for this machine.
4. Try it on a spare or the least important line.
5. Backup, patch, test, note the new version.`,
    de: `1. Betrifft es uns? Modell, Version, von wo erreichbar?
2. Entscheiden: jetzt patchen, im nächsten Stillstand, abschirmen (Übergang schließen, Dienst ausschalten) oder bis zu einem Datum annehmen.
3. Lieferanten fragen, ob der Patch für diese Maschine freigegeben ist.
4. Am Ersatzgerät oder an der unwichtigsten Linie erproben.
5. Sichern, patchen, prüfen, neue Version notieren.`,
  },
  logged: {
    en: `Each decision in Holdfast with who, why, what protects meanwhile and when it is looked at again. Versions in the inventory.`,
    de: `Jede Entscheidung in Holdfast mit Wer, Warum, was solange schützt und wann sie neu angesehen wird. Versionen im Bestand.`,
  },
});

export const incidentNote = noteOf({
  title: { en: 'OT note: incidents', de: 'OT-Hinweis: Vorfälle' },
  differs: {
    en: `In the office one isolates first. In the plant one looks first who could be hurt and what stops with it.`,
    de: `Im Büro trennt man zuerst. Im Werk sieht man zuerst nach, wer zu Schaden kommen kann und was damit stehen bleibt.`,
  },
  who: {
    en: `- Sees and calls: everybody.
- Leads: {{people.incident_coordinator}}; until then the shift lead.
- Isolates: {{people.ot_lead}}.
- Decides whether it is significant and reports: {{people.ciso}}.`,
    de: `- Sieht und ruft an: alle.
- Führt: {{people.incident_coordinator}}; bis dahin die Schichtleitung.
- Trennt ab: {{people.ot_lead}}.
- Entscheidet, ob es erheblich ist, und meldet: {{people.ciso}}.`,
  },
  how: {
    en: `1. People first, safe state.
2. Note the time and who saw it.
3. Call by the printed list. Not by the network that may be listened to.
4. By the incident response plan.
5. The office's incident team is told at once: an attack rarely stops at the passage.`,
    de: `1. Zuerst Menschen, sicherer Zustand.
2. Uhrzeit notieren und wer es sah.
3. Nach der gedruckten Liste anrufen. Nicht über das Netz, das vielleicht abgehört wird.
4. Nach dem Plan für Sicherheitsvorfälle.
5. Das Vorfallteam der IT erfährt es sofort: Ein Angriff hält selten am Übergang an.`,
  },
  logged: {
    en: `Findings, evidence and decisions in Holdfast with their times. The ISMS keeps the number and refers to it.`,
    de: `Befunde, Beweise und Entscheidungen in Holdfast mit ihren Zeiten. Das ISMS führt die Nummer und verweist darauf.`,
  },
});

export const supplierNote = noteOf({
  title: { en: 'OT note: suppliers', de: 'OT-Hinweis: Lieferanten' },
  differs: {
    en: `Machine builders know the plant better than we do and want in at any hour. Their laptop has been in ten other plants this month.`,
    de: `Maschinenbauer kennen die Anlage besser als wir und wollen zu jeder Stunde herein. Ihr Laptop war diesen Monat in zehn anderen Werken.`,
  },
  who: {
    en: `- Chooses and contracts: purchasing with {{people.ot_lead}}.
- Lets in: {{people.ot_lead}} or the shift lead, for a time.
- Goes with them: a technician of ours.
- Suppliers and contacts: {{suppliers.contacts}}.`,
    de: `- Wählt aus und schließt ab: Einkauf mit {{people.ot_lead}}.
- Lässt herein: {{people.ot_lead}} oder die Schichtleitung, auf Zeit.
- Geht mit: jemand von unserer Technik.
- Lieferanten und Kontakte: {{suppliers.contacts}}.`,
  },
  how: {
    en: `1. Before the contract: how do they protect themselves, who may reach our machines, how do they tell us of holes?
2. In the contract: tell us of incidents, named people, own accounts, no standing access.
3. On site: laptop and sticks checked, work order, backup before.
4. From afar: only through the approved way, opened for the job, watched, shut after.
5. Critical suppliers are looked at once a year.`,
    de: `1. Vor dem Vertrag: Wie schützen sie sich selbst, wer kommt an unsere Maschinen, wie melden sie Lücken?
2. Im Vertrag: Vorfälle mitteilen, benannte Personen, eigene Konten, kein Dauerzugang.
3. Vor Ort: Laptop und Sticks geprüft, Auftrag, Sicherung davor.
4. Aus der Ferne: nur über den freigegebenen Weg, für die Arbeit geöffnet, begleitet, danach geschlossen.
5. Kritische Lieferanten werden jährlich angesehen.`,
  },
  logged: {
    en: `Suppliers, their accounts and sessions in Holdfast; contracts with purchasing.`,
    de: `Lieferanten, ihre Konten und Sitzungen in Holdfast; Verträge beim Einkauf.`,
  },
});
