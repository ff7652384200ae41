// How makers write a device's description (SNMP sysDescr, LLDP system description, DHCP vendor class): what stands where in it.

/** The pattern's named groups are attributes; `vendor` and `operating_system` are what the format itself tells. */
export type DescriptionFormat = { pattern: RegExp; vendor?: string; operating_system?: string };

const siemens: readonly DescriptionFormat[] = [
  {
    // "Siemens, SIMATIC S7, CPU-1500, 6ES7 512-1CK00-0AB0, HW: Version 2, FW: Version V2.0.5, S C-H5N873282016"
    pattern:
      /^Siemens(?: AG)?, (?:[^,]+, )?(?<model>[^,]+?) ?, (?<order_number>[1-9][A-Z]{2}\d ?\w{3}-\w{5}(?:-\w{4})?) *,(?: HW: ?(?:Version )?V?\.? ?(?<hardware>[\w.]+),)?(?: FW: ?(?:Version )?(?:V\.)?(?<firmware>V?\d[\w.]*))?(?:, (?<serial>S ?[A-Z][\w-]{6,}))?/,
    vendor: 'Siemens',
  },
  {
    pattern: /\bRUGGEDCOM(?: ROS| ROX)?[ ,]+(?<model>R[A-Z]{1,4}\d+\w*)(?:.*?\b(?:ROS|Main|FW)[: ]+(?<firmware>v\d[\w.]*))?/i,
    vendor: 'Siemens',
  },
];

const switches: readonly DescriptionFormat[] = [
  { pattern: /\bStratix[ ,]+(?:\d{4}\w*[ ,]+)?(?<model>1783-\w+)(?:.*\bVersion (?<firmware>[^, ]+))?/i, vendor: 'Rockwell Automation' },
  { pattern: /\b(?<model>1783-\w+)\b(?:.*\bVersion (?<firmware>[^, ]+))?/, vendor: 'Rockwell Automation' },
  { pattern: /\b(?<model>Stratix \d{4}\w*)(?:.*\bVersion (?<firmware>[^, ]+))?/i, vendor: 'Rockwell Automation' },
  {
    pattern:
      /\bMOXA (?<model>[A-Z]\w*-?\d[\w-]*|(?:MGate|NPort|ioLogik|UPort) ?\w[\w-]*)(?:[ ,]+(?:Ver(?:sion)? ?)?(?<firmware>V?\d+(?:\.\d+)+))?/i,
    vendor: 'Moxa',
  },
  { pattern: /^(?<model>(?:EDS|IKS|ICS|SDS|EDR|AWK|PT)-\w[\w-]*)(?:[ ,]+(?<firmware>V\d+(?:\.\d+)+))?/, vendor: 'Moxa' },
  { pattern: /\bHirschmann (?<model>[\w][\w -]*?)(?: ?-? SW: [\w-]*?(?<firmware>\d+(?:\.\d+)+))?$/i, vendor: 'Hirschmann' },
  {
    pattern:
      /\b(?<model>FL (?:SWITCH|MGUARD|NAT|WLAN|COMSERVER) [\w+/-]+(?: \d\w*)*)(?:.*?\b(?:FW|Firmware)[: ]+(?:Version )?(?<firmware>V?\d+(?:\.\d+)+))?/i,
    vendor: 'Phoenix Contact',
  },
  { pattern: /\bWestermo,? (?<model>[A-Z][\w-]+)(?:.*?(?:WeOS|primary)[: ]+(?<firmware>v?\d+(?:\.\d+)+))?/i, vendor: 'Westermo' },
  {
    pattern:
      /^(?:HPE? |Aruba |ProCurve |HP ProCurve )+(?:(?<order_number>J[A-Z]?\w{3,4}A) )?(?<model>[\w+ -]*?Switch(?: \d[\w-]*)?), revision (?<firmware>[A-Z]+\.\d[\w.]*)/i,
    vendor: 'HPE Aruba',
  },
  { pattern: /^ArubaOS \(MODEL: (?<model>[\w-]+)\), Version (?<firmware>\d[\w.]*)/, vendor: 'HPE Aruba', operating_system: 'ArubaOS' },
  { pattern: /\bComware\b.*?Software Version (?<firmware>\d[\w.]*)/, operating_system: 'Comware' },
  { pattern: /^Juniper Networks, Inc\. (?<model>[\w-]+).*?\bJUNOS (?<firmware>\d[\w.-]*)/i, vendor: 'Juniper', operating_system: 'Junos' },
  {
    pattern: /\bRouterOS (?<firmware>\d[\w.]*)(?: \([\w-]+\))?(?: [A-Z][a-z]{2}\/\d+\/\d{4})?(?: [\d:]{8})?(?: (?<model>[A-Z][\w+-]+))?/,
    vendor: 'MikroTik',
    operating_system: 'RouterOS',
  },
  { pattern: /^RouterOS (?<model>[A-Z][\w+-]+)/, vendor: 'MikroTik', operating_system: 'RouterOS' },
  { pattern: /^(?<model>U(?:AP|SW|S|XG|DM)-[\w-]+),? (?<firmware>\d+(?:\.\d+)+)/, vendor: 'Ubiquiti' },
  { pattern: /^(?<model>Edge(?:Switch|Router|Point)[\w -]*?), (?<firmware>v?\d+(?:\.\d+)+)/, vendor: 'Ubiquiti' },
  { pattern: /^EdgeOS (?<firmware>v\d+(?:\.\d+)+)/, vendor: 'Ubiquiti', operating_system: 'EdgeOS' },
  { pattern: /^(?<model>LANCOM [A-Z]*-?\d[\w+-]*)(?: \([^)]*\))?(?: (?<firmware>\d+(?:\.\d+)+))?/, vendor: 'LANCOM' },
];

