// Order numbers, models and CIP device types that say what a device is. First match wins within one text.
import type { DeviceKind } from '../words.ts';

export type CatalogueRow = { pattern: RegExp; kind: DeviceKind; says: string };

const siemens: readonly CatalogueRow[] = [
  { pattern: /^6ES7 ?(?:31\d|41\d|51\d|21\d|15[14])-\dF/, kind: 'safety-controller', says: 'a fail-safe SIMATIC CPU' },
  { pattern: /^6ES7 ?151-[78]/, kind: 'plc', says: 'an ET 200S interface module with a CPU' },
  { pattern: /^6ES7 ?154-8/, kind: 'plc', says: 'an ET 200pro interface module with a CPU' },
  { pattern: /^6ES7 ?158/, kind: 'gateway', says: 'a PN/PN coupler' },
  { pattern: /^6ES7 ?(?:31\d|41\d|51\d|21\d|67[27])/, kind: 'plc', says: 'a SIMATIC CPU' },
  { pattern: /^6ES7 ?(?:14|15)\d/, kind: 'remote-io', says: 'an ET 200 station' },
  { pattern: /^6ES7/, kind: 'plc', says: 'a SIMATIC S7 component' },
  { pattern: /^6AV/, kind: 'hmi', says: 'a SIMATIC HMI panel' },
  { pattern: /^6GK5 ?6/, kind: 'firewall', says: 'a SCALANCE S security appliance' },
  { pattern: /^6GK5 ?7/, kind: 'access-point', says: 'a SCALANCE W access point' },
  { pattern: /^6GK5 ?8/, kind: 'router', says: 'a SCALANCE M router' },
  { pattern: /^6GK5/, kind: 'switch', says: 'a SCALANCE switch' },
  { pattern: /^6GK7/, kind: 'plc', says: 'the communication processor of a SIMATIC controller' },
  { pattern: /^6GK1 ?4/, kind: 'gateway', says: 'a SIMATIC NET link' },
  { pattern: /^6S[LE]\d/, kind: 'drive', says: 'a SINAMICS or MICROMASTER drive' },
  { pattern: /^6FC/, kind: 'plc', says: 'a SINUMERIK control' },
  { pattern: /^6GT/, kind: 'sensor', says: 'an RFID reader' },
  { pattern: /^7KM/, kind: 'meter', says: 'a SENTRON meter' },
  { pattern: /^7M[LF]/, kind: 'sensor', says: 'a SITRANS transmitter' },
  { pattern: /^3R[KW]/, kind: 'actuator', says: 'a motor starter' },
  { pattern: /\bCPU ?(?:\d{3,4}S?P?)F\b/, kind: 'safety-controller', says: 'a fail-safe CPU' },
  { pattern: /\bCPU[ -]?\d{3,4}|\bIM ?15[14]-[78].*CPU|\bS7-(?:200|300|400|1200|1500)/, kind: 'plc', says: 'a SIMATIC controller' },
  { pattern: /\bET ?200|\bIM ?15\d/, kind: 'remote-io', says: 'an ET 200 station' },
  { pattern: /SCALANCE ?S/i, kind: 'firewall', says: 'a SCALANCE S security appliance' },
  { pattern: /SCALANCE ?W/i, kind: 'access-point', says: 'a SCALANCE W access point' },
  { pattern: /SCALANCE ?M/i, kind: 'router', says: 'a SCALANCE M router' },
  { pattern: /SCALANCE/i, kind: 'switch', says: 'a SCALANCE switch' },
  { pattern: /SINAMICS|MICROMASTER/i, kind: 'drive', says: 'a Siemens drive' },
  { pattern: /SIMATIC HMI|\bK?TP\d{3,4}\b|\bMP\d{3}\b.*(?:TOUCH|KEY)|Comfort Panel/i, kind: 'hmi', says: 'a SIMATIC HMI panel' },
];

