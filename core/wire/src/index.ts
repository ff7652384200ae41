// The door of core/wire: captures in, a report out.
export { createInspection, type Inspection, type InspectionOptions, type OpenCapture } from './inspection.ts';
export type { FindingsRows } from './findings.ts';
export { planShares, type SharePlan } from './shares/plan.ts';
export { createShareReader, type ShareReader } from './shares/share-reader.ts';
export { createSharedInspection, type OpenSharedCapture, type SharedInspection } from './shares/shared-inspection.ts';
export { SHARED_PIECE_BYTES, PIECE_BYTES, SharedPiece } from './shares/shared-piece.ts';
export type {
  AssetAttribute,
  CaptureFile,
  FlowConversation,
  FlowElement,
  FlowOperation,
  ProtocolElement,
  Report,
  ReportAsset,
  ReportEvent,
  ReportFlow,
  ReportProtocol,
  ReportSign,
} from './report.ts';
export type { Said } from './infer.ts';
export { catalogueThings } from './inference/catalogue.ts';
export { reasonParams, type ReasonCode } from './inference/reasons.data.ts';
export * from './words.ts';
export { compareElements, mergeElements, MOST_ELEMENTS } from './elements.ts';
export type { Conversation, Dissector, Reading } from './dissector.ts';
export { ByteReader, type Fault } from './byte-reader.ts';
export { CaptureReader } from './capture/capture-reader.ts';
export type { PacketSink } from './capture/capture-format.ts';
export { endOf, NO_END, PacketEnds } from './packet-ends.ts';
