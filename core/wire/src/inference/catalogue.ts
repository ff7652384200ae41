// Order numbers, models and CIP device types that say what a device is. First match wins within one text.
import type { DeviceKind } from '../words.ts';

export type CatalogueRow = {
  pattern: RegExp;
  kind: DeviceKind;
  /** The code of what it is: the words stand with the pages. */
  thing: string;
};

const siemens: readonly CatalogueRow[] = [
  { pattern: /^6ES7 ?(?:31\d|41\d|51\d|21\d|15[14])-\dF/, kind: 'safety-controller', thing: 'simatic_cpu_safe' },
  { pattern: /^6ES7 ?151-[78]/, kind: 'plc', thing: 'et200s_cpu' },
  { pattern: /^6ES7 ?154-8/, kind: 'plc', thing: 'et200pro_cpu' },
  { pattern: /^6ES7 ?158/, kind: 'gateway', thing: 'pn_coupler' },
  { pattern: /^6ES7 ?(?:31\d|41\d|51\d|21\d|67[27])/, kind: 'plc', thing: 'simatic_cpu' },
  { pattern: /^6ES7 ?(?:14|15)\d/, kind: 'remote-io', thing: 'et200' },
  { pattern: /^6ES7/, kind: 'plc', thing: 's7_part' },
  { pattern: /^6AV/, kind: 'hmi', thing: 'simatic_panel' },
  { pattern: /^6GK5 ?6/, kind: 'firewall', thing: 'scalance_s' },
  { pattern: /^6GK5 ?7/, kind: 'access-point', thing: 'scalance_w' },
  { pattern: /^6GK5 ?8/, kind: 'router', thing: 'scalance_m' },
  { pattern: /^6GK5/, kind: 'switch', thing: 'scalance' },
  { pattern: /^6GK7/, kind: 'plc', thing: 'simatic_cp' },
  { pattern: /^6GK1 ?4/, kind: 'gateway', thing: 'simatic_link' },
  { pattern: /^6S[LE]\d/, kind: 'drive', thing: 'sinamics' },
  { pattern: /^6FC/, kind: 'plc', thing: 'sinumerik' },
  { pattern: /^6GT/, kind: 'sensor', thing: 'rfid_reader' },
  { pattern: /^7KM/, kind: 'meter', thing: 'sentron' },
  { pattern: /^7M[LF]/, kind: 'sensor', thing: 'sitrans' },
  { pattern: /^3R[KW]/, kind: 'actuator', thing: 'motor_starter' },
  { pattern: /\bCPU ?(?:\d{3,4}S?P?)F\b/, kind: 'safety-controller', thing: 'cpu_safe' },
  { pattern: /\bCPU[ -]?\d{3,4}|\bIM ?15[14]-[78].*CPU|\bS7-(?:200|300|400|1200|1500)/, kind: 'plc', thing: 'simatic' },
  { pattern: /\bET ?200|\bIM ?15\d/, kind: 'remote-io', thing: 'et200' },
  { pattern: /SCALANCE ?S/i, kind: 'firewall', thing: 'scalance_s' },
  { pattern: /SCALANCE ?W/i, kind: 'access-point', thing: 'scalance_w' },
  { pattern: /SCALANCE ?M/i, kind: 'router', thing: 'scalance_m' },
  { pattern: /SCALANCE/i, kind: 'switch', thing: 'scalance' },
  { pattern: /SINAMICS|MICROMASTER/i, kind: 'drive', thing: 'siemens_drive' },
  { pattern: /SIMATIC HMI|\bK?TP\d{3,4}\b|\bMP\d{3}\b.*(?:TOUCH|KEY)|Comfort Panel/i, kind: 'hmi', thing: 'simatic_panel' },
];

