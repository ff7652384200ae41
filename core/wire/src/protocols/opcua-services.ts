// OPC UA services by the node id of their binary encoding (OPC 10000-6 v1.05, annex A, NodeIds.csv; services of OPC 10000-4).
import { CONFIGURE, IDENTIFY, OTHER, READ, SESSION, WRITE, attackIdOf, type AttackTechnique } from '../words.ts';

type Row = readonly [name: string, request: number, response: number, operationClass: number, attack?: AttackTechnique];

/**
 * A subscription brings process data without being asked again, so its services count as reading; Call runs a method of the server,
 * which may move the process, so it counts as writing.
 */
const rows: readonly Row[] = [
  ['Test stack', 410, 413, OTHER],
  ['Test stack extended', 416, 419, OTHER],
  ['Find servers', 422, 425, IDENTIFY],
  ['Find servers on network', 12208, 12209, IDENTIFY],
  ['Get endpoints', 428, 431, IDENTIFY],
  ['Register server', 437, 440, IDENTIFY],
  ['Register server 2', 12211, 12212, IDENTIFY],
  ['Open secure channel', 446, 449, SESSION],
  ['Close secure channel', 452, 455, SESSION],
  ['Create session', 461, 464, SESSION],
  ['Activate session', 467, 470, SESSION],
  ['Close session', 473, 476, SESSION],
  ['Cancel', 479, 482, SESSION],
  ['Add nodes', 488, 491, CONFIGURE, 'T0836'],
  ['Add references', 494, 497, CONFIGURE, 'T0836'],
  ['Delete nodes', 500, 503, CONFIGURE, 'T0836'],
  ['Delete references', 506, 509, CONFIGURE, 'T0836'],
  ['Browse', 527, 530, READ],
  ['Browse next', 533, 536, READ],
  ['Translate browse paths', 554, 557, READ],
  ['Register nodes', 560, 563, SESSION],
  ['Unregister nodes', 566, 569, SESSION],
  ['Query first', 615, 618, READ],
  ['Query next', 621, 624, READ],
  ['Read', 631, 634, READ],
  ['History read', 664, 667, READ],
  ['Write', 673, 676, WRITE, 'T0855'],
  ['History update', 700, 703, WRITE],
  ['Call', 712, 715, WRITE, 'T0855'],
  ['Create monitored items', 751, 754, READ],
  ['Modify monitored items', 763, 766, READ],
  ['Set monitoring mode', 769, 772, READ],
  ['Set triggering', 775, 778, READ],
  ['Delete monitored items', 781, 784, READ],
  ['Create subscription', 787, 790, READ],
  ['Modify subscription', 793, 796, READ],
  ['Set publishing mode', 799, 802, READ],
  ['Publish', 826, 829, READ],
  ['Republish', 832, 835, READ],
  ['Transfer subscriptions', 841, 844, READ],
  ['Delete subscriptions', 847, 850, READ],
];

/** The answer of a server that could not serve at all (OPC 10000-4, 7.34). */
export const SERVICE_FAULT = 397;

/** One direction of a service. `attack` indexes `attackTechniques`. */
export type Service = { name: string; isResponse: boolean; operationClass: number; attack: number };

/** Services by the node id of their request or response. */
export const services: ReadonlyMap<number, Service> = new Map([
  [SERVICE_FAULT, { name: 'Service fault', isResponse: true, operationClass: OTHER, attack: 0 }],
  ...rows.flatMap(bothDirections),
]);

function bothDirections([name, request, response, operationClass, technique]: Row): [number, Service][] {
  const attack = technique === undefined ? 0 : attackIdOf(technique);
  return [
    [request, { name, isResponse: false, operationClass, attack }],
    [response, { name: `${name} response`, isResponse: true, operationClass, attack }],
  ];
}
