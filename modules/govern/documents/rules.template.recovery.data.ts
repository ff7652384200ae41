// Templates of the disaster recovery plan and the business continuity plan, in our own words.
import type { Template } from './rules.templates.ts';

export const recoveryTemplate: Template = {
  title: { en: 'Disaster recovery plan', de: 'Notfallwiederherstellungsplan' },
  sections: [
    {
      id: 'purpose',
      en: {
        heading: 'What this is for',
        body: `How the systems of production at {{site.name}} start again after they were lost: by attack, fire, water, power or a failed change. How production goes on meanwhile stands in the business continuity plan.`,
      },
      de: {
        heading: 'Wozu das da ist',
        body: `Wie die Systeme der Produktion in {{site.name}} wieder anlaufen, wenn sie verloren sind: durch Angriff, Feuer, Wasser, Strom oder eine missglückte Änderung. Wie die Produktion solange weitergeht, steht im Notbetriebsplan.`,
      },
    },
    {
      id: 'order',
      en: {
        heading: 'In which order',
        body: `1. Power, cooling, compressed air, safety systems.
2. Network: switches, firewalls, time.
3. Name and sign-in services the plant needs.
4. Controllers and panels, area by area: {{areas.names}}.
5. Servers of production: historian, MES, recipes.
6. Passages to the office and to suppliers, last and only when they are needed.

What must run first: {{services.essential}}.`,
      },
      de: {
        heading: 'In welcher Reihenfolge',
        body: `1. Strom, Kühlung, Druckluft, Sicherheitssysteme.
2. Netz: Switches, Firewalls, Uhrzeit.
3. Namens- und Anmeldedienste, die das Werk braucht.
4. Steuerungen und Bediengeräte, Bereich für Bereich: {{areas.names}}.
5. Server der Produktion: Historian, MES, Rezepte.
6. Übergänge zum Büro und zu Lieferanten, zuletzt und nur, wenn sie gebraucht werden.

Was zuerst laufen muss: {{services.essential}}.`,
      },
    },
    {
      id: 'times',
      en: {
        heading: 'How long it may take',
        body: `Each area has a time within which it must run again, agreed with production. Write them here, area by area:

- Area, time, why this long.

A time nobody has tried is a wish: the last restore test says what it really takes.`,
      },
      de: {
        heading: 'Wie lange es dauern darf',
        body: `Jeder Bereich hat eine Zeit, in der er wieder laufen muss, abgestimmt mit der Produktion. Tragen Sie sie hier ein, Bereich für Bereich:

- Bereich, Zeit, warum so lange.

Eine Zeit, die niemand erprobt hat, ist ein Wunsch: Der letzte Rücksicherungstest sagt, wie lange es wirklich dauert.`,
      },
    },
    {
      id: 'backups',
      en: {
        heading: 'Backups',
        body: `- What: programs of all controllers and drives, panels, recipes, configurations of switches and firewalls, servers, licences.
- When: after each change, and on a fixed day.
- Where: two kinds of media, one of them off the network and out of the building.
- Who: {{people.ot_lead}}.
- Tested: at least one restore per essential area and year, on real or spare hardware.`,
      },
      de: {
        heading: 'Sicherungen',
        body: `- Was: Programme aller Steuerungen und Antriebe, Bediengeräte, Rezepte, Konfigurationen von Switches und Firewalls, Server, Lizenzen.
- Wann: nach jeder Änderung und an einem festen Tag.
- Wo: zwei Arten von Datenträgern, einer davon ohne Netz und außer Haus.
- Wer: {{people.ot_lead}}.
- Erprobt: mindestens eine Rücksicherung je wichtigem Bereich und Jahr, auf echter Hardware oder Ersatz.`,
      },
    },
    {
      id: 'restore',
      en: {
        heading: 'How a controller is restored',
        body: `1. Machine in safe state, locked and tagged.
2. Take the newest backup from before the incident. Compare its hash with the one noted when it was made.
3. Use a clean engineering computer that was not on the network.
4. Load program and parameters. Change passwords. Set the mode switch back to run.
5. Compare the running program with the backup, once more.
6. Test safety functions before material, then at low speed, then in production.
7. Note who did it, when, which version, and how long it took.`,
      },
      de: {
        heading: 'Wie eine Steuerung zurückgesichert wird',
        body: `1. Maschine in sicherem Zustand, gesperrt und gekennzeichnet.
2. Die neueste Sicherung von vor dem Vorfall nehmen. Ihre Prüfsumme mit der notierten vergleichen.
3. Einen sauberen Engineering-Rechner nehmen, der nicht am Netz war.
4. Programm und Parameter laden. Passwörter ändern. Betriebsartenschalter zurück auf Run.
5. Das laufende Programm noch einmal mit der Sicherung vergleichen.
6. Sicherheitsfunktionen vor dem Material prüfen, dann langsam fahren, dann produzieren.
7. Notieren, wer es wann mit welcher Version getan hat und wie lange es dauerte.`,
      },
    },
    {
      id: 'spares',
      en: {
        heading: 'Spares and help',
        body: `- Spare controllers, panels and switches: where they lie, which firmware they have, who checks them.
- Suppliers who help: {{suppliers.contacts}}.
- A printed copy of this plan, of the network drawing and of the contacts lies where nobody needs a network to read it.`,
      },
      de: {
        heading: 'Ersatz und Hilfe',
        body: `- Ersatzsteuerungen, Bediengeräte und Switches: wo sie liegen, welche Firmware sie haben, wer sie prüft.
- Lieferanten, die helfen: {{suppliers.contacts}}.
- Ein Ausdruck dieses Plans, des Netzplans und der Kontakte liegt, wo man zum Lesen kein Netz braucht.`,
      },
    },
    {
      id: 'decide',
      en: {
        heading: 'Who decides',
        body: `The plant manager ({{people.plant_manager}}) says in which order areas come back. The OT lead ({{people.ot_lead}}) says when a system is clean. Both say yes before production runs again.`,
      },
      de: {
        heading: 'Wer entscheidet',
        body: `Die Werkleitung ({{people.plant_manager}}) sagt, in welcher Reihenfolge Bereiche zurückkommen. Die OT-Leitung ({{people.ot_lead}}) sagt, wann ein System sauber ist. Beide sagen Ja, bevor wieder produziert wird.`,
      },
    },
  ],
};