const cisco: readonly DescriptionFormat[] = [
  {
    pattern: /\bS5[0-9]00 Software \(S(?:5\d00)-.*\bVersion (?<firmware>[^, ]+)/,
    vendor: 'Rockwell Automation',
    operating_system: 'Cisco IOS',
  },
  { pattern: /\bCisco Adaptive Security Appliance Version (?<firmware>\S+)/, vendor: 'Cisco', operating_system: 'Cisco ASA' },
  { pattern: /\bCisco NX-OS.*?\bVersion (?<firmware>[^, ]+)/i, vendor: 'Cisco', operating_system: 'Cisco NX-OS' },
  { pattern: /\bCisco Systems, Inc\. IP Phone (?<model>CP-\w+)/i, vendor: 'Cisco' },
];

const security: readonly DescriptionFormat[] = [
  { pattern: /^(?<model>Forti(?:Gate|WiFi|Switch|AP)-\w+)(?:[ ,]+(?<firmware>v\d+(?:\.\d+)+))?/i, vendor: 'Fortinet' },
  { pattern: /^Palo Alto Networks (?<model>PA-\w+)/, vendor: 'Palo Alto Networks' },
  { pattern: /^SonicWALL (?<model>[\w ]+?) \(SonicOS (?:Enhanced )?(?<firmware>[\w.-]+)\)/i, vendor: 'SonicWall' },
  { pattern: /^(?<model>pfSense|OPNsense) \S+ (?<firmware>\d[\w.]*)/i, operating_system: 'FreeBSD' },
];

const others: readonly DescriptionFormat[] = [
  { pattern: /\b(?<model>LANTIME[ /]\w+)(?: V?(?<firmware>\d+(?:\.\d+)+))?/i, vendor: 'Meinberg' },
  {
    pattern:
      /^APC [^(]*\(MB:[^)]*?PF:(?<firmware>v?\d[\w.]*)[^)]*\) (?<model>(?:Smart|Back|Easy|Matrix)-UPS[\w .-]*|Symmetra[\w .-]*|Galaxy[\w .-]*)/,
    vendor: 'APC',
  },
  {
    pattern:
      /^APC [^(]*\(MB:[^)]*?PF:(?<firmware>v?\d[\w.]*)[^)]*?\bMN: ?(?<model>\w+)(?: HR: ?(?<hardware>\w+))?(?: SN: ?(?<serial>\w+))?/,
    vendor: 'APC',
  },
  { pattern: /^(?<model>Lexmark [A-Z]{1,3}\d{3,4}\w*)(?:.*?\bversion (?<firmware>\S+))?/, vendor: 'Lexmark' },
  { pattern: /^(?:HP|Hewlett-Packard) (?:ETHERNET MULTI-ENVIRONMENT.*?)?(?<model>JETDIRECT|LaserJet \w+|OfficeJet \w+)/i, vendor: 'HP' },
  { pattern: /^(?<model>Brother \w+-\w+), Firmware Ver\.(?<firmware>\d[\w.]*)/, vendor: 'Brother' },
  { pattern: /^(?<model>RICOH [\w ]+?) (?<firmware>\d+\.\d+) \//, vendor: 'Ricoh' },
  { pattern: /^(?<model>AXIS \w+[\w-]*);.*?; (?<firmware>\d+(?:\.\d+)+)/, vendor: 'Axis' },
  { pattern: /^(?<model>snom[A-Z]?\d{3}\w*)/i, vendor: 'Snom' },
  { pattern: /^(?<model>yealink(?: SIP-\w+)?)/i, vendor: 'Yealink' },
  { pattern: /^Lantronix (?<model>\w+) V(?<firmware>\d+(?:\.\d+)+)/, vendor: 'Lantronix' },
  { pattern: /\bWAGO[ ,]+(?<model>(?:750|852|762|787)-\d\w*)/i, vendor: 'WAGO' },
  { pattern: /^VMware ESXi (?<firmware>\d[\w.]*)/, vendor: 'VMware', operating_system: 'VMware ESXi' },
];

/** First match wins. */
export const descriptionFormats: readonly DescriptionFormat[] = [...siemens, ...switches, ...cisco, ...security, ...others];
