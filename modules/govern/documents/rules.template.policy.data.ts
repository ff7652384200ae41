// Template of the OT security policy, in our own words: short enough to be read at a shift change.
import type { Template } from './rules.templates.ts';

export const policyTemplate: Template = {
  title: { en: 'OT security policy', de: 'OT-Sicherheitsrichtlinie' },
  sections: [
    {
      id: 'purpose',
      en: {
        heading: 'What this is for',
        body: `This policy keeps production at {{site.name}} safe from attacks, faults and mistakes that come by network, by remote access, by USB stick or by hand.

Order of what we protect: **people first**, then the environment, then product quality, then production.

It applies to everybody who works on controllers, panels, drives, networks and servers of production: own staff, contractors and suppliers.`,
      },
      de: {
        heading: 'Wozu das da ist',
        body: `Diese Richtlinie schützt die Produktion in {{site.name}} vor Angriffen, Störungen und Fehlern, die über das Netz, über Fernwartung, über USB-Sticks oder von Hand kommen.

Reihenfolge dessen, was wir schützen: **zuerst Menschen**, dann die Umwelt, dann die Produktqualität, dann die Produktion.

Sie gilt für alle, die an Steuerungen, Bediengeräten, Antrieben, Netzen und Servern der Produktion arbeiten: eigene Leute, Fremdfirmen und Lieferanten.`,
      },
    },
    {
      id: 'responsible',
      en: {
        heading: 'Who answers for it',
        body: `- The management body of {{organisation.name}} approves this policy and watches that it is kept.
- Owner of the policy: {{document.owner}}.
- CISO: {{people.ciso}}.
- Plant manager, answers for the site: {{people.plant_manager}}.
- OT lead, answers for zones, devices and changes: {{people.ot_lead}}.
- Areas and who answers for them: {{areas.owners}}.

Who holds a role names a deputy. When neither can be reached, the shift lead decides what keeps people safe and tells them afterwards.`,
      },
      de: {
        heading: 'Wer dafür verantwortlich ist',
        body: `- Die Geschäftsleitung von {{organisation.name}} gibt diese Richtlinie frei und achtet darauf, dass sie eingehalten wird.
- Verantwortlich für die Richtlinie: {{document.owner}}.
- CISO: {{people.ciso}}.
- Werkleitung, verantwortlich für das Werk: {{people.plant_manager}}.
- OT-Leitung, verantwortlich für Zonen, Geräte und Änderungen: {{people.ot_lead}}.
- Bereiche und wer für sie verantwortlich ist: {{areas.owners}}.

Wer eine Rolle hat, benennt eine Vertretung. Ist keiner von beiden erreichbar, entscheidet die Schichtleitung, was Menschen schützt, und sagt es ihnen danach.`,
      },
    },
    {
      id: 'rules',
      en: {
        heading: 'Ten rules for everybody',
        body: `1. What is not on the list of devices is not connected. New devices go through the OT lead.
2. Zones stay apart: nobody bridges them with a cable, a switch or a second network card.
3. Between zones only what an approved allow-list names may pass.
4. Suppliers come in only through the approved way, for a time, and somebody of ours knows of it.
5. USB sticks and foreign laptops are checked before they touch a machine.
6. Everybody has an account of their own. A shared account needs a reason, an owner and an end.
7. No change to a controller without an order, a backup before, and a check after.
8. Safety functions are never bridged for convenience. Who has to bridge one writes down until when.
9. Backups are made, kept apart and tested.
10. Who sees something strange says so at once. Nobody is blamed for a false alarm.`,
      },
      de: {
        heading: 'Zehn Regeln für alle',
        body: `1. Was nicht im Bestand steht, wird nicht angeschlossen. Neue Geräte gehen über die OT-Leitung.
2. Zonen bleiben getrennt: Niemand überbrückt sie mit Kabel, Switch oder zweiter Netzwerkkarte.
3. Zwischen Zonen darf nur durch, was auf einer freigegebenen Freigabeliste steht.
4. Lieferanten kommen nur über den freigegebenen Weg herein, auf Zeit, und jemand von uns weiß davon.
5. USB-Sticks und fremde Laptops werden geprüft, bevor sie eine Maschine berühren.
6. Jeder hat ein eigenes Konto. Ein gemeinsames Konto braucht einen Grund, einen Verantwortlichen und ein Ende.
7. Keine Änderung an einer Steuerung ohne Auftrag, Sicherung davor und Prüfung danach.
8. Sicherheitsfunktionen werden nie aus Bequemlichkeit überbrückt. Wer es muss, schreibt auf, bis wann.
9. Sicherungen werden gemacht, getrennt aufbewahrt und erprobt.
10. Wer etwas Seltsames sieht, sagt es sofort. Niemand bekommt Ärger für einen falschen Alarm.`,
      },
    },
    {
      id: 'zones',
      en: {
        heading: 'Zones',
        body: `The network of production is divided into zones. A fault in one must not stop the others.

- Zones of this site: {{zones.names}}.
- Who looks after them: {{zones.custodians}}.

Each zone has somebody who looks after it, each passage between zones an approved list. Both are looked at again at least every half year and after each rebuild.`,
      },
      de: {
        heading: 'Zonen',
        body: `Das Netz der Produktion ist in Zonen geteilt. Eine Störung in einer darf die anderen nicht anhalten.

- Zonen dieses Werks: {{zones.names}}.
- Wer sie betreut: {{zones.custodians}}.

Jede Zone hat eine Betreuung, jeder Zonenübergang eine freigegebene Liste. Beides wird mindestens halbjährlich und nach jedem Umbau neu angesehen.`,
      },
    },
    {
      id: 'risk',
      en: {
        heading: 'Risks',
        body: `We decide by what can happen to people, environment and production, not by what is in the news.

- Risks stand in one list with owner, measure and date.
- A risk somebody accepts has an end date and a name. Nobody accepts a risk to people alone.
- The list is gone through at least once a year and after each incident.`,
      },
      de: {
        heading: 'Risiken',
        body: `Wir entscheiden danach, was Menschen, Umwelt und Produktion zustoßen kann, nicht danach, was in der Zeitung steht.

- Risiken stehen in einer Liste mit Verantwortlichem, Maßnahme und Termin.
- Ein angenommenes Risiko hat ein Enddatum und einen Namen. Ein Risiko für Menschen nimmt niemand allein an.
- Die Liste wird mindestens jährlich und nach jedem Vorfall durchgegangen.`,
      },
    },
    {
      id: 'training',
      en: {
        heading: 'Training',
        body: `Everybody learns these rules before the first shift and once a year after. Contractors sign that they have read them before they get access. Managers are trained in their own duties.`,
      },
      de: {
        heading: 'Schulung',
        body: `Alle lernen diese Regeln vor der ersten Schicht und danach jährlich. Fremdfirmen bestätigen vor dem Zugang, dass sie sie gelesen haben. Führungskräfte werden zu ihren eigenen Pflichten geschult.`,
      },
    },
    {
      id: 'exceptions',
      en: {
        heading: 'Exceptions',
        body: `An old machine cannot always do what a rule asks. An exception needs: what and where, why, what protects instead, who approved it, and until when. It ends by itself on its date.`,
      },
      de: {
        heading: 'Ausnahmen',
        body: `Eine alte Maschine kann nicht immer, was eine Regel verlangt. Eine Ausnahme braucht: was und wo, warum, was stattdessen schützt, wer sie freigegeben hat und bis wann. An ihrem Datum endet sie von selbst.`,
      },
    },
    {
      id: 'review',
      en: {
        heading: 'Review',
        body: `Next review: {{document.next_review}}. Earlier after an incident, a rebuild, or when a rule does not work on the shop floor.`,
      },
      de: {
        heading: 'Überprüfung',
        body: `Nächste Überprüfung: {{document.next_review}}. Früher nach einem Vorfall, einem Umbau oder wenn eine Regel in der Halle nicht funktioniert.`,
      },
    },
  ],
};