export const continuityTemplate: Template = {
  title: { en: 'Business continuity plan', de: 'Notbetriebsplan' },
  sections: [
    {
      id: 'purpose',
      en: {
        heading: 'What this is for',
        body: `How {{site.name}} goes on producing, or stops in good order, while systems are missing. It is for the people in the hall, not for the computer room.`,
      },
      de: {
        heading: 'Wozu das da ist',
        body: `Wie {{site.name}} weiter produziert oder geordnet anhält, während Systeme fehlen. Er ist für die Leute in der Halle, nicht für den Serverraum.`,
      },
    },
    {
      id: 'essential',
      en: {
        heading: 'What must go on',
        body: `- Essential for us: {{services.essential}}.
- Areas and who answers for them: {{areas.owners}}.
- For each: how long it may stand before people, environment, product or customers are hurt.`,
      },
      de: {
        heading: 'Was weitergehen muss',
        body: `- Für uns wesentlich: {{services.essential}}.
- Bereiche und wer für sie verantwortlich ist: {{areas.owners}}.
- Für jeden: wie lange er stehen darf, bevor Menschen, Umwelt, Produkt oder Kunden Schaden nehmen.`,
      },
    },
    {
      id: 'cases',
      en: {
        heading: 'What can be missing, and what we do then',
        body: `- **Office network or ERP:** run with the orders of the printed list; book afterwards. The passage stays shut until the CISO opens it.
- **MES or recipes:** recipes from the offline copy, set by hand, checked by a second person.
- **A panel:** operate at the machine or by the spare panel.
- **A controller:** stop the machine, restore by the disaster recovery plan.
- **A supplier's service:** second source, stock, or stop in good order.
- **People:** the deputy; the printed roster says who.
- **The building or power:** stop in good order, safe state, headcount at the meeting point.`,
      },
      de: {
        heading: 'Was fehlen kann, und was wir dann tun',
        body: `- **Büronetz oder ERP:** nach der ausgedruckten Auftragsliste fahren; später buchen. Der Übergang bleibt zu, bis der CISO ihn öffnet.
- **MES oder Rezepte:** Rezepte aus der Offline-Kopie, von Hand eingestellt, von einer zweiten Person geprüft.
- **Ein Bediengerät:** an der Maschine oder mit dem Ersatzgerät bedienen.
- **Eine Steuerung:** Maschine anhalten, nach dem Notfallwiederherstellungsplan zurücksichern.
- **Der Dienst eines Lieferanten:** zweite Quelle, Vorrat oder geordnet anhalten.
- **Menschen:** die Vertretung; der ausgedruckte Schichtplan sagt, wer.
- **Gebäude oder Strom:** geordnet anhalten, sicherer Zustand, Zählung am Sammelplatz.`,
      },
    },
    {
      id: 'island',
      en: {
        heading: 'Running as an island',
        body: `The plant can be cut off from the office and from the internet. The plant manager or the incident coordinator orders it; the OT lead does it.

1. Tell the shift leads.
2. Shut the passages in the order of the list at the cabinet.
3. Check that time, sign-in and recipes work without the office.
4. Note how long. Try it once a year in a planned stop.`,
      },
      de: {
        heading: 'Als Insel fahren',
        body: `Das Werk kann vom Büro und vom Internet getrennt werden. Werkleitung oder Vorfallkoordination ordnen es an; die OT-Leitung tut es.

1. Schichtleitungen informieren.
2. Übergänge in der Reihenfolge der Liste am Schrank schließen.
3. Prüfen, dass Uhrzeit, Anmeldung und Rezepte ohne das Büro gehen.
4. Dauer notieren. Einmal im Jahr in einem geplanten Stillstand erproben.`,
      },
    },
    {
      id: 'talk',
      en: {
        heading: 'Who talks to whom',
        body: `- Crisis lead: {{people.plant_manager}}.
- Staff, customers, press: {{people.communications}}.
- Authorities: {{people.ciso}}.
- Suppliers: {{suppliers.contacts}}.

When telephones and mail fail, the agreed second way is used. It is tried every half year.`,
      },
      de: {
        heading: 'Wer mit wem spricht',
        body: `- Krisenleitung: {{people.plant_manager}}.
- Belegschaft, Kunden, Presse: {{people.communications}}.
- Behörden: {{people.ciso}}.
- Lieferanten: {{suppliers.contacts}}.

Fallen Telefon und Mail aus, gilt der vereinbarte zweite Weg. Er wird halbjährlich erprobt.`,
      },
    },
    {
      id: 'rehearse',
      en: {
        heading: 'Rehearse',
        body: `This plan is rehearsed at least once a year, with the people of at least one shift. What was missing goes on the list with owner and date. Next review: {{document.next_review}}.`,
      },
      de: {
        heading: 'Üben',
        body: `Dieser Plan wird mindestens jährlich geübt, mit den Leuten mindestens einer Schicht. Was fehlte, kommt mit Verantwortlichem und Termin auf die Liste. Nächste Überprüfung: {{document.next_review}}.`,
      },
    },
  ],
};