const rockwell: readonly CatalogueRow[] = [
  { pattern: /1756-L\w+S\b|1769-L\w+S\b|GuardLogix/i, kind: 'safety-controller', says: 'a GuardLogix safety controller' },
  {
    pattern:
      /\b(?:1756|1768|1769|1747|1785|5069|1766|1763|1762|1761|1764|1789)-L|\b2080-L|ControlLogix|CompactLogix|MicroLogix|Micro8\d\d|SLC ?5/i,
    kind: 'plc',
    says: 'a Rockwell controller',
  },
  { pattern: /\b1783-|Stratix/i, kind: 'switch', says: 'a Stratix switch' },
  {
    pattern: /\b(?:1756|1768)-EN|\b1788-|1761-NET|1756-EWEB|1756-[CD]N/i,
    kind: 'gateway',
    says: 'a communication module of a controller rack',
  },
  {
    pattern: /\b(?:1734|1794|1738|1732|1719|1791|1797|1799|5094)E?S?-|POINT I\/O|FLEX I\/O|ArmorBlock/i,
    kind: 'remote-io',
    says: 'a Rockwell I/O adapter',
  },
  { pattern: /PowerFlex|Kinetix|\b2[0-5][A-G]-[A-Z]|\b(?:2094|2198|2097)-/i, kind: 'drive', says: 'a Rockwell drive' },
  { pattern: /PanelView|\b271[15][A-Z]?-|VersaView|FactoryTalk View/i, kind: 'hmi', says: 'an operator panel' },
  { pattern: /PowerMonitor|\b1408-/i, kind: 'meter', says: 'a power meter' },
];

const schneider: readonly CatalogueRow[] = [
  {
    pattern:
      /\bBM[XE] ?P\d|\bTM2\d\d|\bTM1\d\d|\bTSX ?P\d|\b140 ?CPU|\b171 ?CC|\bM(?:340|580|221|241|251|258)\b|Modicon (?:Quantum|Premium|Momentum)/i,
    kind: 'plc',
    says: 'a Modicon controller',
  },
  { pattern: /\bBM[XE] ?NO|\b140 ?NO|\bTSX ?ETY/i, kind: 'plc', says: 'the communication module of a Modicon controller' },
  { pattern: /\bATV ?\d|Altivar|\bLXM ?\d|Lexium/i, kind: 'drive', says: 'a Schneider drive' },
  { pattern: /\bHMI(?:S|G|DT|ST)\w*\d|\bXBT ?G|Magelis|Harmony (?:ST|GT)/i, kind: 'hmi', says: 'a Magelis or Harmony panel' },
  { pattern: /\bMETSE|\bPM ?[58]\d{3}|\biEM ?3\d|\bION ?\d{4}|PowerLogic/i, kind: 'meter', says: 'a power meter' },
  { pattern: /\bBM[XE] ?CRA|\b140 ?CRA|\bSTB ?N|\bOTB ?1|Advantys/i, kind: 'remote-io', says: 'a Schneider I/O adapter' },
  { pattern: /\bLTM ?R|TeSys/i, kind: 'actuator', says: 'a motor starter' },
  { pattern: /\bTCSES|ConneXium/i, kind: 'switch', says: 'a ConneXium switch' },
  { pattern: /\bLink ?150|\bEGX ?\d|\bTSXETG/i, kind: 'gateway', says: 'a serial gateway' },
  { pattern: /SCADAPack|\bTBUP/i, kind: 'rtu', says: 'a SCADAPack RTU' },
];

