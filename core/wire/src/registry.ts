// Every protocol Holdfast reads: one line each. On a shared port the earlier line is asked first.
import type { Dissector } from './dissector.ts';
import { modbus } from './protocols/modbus.ts';

export const dissectors: readonly Dissector[] = [modbus];
