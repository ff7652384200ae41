// Makers as people call them. The IEEE registry keeps the name a company had when it registered, with its legal form.

/** Registered name and usual name. First match wins; what is not listed only loses its legal form. */
const usualNames: readonly (readonly [RegExp, string])[] = [
  [/^hewlett[- ]packard/i, 'HP'],
  [/^telemecanique|^schneider\b|^square d\b|^modicon/i, 'Schneider Electric'],
  [/^american power conversion/i, 'APC'],
  [/^(?:allen[- ]bradley|rockwell)/i, 'Rockwell Automation'],
  [/^siemens\b/i, 'Siemens'],
  [/^moxa\b/i, 'Moxa'],
  [/^hirschmann/i, 'Hirschmann'],
  [/^phoenix contact/i, 'Phoenix Contact'],
  [/^cisco\b/i, 'Cisco'],
  [/^lexmark/i, 'Lexmark'],
  [/^snom\b/i, 'Snom'],
  [/^meinberg/i, 'Meinberg'],
  [/^lancom/i, 'LANCOM'],
  [/^danfoss/i, 'Danfoss'],
  [/^fortinet/i, 'Fortinet'],
  [/^omron/i, 'Omron'],
  [/^mitsubishi electric/i, 'Mitsubishi Electric'],
  [/^beckhoff/i, 'Beckhoff'],
  [/^wago/i, 'WAGO'],
  [/^endress ?(?:\+|&|and)/i, 'Endress+Hauser'],
  [/^b ?(?:&|\+|and) ?r industrial/i, 'B&R'],
  [/^ge fanuc|^emerson/i, 'Emerson'],
];

const legalForm =
  /,?\s+(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|gmbh|ag|se|kg|s\.?a\.?|s\.?p\.?a\.?|b\.?v\.?|ab|oy|a\/s|plc)\b\.?.*$/i;

/** "Dell Inc." is called Dell, "TELEMECANIQUE ELECTRIQUE" Schneider Electric. */
export function usualMaker(registered: string): string {
  for (const [pattern, name] of usualNames) if (pattern.test(registered)) return name;
  const bare = registered.replace(legalForm, '');
  return bare.length >= 2 ? bare : registered;
}
