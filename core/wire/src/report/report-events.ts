// From the event columns to the report's events.
import { formatAddress } from '../addresses.ts';
import type { Findings } from '../findings.ts';
import type { ReportEvent } from '../report.ts';
import { attackTechniques, operationClasses, protocolNames } from '../words.ts';
import type { Describe } from './describe.ts';
import { formatMicros } from './times.ts';

/** Events in the order they were read. `fileNames` by the order the files were opened. */
export function reportEvents(engine: Findings, describe: Describe, fileNames: readonly string[]): ReportEvent[] {
  const { events, addresses } = engine;
  const list: ReportEvent[] = [];
  for (let event = 0; event < events.count; event++) {
    list.push({
      time: formatMicros(events.micros(event)),
      file: fileNames[events.file(event)] ?? '',
      frame: events.frame(event),
      client: formatAddress(addresses, events.client(event)),
      server: formatAddress(addresses, events.server(event)),
      protocol: protocolNames[events.protocol(event)]!,
      operation: describe(events.protocol(event), events.code(event)).name,
      class: operationClasses[events.operationClass(event)]!,
      attack: attackTechniques[events.attack(event)] ?? null,
    });
  }
  return list;
}