const rockwell: readonly CatalogueRow[] = [
  { pattern: /1756-L\w+S\b|1769-L\w+S\b|GuardLogix/i, kind: 'safety-controller', thing: 'guardlogix' },
  {
    pattern:
      /\b(?:1756|1768|1769|1747|1785|5069|1766|1763|1762|1761|1764|1789)-L|\b2080-L|ControlLogix|CompactLogix|MicroLogix|Micro8\d\d|SLC ?5/i,
    kind: 'plc',
    thing: 'rockwell',
  },
  { pattern: /\b1783-|Stratix/i, kind: 'switch', thing: 'stratix' },
  {
    pattern: /\b(?:1756|1768)-EN|\b1788-|1761-NET|1756-EWEB|1756-[CD]N/i,
    kind: 'gateway',
    thing: 'rack_module',
  },
  {
    pattern: /\b(?:1734|1794|1738|1732|1719|1791|1797|1799|5094)E?S?-|POINT I\/O|FLEX I\/O|ArmorBlock/i,
    kind: 'remote-io',
    thing: 'rockwell_io',
  },
  { pattern: /PowerFlex|Kinetix|\b2[0-5][A-G]-[A-Z]|\b(?:2094|2198|2097)-/i, kind: 'drive', thing: 'rockwell_drive' },
  { pattern: /PanelView|\b271[15][A-Z]?-|VersaView|FactoryTalk View/i, kind: 'hmi', thing: 'panel' },
  { pattern: /PowerMonitor|\b1408-/i, kind: 'meter', thing: 'power_meter' },
];

const schneider: readonly CatalogueRow[] = [
  {
    pattern:
      /\bBM[XE] ?P\d|\bTM2\d\d|\bTM1\d\d|\bTSX ?P\d|\b140 ?CPU|\b171 ?CC|\bM(?:340|580|221|241|251|258)\b|Modicon (?:Quantum|Premium|Momentum)/i,
    kind: 'plc',
    thing: 'modicon',
  },
  { pattern: /\bBM[XE] ?NO|\b140 ?NO|\bTSX ?ETY/i, kind: 'plc', thing: 'modicon_module' },
  { pattern: /\bATV ?\d|Altivar|\bLXM ?\d|Lexium/i, kind: 'drive', thing: 'schneider_drive' },
  { pattern: /\bHMI(?:S|G|DT|ST)\w*\d|\bXBT ?G|Magelis|Harmony (?:ST|GT)/i, kind: 'hmi', thing: 'schneider_panel' },
  { pattern: /\bMETSE|\bPM ?[58]\d{3}|\biEM ?3\d|\bION ?\d{4}|PowerLogic/i, kind: 'meter', thing: 'power_meter' },
  { pattern: /\bBM[XE] ?CRA|\b140 ?CRA|\bSTB ?N|\bOTB ?1|Advantys/i, kind: 'remote-io', thing: 'schneider_io' },
  { pattern: /\bLTM ?R|TeSys/i, kind: 'actuator', thing: 'motor_starter' },
  { pattern: /\bTCSES|ConneXium/i, kind: 'switch', thing: 'connexium' },
  { pattern: /\bLink ?150|\bEGX ?\d|\bTSXETG/i, kind: 'gateway', thing: 'serial_gateway' },
  { pattern: /SCADAPack|\bTBUP/i, kind: 'rtu', thing: 'scadapack' },
];

const networks: readonly CatalogueRow[] = [
  { pattern: /\b(?:EDS|IKS|SDS|PT-\d)-?\w*\d/, kind: 'switch', thing: 'moxa_switch' },
  { pattern: /\bMGate|\bNPort|Anybus Communicator/i, kind: 'gateway', thing: 'fieldbus_gateway' },
  {
    pattern: /\bEDR-|\bEAGLE\d|mGuard|FortiGate|\bPA-\d{3}|SonicWall|Firepower|\bASA ?55|pfSense|OPNsense/i,
    kind: 'firewall',
    thing: 'firewall',
  },
  { pattern: /ioLogik/i, kind: 'remote-io', thing: 'moxa_io' },
  { pattern: /\bAWK-|\bBAT[-\d]|\bAIR-[A-Z]|LANCOM L[NW]-/i, kind: 'access-point', thing: 'access_point' },
  {
    pattern: /\b(?:RS[0-9P]{1,2}\w*-\d|RSP\d|MACH\d|MSP\d|OCTOPUS|BRS\d|GRS\d|SPIDER)|FL SWITCH/i,
    kind: 'switch',
    thing: 'industrial_switch',
  },
  {
    pattern: /\bWS-C|Catalyst [123]\d{3}\b|\bC(?:29|35|36|37|38|92|93)\d\d|\bIE-?[1-9]\d{3}\b|\bME-?3\d{3}/i,
    kind: 'switch',
    thing: 'cisco_switch',
  },
  {
    pattern: /\bISR ?\d|\bIR ?\d{3,4}\b|^(?:cisco )?(?:CISCO)?(?:16|17|18|19|26|28|29|36|38|39)\d\d(?:\/K9)?$/i,
    kind: 'router',
    thing: 'cisco_router',
  },
  { pattern: /\bCP-[678]\d{3}|IP Phone|\bsnom|Yealink|Polycom/i, kind: 'phone', thing: 'ip_phone' },
  { pattern: /LANTIME|Meinberg/i, kind: 'time-server', thing: 'time_server' },
  { pattern: /Smart-UPS|Symmetra|\bUPS\b/, kind: 'ups', thing: 'ups' },
  { pattern: /Lexmark|LaserJet|OfficeJet|imageRUNNER|Kyocera|\bZebra\b|TASKalfa|Printer/i, kind: 'printer', thing: 'printer' },
  { pattern: /In-Sight|\bCamera\b|\bAXIS [A-Z]\d|DS-2C/i, kind: 'camera', thing: 'camera' },
];

