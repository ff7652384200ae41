// The words of an order to a firewall's provider, in the languages of the product.

const columns = {
  number: 'No.',
  conduit: 'Conduit',
  action: 'Action',
  source: 'Source',
  source_addresses: 'Source addresses',
  destination: 'Destination',
  destination_addresses: 'Destination addresses',
  service: 'Service',
  window: 'When',
  purpose: 'Purpose',
  contact: 'Contact',
  since: 'Approved since',
  rule_id: 'Rule',
};

export type OrderWords = {
  columns: Record<keyof typeof columns, string>;
  days: readonly string[];
  heading: string;
  how: string;
  signature: string;
  anywhere: string;
  all_services: string;
  ping: string;
  allow: string;
  refuse: string;
  always: string;
  refused: string;
  not_held: string;
  others: string;
};

export const orderWords = {
  en: {
    columns,
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    heading: 'Order of firewall rules',
    how: 'Please set these rules in this order. The source opens the conversation, answers are allowed. Please send the configuration back when it is done: it will be compared.',
    signature: 'Set on: ____________   By: ____________   Signature: ____________',
    anywhere: 'anywhere',
    all_services: 'all services',
    ping: 'ping',
    allow: 'allow',
    refuse: 'refuse and log',
    always: 'always',
    refused: 'Nothing else may pass between these zones.',
    not_held: 'No list is approved yet: everything may pass.',
    others: 'All others',
  },
  de: {
    columns: {
      number: 'Nr.',
      conduit: 'Zonenübergang',
      action: 'Aktion',
      source: 'Quelle',
      source_addresses: 'Adressen der Quelle',
      destination: 'Ziel',
      destination_addresses: 'Adressen des Ziels',
      service: 'Dienst',
      window: 'Wann',
      purpose: 'Zweck',
      contact: 'Rückfragen',
      since: 'Genehmigt seit',
      rule_id: 'Regel',
    },
    days: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
    heading: 'Auftrag für Firewall-Regeln',
    how: 'Bitte setzen Sie diese Regeln in dieser Reihenfolge. Die Quelle eröffnet das Gespräch, Antworten sind erlaubt. Bitte senden Sie die Konfiguration zurück, wenn es getan ist: Sie wird verglichen.',
    signature: 'Gesetzt am: ____________   Von: ____________   Unterschrift: ____________',
    anywhere: 'überall',
    all_services: 'alle Dienste',
    ping: 'Ping',
    allow: 'erlauben',
    refuse: 'abweisen und protokollieren',
    always: 'immer',
    refused: 'Sonst darf zwischen diesen Zonen nichts passieren.',
    not_held: 'Noch ist keine Liste genehmigt: Alles darf passieren.',
    others: 'Alle anderen',
  },
} as const satisfies Record<string, OrderWords>;
export type OrderLanguage = keyof typeof orderWords;
