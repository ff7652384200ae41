// What a sheet can say, field by field: the heading of the template first, then other headings plants use; choices with their words.
import { roles } from '@holdfast/appointments/schema.roles';
import type { SheetKind } from './schema.ts';

export type FieldType =
  | 'text'
  | 'long'
  | 'choice'
  | 'ips'
  | 'macs'
  | 'email'
  | 'country'
  | 'date'
  | 'integer'
  | 'person'
  | 'zone'
  | 'area'
  | 'assets';

/** `key`: finds the same thing again. `choices`: value to words, English first, German second, then others. */
export type Field = {
  name: string;
  type: FieldType;
  en: readonly string[];
  de: readonly string[];
  help: { en: string; de: string };
  key?: boolean;
  required?: boolean;
  most?: number;
  choices?: Readonly<Record<string, readonly string[]>>;
};

const kinds = {
  plc: ['PLC', 'SPS', 'controller', 'Steuerung', 'CPU', 'PAC'],
  'safety-controller': ['Safety controller', 'Sicherheitssteuerung', 'safety plc', 'F-CPU', 'F-SPS'],
  'remote-io': ['Remote I/O', 'Dezentrale E/A', 'IO', 'I/O', 'E/A', 'ET200', 'distributed io'],
  drive: ['Drive', 'Antrieb', 'VFD', 'FU', 'Frequenzumrichter', 'Umrichter', 'inverter', 'servo'],
  robot: ['Robot', 'Roboter'],
  sensor: ['Sensor', 'Sensor'],
  actuator: ['Actuator', 'Aktor', 'Ventil', 'valve'],
  meter: ['Meter', 'Zähler'],
  rtu: ['RTU', 'Fernwirkgerät'],
  ied: ['IED', 'Schutzgerät (IED)', 'Schutzgerät'],
  'building-controller': ['Building controller', 'Gebäudeleitgerät', 'DDC'],
  hmi: ['HMI', 'Bediengerät (HMI)', 'Panel', 'Bedienpanel', 'operator panel'],
  scada: ['SCADA', 'SCADA', 'Leitsystem'],
  historian: ['Historian', 'Historian'],
  'engineering-station': ['Engineering station', 'Engineering-Station', 'ES', 'PG', 'Programmiergerät'],
  gateway: ['Gateway', 'Gateway', 'converter', 'Umsetzer'],
  switch: ['Switch', 'Switch', 'network switch'],
  router: ['Router', 'Router'],
  firewall: ['Firewall', 'Firewall'],
  'access-point': ['Access point', 'Access-Point', 'WLAN', 'AP'],
  server: ['Server', 'Server'],
  'domain-controller': ['Domain controller', 'Domänencontroller', 'DC', 'AD'],
  workstation: ['Workstation', 'Arbeitsplatz', 'PC', 'IPC', 'Industrie-PC', 'client', 'laptop', 'notebook'],
  printer: ['Printer', 'Drucker'],
  camera: ['Camera', 'Kamera'],
  phone: ['Phone', 'Telefon'],
  ups: ['UPS', 'USV'],
  'time-server': ['Time server', 'Zeitserver', 'NTP'],
  'remote-access': ['Remote access', 'Fernzugang', 'VPN'],
  unknown: ['unknown', 'unbekannt'],
};

const levels = Object.fromEntries(
  ['0', '1', '2', '3', '3.5', '4', '5'].map((level) => [level, [level, `Ebene ${level}`, `Level ${level}`, `L${level}`]]),
);

