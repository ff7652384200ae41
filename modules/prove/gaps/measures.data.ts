// First measures with much effect for little: a list a plant takes over in one go. The order is the order in which they pay.
import type { RoleId, Words } from '@holdfast/core-law';

/** `due_days`: how long a plant usually gives itself. `bindings`: ids of evidence that show it was done; empty: only people can say. `item`: which of the ten it helps. */
export type FirstMeasure = {
  readonly id: string;
  readonly title: Words;
  readonly how: Words;
  readonly role: RoleId;
  readonly due_days: number;
  readonly item: number;
};

export const firstMeasures: readonly FirstMeasure[] = [
  {
    id: 'remote_access_list',
    title: { en: 'List every way in from outside', de: 'Jeden Zugang von außen auflisten' },
    how: {
      en: 'Modems, VPN boxes, remote desktop, cloud gateways: ask shifts and vendors, and look at what flows to the internet.',
      de: 'Modems, VPN-Boxen, Fernzugriff, Cloud-Gateways: Schichten und Dienstleister fragen und ansehen, was ins Internet fließt.',
    },
    role: 'ot_lead',
    due_days: 30,
    item: 6,
  },
  {
    id: 'remote_access_close',
    title: { en: 'Close ways in that nobody needs', de: 'Zugänge schließen, die niemand braucht' },
    how: {
      en: 'Pull the plug or switch the account off; what is needed now and then is switched on by the shift only.',
      de: 'Stecker ziehen oder Konto abschalten; was ab und zu gebraucht wird, schaltet nur die Schicht ein.',
    },
    role: 'ot_lead',
    due_days: 60,
    item: 6,
  },
  {
    id: 'shared_accounts',
    title: { en: 'End shared and default passwords', de: 'Gemeinsame und voreingestellte Passwörter abschaffen' },
    how: {
      en: 'Begin with engineering stations, firewalls and what is reachable from the office.',
      de: 'Bei Engineering-Stationen, Firewalls und allem beginnen, was vom Büro erreichbar ist.',
    },
    role: 'ot_lead',
    due_days: 90,
    item: 5,
  },
  {
    id: 'leavers',
    title: { en: 'Remove accounts of people who left', de: 'Konten ausgeschiedener Leute löschen' },
    how: {
      en: 'Compare accounts with the list of people, vendors included, and repeat it each quarter.',
      de: 'Konten mit der Personalliste vergleichen, Dienstleister eingeschlossen, und jedes Quartal wiederholen.',
    },
    role: 'it_lead',
    due_days: 45,
    item: 5,
  },
  {
    id: 'office_seam',
    title: { en: 'Draw the line between office and plant', de: 'Die Grenze zwischen Büro und Werk ziehen' },
    how: {
      en: 'Confirm the zones, approve the lists of the links that cross the line, block the rest in a window.',
      de: 'Zonen bestätigen, Listen der Verbindungen über die Grenze freigeben, den Rest in einem Wartungsfenster sperren.',
    },
    role: 'ot_lead',
    due_days: 90,
    item: 4,
  },
  {
    id: 'internet_out',
    title: { en: 'Stop controllers from reaching the internet', de: 'Steuerungen den Weg ins Internet sperren' },
    how: {
      en: 'Findings name each one that does; decide which needs it and through what.',
      de: 'Die Befunde nennen jede einzelne; entscheiden, welche es braucht und worüber.',
    },
    role: 'ot_lead',
    due_days: 60,
    item: 4,
  },
  {
    id: 'backups_engineering',
    title: {
      en: 'Keep a copy of every controller program off the network',
      de: 'Von jedem Steuerungsprogramm eine Kopie abseits des Netzes halten',
    },
    how: {
      en: 'Begin with the essential assets; write down where the copy lies and who can put it back.',
      de: 'Mit den wesentlichen Anlagen beginnen; aufschreiben, wo die Kopie liegt und wer sie zurückspielen kann.',
    },
    role: 'maintenance_lead',
    due_days: 60,
    item: 9,
  },
  {
    id: 'restore_once',
    title: { en: 'Put one backup back on a spare', de: 'Eine Sicherung auf ein Ersatzgerät zurückspielen' },
    how: {
      en: 'Measure how long it takes; that number is what the plan rests on.',
      de: 'Die Zeit messen; auf dieser Zahl steht der Plan.',
    },
    role: 'maintenance_lead',
    due_days: 120,
    item: 9,
  },
  {
    id: 'usb_rule',
    title: { en: 'One place where USB sticks are checked', de: 'Eine Stelle, an der USB-Sticks geprüft werden' },
    how: {
      en: 'A station at the gate or the workshop, and one sentence everybody knows.',
      de: 'Eine Station am Tor oder in der Werkstatt, und ein Satz, den alle kennen.',
    },
    role: 'plant_manager',
    due_days: 60,
    item: 5,
  },
  {
    id: 'whom_to_call',
    title: { en: 'Hang up whom to call', de: 'Aushängen, wer anzurufen ist' },
    how: {
      en: 'Three names with deputies, on paper, in the control room and at the gate.',
      de: 'Drei Namen mit Vertretung, auf Papier, in der Leitwarte und am Tor.',
    },
    role: 'incident_coordinator',
    due_days: 14,
    item: 8,
  },
];