const otherControl: readonly CatalogueRow[] = [
  { pattern: /PNOZ|Triconex|Tricon\b|HIMax|HIMatrix|\bPSS ?4000/i, kind: 'safety-controller', thing: 'safety_controller' },
  {
    pattern:
      /\bILC ?\d|\bAXC ?(?:F ?)?\d|PLCnext|\b750-8[0-9]\d|\bCX[2589]\d{3}|IC69\dCPU|RX3i|PACSystems|\bNJ\d01|\bNX1|\bCJ[12]|\bFX[35]U|SIGMA CONTROL/i,
    kind: 'plc',
    thing: 'controller',
  },
  {
    pattern: /\bEK\d{4}|\bBK\d{4}|\b750-3\d\d|IC200PNS|IC200EBI|\bBL[26][07]|\bTBEN|\bFEN20|AXL F BK|\bFLM? BK|IL PN BK|FLM-PN/i,
    kind: 'remote-io',
    thing: 'io_station',
  },
  { pattern: /\bKR ?C\d|\bIRC5|OmniCore|\bR-30i|\bUR(?:3|5|10|16|20)e?\b/i, kind: 'robot', thing: 'robot_controller' },
  { pattern: /Promag|Promass|Liquiline|Rosemount|VEGA(?:PULS|BAR)|Prosonic/i, kind: 'sensor', thing: 'transmitter' },
  { pattern: /SIPROTEC|\bRE[FTX]\d{3}|\bSEL-\d{3}|e-terracontrol/i, kind: 'ied', thing: 'bay_device' },
  { pattern: /WinCC|InTouch|iFIX|Citect|zenon|Ignition/i, kind: 'scada', thing: 'scada_software' },
];

export const catalogue: readonly CatalogueRow[] = [...siemens, ...rockwell, ...schneider, ...networks, ...otherControl];

/** CIP device profiles by the name of their type (CIP Vol 1 table 6-7.1). */
export const deviceTypeRows: readonly CatalogueRow[] = [
  { pattern: /programmable logic controller/i, kind: 'plc', thing: 'type_plc' },
  { pattern: /human-machine interface/i, kind: 'hmi', thing: 'type_hmi' },
  { pattern: /drive/i, kind: 'drive', thing: 'type_drive' },
  { pattern: /ethernet switch/i, kind: 'switch', thing: 'type_switch' },
  { pattern: /safety.*i\/o|discrete i\/o|motion i\/o|analog i\/o/i, kind: 'remote-io', thing: 'type_io' },
  { pattern: /communications adapter|translator|repeater/i, kind: 'gateway', thing: 'type_adapter' },
  { pattern: /sensor|encoder|gauge|proximity|limit switch|resolver|analyzer/i, kind: 'sensor', thing: 'type_sensor' },
  {
    pattern: /valve|contactor|starter|breaker|overload|pump|mass flow controller|fluid flow controller/i,
    kind: 'actuator',
    thing: 'type_actuator',
  },
];

/** What a catalogue may say a device is. */
export const catalogueThings: readonly string[] = [...new Set([...catalogue, ...deviceTypeRows].map((row) => row.thing))];