const asset: readonly Field[] = [
  {
    name: 'asset_tag',
    type: 'text',
    key: true,
    most: 100,
    en: ['Own number', 'asset tag', 'asset number', 'asset id', 'inventory number', 'equipment number', 'tag', 'asset no'],
    de: [
      'Anlagennummer',
      'Inventarnummer',
      'Equipmentnummer',
      'Anlagen-Nr',
      'Inventar-Nr',
      'Gerätenummer',
      'Betriebsmittelkennzeichen',
      'BMK',
      'Kennzeichen',
    ],
    help: {
      en: 'Your own number of the device. It finds the device again at the next import.',
      de: 'Ihre eigene Nummer des Geräts. Daran wird es beim nächsten Import wiedererkannt.',
    },
  },
  {
    name: 'name',
    type: 'text',
    most: 200,
    en: ['Name', 'device name', 'hostname', 'host', 'device', 'asset', 'asset name'],
    de: ['Name', 'Gerätename', 'Bezeichnung', 'Hostname', 'Gerät', 'Rechnername'],
    help: { en: 'What people call it.', de: 'Wie es im Werk heißt.' },
  },
  {
    name: 'kind',
    type: 'choice',
    choices: kinds,
    en: ['Kind', 'type', 'device type', 'category', 'asset type'],
    de: ['Art', 'Typ', 'Geräteart', 'Gerätetyp', 'Kategorie'],
    help: { en: 'Choose from the list.', de: 'Aus der Liste wählen.' },
  },
  {
    name: 'vendor',
    type: 'text',
    most: 200,
    en: ['Vendor', 'manufacturer', 'maker', 'brand'],
    de: ['Hersteller', 'Fabrikat', 'Marke'],
    help: { en: 'Who made it.', de: 'Wer es gebaut hat.' },
  },
  {
    name: 'model',
    type: 'text',
    most: 200,
    en: ['Model', 'product', 'product name'],
    de: ['Modell', 'Produkt', 'Typenbezeichnung'],
    help: { en: 'What the maker calls it.', de: 'Wie der Hersteller es nennt.' },
  },
  {
    name: 'order_number',
    type: 'text',
    most: 200,
    en: ['Order number', 'part number', 'article number', 'catalog number', 'catalogue number', 'mlfb', 'order no'],
    de: ['Bestellnummer', 'Artikelnummer', 'Teilenummer', 'MLFB', 'Bestell-Nr', 'Artikel-Nr'],
    help: { en: 'As on the type plate.', de: 'Wie auf dem Typenschild.' },
  },
  {
    name: 'serial',
    type: 'text',
    key: true,
    most: 200,
    en: ['Serial number', 'serial', 's/n', 'sn', 'serial no'],
    de: ['Seriennummer', 'Serien-Nr', 'Fabriknummer', 'Fabrik-Nr'],
    help: {
      en: 'Finds the device again together with the vendor.',
      de: 'Daran wird das Gerät wiedererkannt, zusammen mit dem Hersteller.',
    },
  },
  {
    name: 'firmware',
    type: 'text',
    most: 200,
    en: ['Firmware', 'firmware version', 'version', 'fw', 'software version'],
    de: ['Firmware', 'Firmwarestand', 'Firmware-Version', 'FW-Stand', 'Softwarestand'],
    help: { en: 'The version it runs.', de: 'Der Stand, mit dem es läuft.' },
  },
  {
    name: 'mac',
    type: 'macs',
    key: true,
    en: ['MAC address', 'mac', 'mac addresses', 'hardware address', 'ethernet address'],
    de: ['MAC-Adresse', 'MAC', 'MAC-Adressen', 'Ethernet-Adresse'],
    help: { en: 'Several with a blank or comma between them.', de: 'Mehrere mit Leerzeichen oder Komma trennen.' },
  },
  {
    name: 'ip',
    type: 'ips',
    key: true,
    en: ['IP address', 'ip', 'ip addresses', 'ipv4', 'address', 'primary ip'],
    de: ['IP-Adresse', 'IP', 'IP-Adressen', 'IPv4', 'Adresse'],
    help: { en: 'Several with a blank or comma between them.', de: 'Mehrere mit Leerzeichen oder Komma trennen.' },
  },
  {
    name: 'zone',
    type: 'zone',
    en: ['Zone', 'security zone', 'network zone'],
    de: ['Zone', 'Sicherheitszone', 'Netzzone'],
    help: { en: 'The name of a zone that is there already.', de: 'Der Name einer Zone, die es schon gibt.' },
  },
  {
    name: 'area',
    type: 'area',
    en: ['Area', 'production area', 'line', 'department'],
    de: ['Bereich', 'Produktionsbereich', 'Linie', 'Abteilung'],
    help: { en: 'The name of a production area that is there already.', de: 'Der Name eines Bereichs, den es schon gibt.' },
  },
  {
    name: 'location',
    type: 'text',
    most: 200,
    en: ['Location', 'place', 'cabinet', 'room', 'position'],
    de: ['Ort', 'Standort', 'Schaltschrank', 'Schrank', 'Raum', 'Einbauort', 'Halle'],
    help: { en: 'Hall, cabinet, row: in your words.', de: 'Halle, Schrank, Reihe: in Ihren Worten.' },
  },
  {
    name: 'owner',
    type: 'person',
    en: ['Owner', 'asset owner', 'responsible', 'responsible person'],
    de: ['Verantwortlich', 'Verantwortlicher', 'Eigentümer', 'Besitzer', 'Zuständig'],
    help: { en: 'E-mail address or full name of a person known here.', de: 'E-Mail-Adresse oder voller Name einer hier bekannten Person.' },
  },
  {
    name: 'criticality',
    type: 'choice',
    choices: {
      safety: ['safety', 'sicherheitsrelevant', 'very high', 'sehr hoch'],
      essential: ['essential', 'wesentlich', 'high', 'hoch', 'critical', 'kritisch'],
      supporting: ['supporting', 'unterstützend', 'medium', 'mittel'],
      convenience: ['convenience', 'verzichtbar', 'low', 'niedrig', 'gering'],
    },
    en: ['Criticality', 'importance'],
    de: ['Kritikalität', 'Wichtigkeit', 'Kritisch'],
    help: { en: 'What hurts when it stops.', de: 'Was leidet, wenn es steht.' },
  },
  {
    name: 'production_role',
    type: 'choice',
    choices: {
      control: ['controls the process', 'steuert den Prozess', 'control'],
      safety: ['protects people', 'schützt Menschen', 'safety'],
      field: ['measures or moves', 'misst oder bewegt', 'field'],
      operation: ["operator's view", 'Sicht der Bediener', 'operation'],
      engineering: ['programs controllers', 'programmiert Steuerungen', 'engineering'],
      records: ['keeps records', 'hält Aufzeichnungen', 'records'],
      planning: ['orders and recipes', 'Aufträge und Rezepte', 'planning', 'MES'],
      quality: ['quality and lab', 'Qualität und Labor', 'quality', 'Qualität'],
      logistics: ['logistics', 'Logistik'],
      utilities: ['supplies utilities', 'versorgt mit Medien', 'utilities'],
      network: ['carries traffic', 'trägt den Verkehr', 'network', 'Netz'],
      access: ['lets people in', 'lässt Menschen herein', 'access'],
      protection: ['protects and backs up', 'schützt und sichert', 'protection', 'backup'],
      other: ['something else', 'etwas anderes', 'other', 'sonstiges'],
    },
    en: ['Role in production', 'production role', 'function'],
    de: ['Aufgabe in der Produktion', 'Funktion', 'Aufgabe'],
    help: { en: 'Choose from the list.', de: 'Aus der Liste wählen.' },
  },
  {
    name: 'uptime_need',
    type: 'choice',
    choices: {
      continuous: ['round the clock', 'rund um die Uhr', '24/7', 'continuous'],
      production: ['while production runs', 'während der Produktion', 'production'],
      working_hours: ['in working hours', 'zu Arbeitszeiten', 'office hours'],
      on_demand: ['when somebody asks', 'wenn jemand es braucht', 'on demand'],
    },
    en: ['Must run', 'uptime need', 'availability'],
    de: ['Muss laufen', 'Verfügbarkeit', 'Betriebszeit'],
    help: { en: 'Choose from the list.', de: 'Aus der Liste wählen.' },
  },
  {
    name: 'rto_hours',
    type: 'integer',
    most: 8760,
    en: ['Back within (hours)', 'rto', 'rto hours', 'recovery time'],
    de: ['Wieder da in (Stunden)', 'Wiederanlaufzeit', 'RTO', 'RTO (h)'],
    help: { en: 'A whole number of hours.', de: 'Eine ganze Zahl von Stunden.' },
  },
  {
    name: 'lifecycle',
    type: 'choice',
    choices: {
      planned: ['planned', 'geplant'],
      in_service: ['in service', 'in Betrieb', 'active', 'aktiv', 'produktiv'],
      spare: ['spare', 'Ersatz', 'Reserve', 'inventory', 'Lager'],
    },
    en: ['Stage of life', 'lifecycle', 'status', 'state'],
    de: ['Lebenslauf', 'Status', 'Zustand', 'Betriebszustand'],
    help: {
      en: 'Planned, in service or spare. Retiring is an act of its own.',
      de: 'Geplant, in Betrieb oder Ersatz. Ausmustern ist ein eigener Schritt.',
    },
  },
  {
    name: 'purdue_level',
    type: 'choice',
    choices: levels,
    en: ['Purdue level', 'level', 'isa level'],
    de: ['Purdue-Ebene', 'Ebene', 'Level'],
    help: { en: '0 to 5; 3.5 is the industrial DMZ.', de: '0 bis 5; 3.5 ist die industrielle DMZ.' },
  },
  {
    name: 'remark',
    type: 'long',
    most: 2000,
    en: ['Remark', 'comment', 'notes', 'description', 'comments'],
    de: ['Bemerkung', 'Kommentar', 'Notiz', 'Beschreibung', 'Anmerkung'],
    help: { en: 'Anything else.', de: 'Was sonst noch zu sagen ist.' },
  },
];