const networks: readonly CatalogueRow[] = [
  { pattern: /\b(?:EDS|IKS|SDS|PT-\d)-?\w*\d/, kind: 'switch', says: 'a Moxa switch' },
  { pattern: /\bMGate|\bNPort|Anybus Communicator/i, kind: 'gateway', says: 'a serial or fieldbus gateway' },
  {
    pattern: /\bEDR-|\bEAGLE\d|mGuard|FortiGate|\bPA-\d{3}|SonicWall|Firepower|\bASA ?55|pfSense|OPNsense/i,
    kind: 'firewall',
    says: 'a firewall',
  },
  { pattern: /ioLogik/i, kind: 'remote-io', says: 'a Moxa I/O station' },
  { pattern: /\bAWK-|\bBAT[-\d]|\bAIR-[A-Z]|LANCOM L[NW]-/i, kind: 'access-point', says: 'a wireless access point' },
  {
    pattern: /\b(?:RS[0-9P]{1,2}\w*-\d|RSP\d|MACH\d|MSP\d|OCTOPUS|BRS\d|GRS\d|SPIDER)|FL SWITCH/i,
    kind: 'switch',
    says: 'an industrial switch',
  },
  {
    pattern: /\bWS-C|Catalyst [123]\d{3}\b|\bC(?:29|35|36|37|38|92|93)\d\d|\bIE-?[1-9]\d{3}\b|\bME-?3\d{3}/i,
    kind: 'switch',
    says: 'a Cisco switch',
  },
  {
    pattern: /\bISR ?\d|\bIR ?\d{3,4}\b|^(?:cisco )?(?:CISCO)?(?:16|17|18|19|26|28|29|36|38|39)\d\d(?:\/K9)?$/i,
    kind: 'router',
    says: 'a Cisco router',
  },
  { pattern: /\bCP-[678]\d{3}|IP Phone|\bsnom|Yealink|Polycom/i, kind: 'phone', says: 'an IP phone' },
  { pattern: /LANTIME|Meinberg/i, kind: 'time-server', says: 'a time server' },
  { pattern: /Smart-UPS|Symmetra|\bUPS\b/, kind: 'ups', says: 'an uninterruptible power supply' },
  { pattern: /Lexmark|LaserJet|OfficeJet|imageRUNNER|Kyocera|\bZebra\b|TASKalfa|Printer/i, kind: 'printer', says: 'a printer' },
  { pattern: /In-Sight|\bCamera\b|\bAXIS [A-Z]\d|DS-2C/i, kind: 'camera', says: 'a camera' },
];

const otherControl: readonly CatalogueRow[] = [
  { pattern: /PNOZ|Triconex|Tricon\b|HIMax|HIMatrix|\bPSS ?4000/i, kind: 'safety-controller', says: 'a safety controller' },
  {
    pattern:
      /\bILC ?\d|\bAXC ?(?:F ?)?\d|PLCnext|\b750-8[0-9]\d|\bCX[2589]\d{3}|IC69\dCPU|RX3i|PACSystems|\bNJ\d01|\bNX1|\bCJ[12]|\bFX[35]U|SIGMA CONTROL/i,
    kind: 'plc',
    says: 'a controller',
  },
  {
    pattern: /\bEK\d{4}|\bBK\d{4}|\b750-3\d\d|IC200PNS|IC200EBI|\bBL[26][07]|\bTBEN|\bFEN20|AXL F BK|\bFLM? BK|IL PN BK|FLM-PN/i,
    kind: 'remote-io',
    says: 'an I/O station',
  },
  { pattern: /\bKR ?C\d|\bIRC5|OmniCore|\bR-30i|\bUR(?:3|5|10|16|20)e?\b/i, kind: 'robot', says: 'a robot controller' },
  { pattern: /Promag|Promass|Liquiline|Rosemount|VEGA(?:PULS|BAR)|Prosonic/i, kind: 'sensor', says: 'a process transmitter' },
  { pattern: /SIPROTEC|\bRE[FTX]\d{3}|\bSEL-\d{3}|e-terracontrol/i, kind: 'ied', says: 'a protection or bay device' },
  { pattern: /WinCC|InTouch|iFIX|Citect|zenon|Ignition/i, kind: 'scada', says: 'SCADA software' },
];

export const catalogue: readonly CatalogueRow[] = [...siemens, ...rockwell, ...schneider, ...networks, ...otherControl];

/** CIP device profiles by the name of their type (CIP Vol 1 table 6-7.1). */
export const deviceTypeRows: readonly CatalogueRow[] = [
  { pattern: /programmable logic controller/i, kind: 'plc', says: 'device type programmable logic controller' },
  { pattern: /human-machine interface/i, kind: 'hmi', says: 'device type human-machine interface' },
  { pattern: /drive/i, kind: 'drive', says: 'device type drive' },
  { pattern: /ethernet switch/i, kind: 'switch', says: 'device type Ethernet switch' },
  { pattern: /safety.*i\/o|discrete i\/o|motion i\/o|analog i\/o/i, kind: 'remote-io', says: 'device type I/O' },
  { pattern: /communications adapter|translator|repeater/i, kind: 'gateway', says: 'device type communications adapter' },
  { pattern: /sensor|encoder|gauge|proximity|limit switch|resolver|analyzer/i, kind: 'sensor', says: 'a sensor by its device type' },
  {
    pattern: /valve|contactor|starter|breaker|overload|pump|mass flow controller|fluid flow controller/i,
    kind: 'actuator',
    says: 'an actuator by its device type',
  },
];