const person: readonly Field[] = [
  {
    name: 'email',
    type: 'email',
    key: true,
    required: true,
    en: ['E-mail', 'email', 'mail', 'e-mail address', 'mail address'],
    de: ['E-Mail', 'E-Mail-Adresse', 'Mail', 'Mailadresse'],
    help: { en: 'Finds the person again at the next import.', de: 'Daran wird die Person beim nächsten Import wiedererkannt.' },
  },
  {
    name: 'name',
    type: 'text',
    required: true,
    most: 200,
    en: ['Name', 'full name', 'person', 'employee'],
    de: ['Name', 'Vollständiger Name', 'Person', 'Mitarbeiter', 'Vor- und Nachname'],
    help: { en: 'First and last name.', de: 'Vor- und Nachname.' },
  },
  {
    name: 'language',
    type: 'choice',
    choices: { en: ['English', 'Englisch', 'en'], de: ['German', 'Deutsch', 'de'] },
    en: ['Language'],
    de: ['Sprache'],
    help: { en: 'English or German.', de: 'Deutsch oder Englisch.' },
  },
];

const supplier: readonly Field[] = [
  {
    name: 'number',
    type: 'text',
    key: true,
    most: 100,
    en: ['Number', 'supplier number', 'vendor number', 'creditor number', 'supplier id'],
    de: ['Nummer', 'Lieferantennummer', 'Kreditorennummer', 'Lieferanten-Nr', 'Kreditor'],
    help: {
      en: 'Your number of the supplier. It finds the supplier again.',
      de: 'Ihre Nummer des Lieferanten. Daran wird er wiedererkannt.',
    },
  },
  {
    name: 'name',
    type: 'text',
    key: true,
    required: true,
    most: 200,
    en: ['Name', 'supplier', 'company', 'vendor', 'supplier name'],
    de: ['Name', 'Lieferant', 'Firma', 'Dienstleister', 'Unternehmen'],
    help: { en: 'Without a number, the name finds the supplier again.', de: 'Ohne Nummer wird der Lieferant am Namen wiedererkannt.' },
  },
  {
    name: 'country',
    type: 'country',
    en: ['Country'],
    de: ['Land', 'Staat'],
    help: { en: 'Name or two letters, as DE.', de: 'Name oder zwei Buchstaben, wie DE.' },
  },
  {
    name: 'contact_name',
    type: 'text',
    most: 200,
    en: ['Contact', 'contact person', 'contact name'],
    de: ['Ansprechpartner', 'Kontakt', 'Ansprechperson'],
    help: { en: 'Whom to call.', de: 'Wen man anruft.' },
  },
  {
    name: 'contact_email',
    type: 'email',
    en: ['Contact e-mail', 'e-mail', 'email', 'contact email', 'mail'],
    de: ['E-Mail', 'Kontakt E-Mail', 'E-Mail-Adresse', 'Mail'],
    help: { en: 'Of the contact.', de: 'Des Ansprechpartners.' },
  },
  {
    name: 'contact_phone',
    type: 'text',
    most: 60,
    en: ['Contact phone', 'phone', 'telephone', 'hotline'],
    de: ['Telefon', 'Kontakt Telefon', 'Rufnummer', 'Hotline', 'Tel'],
    help: { en: 'Of the contact or the hotline.', de: 'Des Ansprechpartners oder der Hotline.' },
  },
  {
    name: 'services',
    type: 'long',
    most: 2000,
    en: ['Supplies and maintains', 'services', 'service', 'scope', 'delivers'],
    de: ['Liefert und wartet', 'Leistungen', 'Leistung', 'Wartung', 'Liefert'],
    help: { en: 'What they supply or maintain.', de: 'Was sie liefern oder warten.' },
  },
  {
    name: 'assets',
    type: 'assets',
    en: ['Assets serviced', 'assets', 'devices', 'machines'],
    de: ['Betreute Anlagen', 'Anlagen', 'Geräte', 'Maschinen'],
    help: {
      en: 'Own numbers, names or IP addresses, with a semicolon between them.',
      de: 'Anlagennummern, Namen oder IP-Adressen, mit Semikolon getrennt.',
    },
  },
  {
    name: 'remark',
    type: 'long',
    most: 2000,
    en: ['Remark', 'comment', 'notes'],
    de: ['Bemerkung', 'Kommentar', 'Notiz'],
    help: { en: 'Anything else.', de: 'Was sonst noch zu sagen ist.' },
  },
];

const account: readonly Field[] = [
  {
    name: 'system',
    type: 'text',
    key: true,
    required: true,
    most: 200,
    en: ['System', 'asset', 'device', 'host', 'machine', 'application'],
    de: ['System', 'Gerät', 'Anlage', 'Rechner', 'Maschine', 'Anwendung'],
    help: {
      en: 'Own number, name or IP address of the device, or the name of a system. With the login it finds the account again.',
      de: 'Anlagennummer, Name oder IP-Adresse des Geräts, oder der Name eines Systems. Zusammen mit dem Benutzernamen wird das Konto daran wiedererkannt.',
    },
  },
  {
    name: 'login',
    type: 'text',
    key: true,
    required: true,
    most: 200,
    en: ['Login', 'user name', 'username', 'user', 'account', 'account name'],
    de: ['Benutzername', 'Benutzer', 'Login', 'Konto', 'Anmeldename', 'Kontoname'],
    help: { en: 'The name to sign in with. Never the password.', de: 'Der Anmeldename. Niemals das Passwort.' },
  },
  {
    name: 'kind',
    type: 'choice',
    required: true,
    choices: {
      shared: ['shared', 'gemeinsam', 'Sammelkonto', 'Gruppenkonto', 'group'],
      local: ['local', 'lokal', 'personal'],
      service: ['service', 'Dienst', 'Dienstkonto', 'technical', 'technisch'],
      vendor: ['vendor', 'Lieferant', 'Hersteller', 'supplier', 'Fremdfirma'],
      emergency: ['emergency', 'Notfall', 'break glass', 'Notfallkonto'],
    },
    en: ['Kind', 'type', 'account type'],
    de: ['Art', 'Typ', 'Kontoart'],
    help: { en: 'Choose from the list.', de: 'Aus der Liste wählen.' },
  },
  {
    name: 'holder',
    type: 'text',
    most: 200,
    en: ['Holder', 'held by', 'owner', 'responsible', 'used by'],
    de: ['Inhaber', 'Verantwortlich', 'Besitzer', 'Genutzt von', 'Zuständig'],
    help: {
      en: 'Who answers for it: e-mail or name of a person, else a team or company.',
      de: 'Wer dafür geradesteht: E-Mail oder Name einer Person, sonst Team oder Firma.',
    },
  },
  {
    name: 'purpose',
    type: 'long',
    most: 2000,
    en: ['Purpose', 'remark', 'comment', 'description'],
    de: ['Zweck', 'Bemerkung', 'Kommentar', 'Beschreibung'],
    help: { en: 'What it is there for.', de: 'Wozu es da ist.' },
  },
  {
    name: 'last_reviewed',
    type: 'date',
    en: ['Last reviewed', 'reviewed', 'last review', 'checked on'],
    de: ['Zuletzt geprüft', 'Geprüft am', 'Letzte Prüfung', 'Überprüft am'],
    help: { en: 'A date, as 2026-11-21.', de: 'Ein Datum, wie 21.11.2026.' },
  },
];

const roster: readonly Field[] = [
  {
    name: 'date',
    type: 'date',
    key: true,
    required: true,
    en: ['Date', 'day', 'on'],
    de: ['Datum', 'Tag', 'am'],
    help: { en: 'The day the shift begins, as 2026-12-01.', de: 'Der Tag, an dem die Schicht beginnt, wie 01.12.2026.' },
  },
  {
    name: 'shift',
    type: 'text',
    key: true,
    required: true,
    most: 200,
    en: ['Shift', 'shift name'],
    de: ['Schicht', 'Schichtname'],
    help: { en: 'Its name, as set on the page of the roster.', de: 'Ihr Name, wie er im Schichtplan steht.' },
  },
  {
    name: 'person',
    type: 'text',
    required: true,
    most: 200,
    en: ['Person', 'name', 'who', 'employee', 'e-mail'],
    de: ['Person', 'Name', 'Wer', 'Mitarbeiter', 'Mitarbeiterin', 'E-Mail'],
    help: {
      en: 'Name or e-mail address. Another name on a place of one takes it over.',
      de: 'Name oder E-Mail-Adresse. Ein anderer Name übernimmt einen Platz, den nur eine Person hat.',
    },
  },
  {
    name: 'role',
    type: 'choice',
    key: true,
    choices: Object.fromEntries(roles.map((it) => [it.id, [it.title.en, it.title.de]])),
    en: ['Role', 'function'],
    de: ['Rolle', 'Funktion'],
    help: { en: 'Left empty: shift lead.', de: 'Leer: Schichtleitung.' },
  },
  {
    name: 'way',
    type: 'choice',
    key: true,
    choices: {
      on_shift: ['on shift', 'in der Schicht', 'shift', 'vor Ort', 'no', 'nein'],
      on_call: ['on call', 'Bereitschaft', 'on-call', 'Rufbereitschaft', 'x', 'yes', 'ja'],
    },
    en: ['On call or on shift', 'on call', 'on-call', 'way'],
    de: ['Bereitschaft oder Schicht', 'Bereitschaft', 'Rufbereitschaft'],
    help: { en: 'Left empty: on shift.', de: 'Leer: in der Schicht.' },
  },
];

/** What a MES says of its lines; read elsewhere, row by row. */
export const messageFields: readonly Field[] = [
  {
    name: 'at',
    type: 'text',
    required: true,
    en: ['Time', 'timestamp', 'date', 'start', 'begin', 'occurred', 'date time'],
    de: ['Zeit', 'Zeitpunkt', 'Zeitstempel', 'Datum', 'Beginn', 'Datum Uhrzeit'],
    help: { en: 'As 2026-11-16 09:12 on the plant’s clock.', de: 'Wie 16.11.2026 09:12, nach der Uhr des Werks.' },
  },
  {
    name: 'kind',
    type: 'text',
    required: true,
    en: ['Kind', 'type', 'category', 'class'],
    de: ['Art', 'Typ', 'Kategorie', 'Klasse'],
    help: { en: 'stop or quality.', de: 'Stillstand oder Qualität.' },
  },
  {
    name: 'line',
    type: 'text',
    required: true,
    en: ['Line', 'area', 'machine', 'equipment', 'work centre', 'work center', 'asset', 'station'],
    de: ['Linie', 'Bereich', 'Maschine', 'Anlage', 'Arbeitsplatz', 'Station'],
    help: { en: 'As the MES calls it.', de: 'Wie das MES sie nennt.' },
  },
  {
    name: 'text',
    type: 'text',
    en: ['Text', 'message', 'reason', 'description', 'remark'],
    de: ['Text', 'Meldung', 'Grund', 'Beschreibung', 'Bemerkung'],
    help: { en: 'What it says.', de: 'Was sie sagt.' },
  },
  {
    name: 'count',
    type: 'text',
    en: ['Count', 'quantity', 'pieces', 'number of pieces'],
    de: ['Anzahl', 'Menge', 'Stück'],
    help: { en: 'How many pieces or times; left empty: one.', de: 'Wie viele Stück oder Male; leer: eins.' },
  },
  {
    name: 'reference',
    type: 'text',
    en: ['Reference', 'id', 'message id', 'number', 'order'],
    de: ['Referenz', 'ID', 'Meldungsnummer', 'Nummer', 'Auftrag'],
    help: { en: 'The MES’s own number: the same message twice counts once.', de: 'Die Nummer im MES: dieselbe Meldung zählt nur einmal.' },
  },
];

/** Fields by what is read. */
export const fieldsOf: Readonly<Record<SheetKind, readonly Field[]>> = {
  asset,
  person,
  supplier,
  account,
  roster,
  line_message: messageFields,
};
