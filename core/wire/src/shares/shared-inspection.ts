// An inspection of captures whose packets several engines share: the first thread reads the captures piece by piece, sorts the packets
// into the shares' lists, and reads its own shares; other threads read theirs. The report is that of one engine.
import { CaptureReader } from '../capture/capture-reader.ts';
import type { FindingsRows } from '../findings.ts';
import { defaultLimits } from '../engine-limits.ts';
import { describeFile, reportFindings, type InspectionOptions } from '../inspection.ts';
import { dissectors as allDissectors } from '../registry.ts';
import type { CaptureFile, Report } from '../report.ts';
import { mergeFindings } from './merge.ts';
import { PacketSorter } from './packet-sorter.ts';
import type { SharePlan } from './plan.ts';
import { createShareReader, type ShareReader } from './share-reader.ts';
import type { SharedPiece } from './shared-piece.ts';

/** A capture being read in shared pieces. */
export type OpenSharedCapture = {
  /** Sorts the packets of the next `length` bytes, which stand in the piece: then all threads may read their shares of it. */
  sort(piece: SharedPiece, length: number): void;
  /** Reads the first thread's shares of a sorted piece. */
  read(piece: SharedPiece): void;
  /** Closes the file and says how it went. */
  end(): CaptureFile;
};

export type SharedInspection = {
  /** Opens the next capture; the one before must have ended. */
  openCapture(name: string): OpenSharedCapture;
  /** Settles the first thread's shares, once all captures were read: while the others end. */
  settle(): void;
  /** Everything found in all captures; ends the inspection. @param others what the other threads found in their shares */
  report(others: readonly FindingsRows[]): Report;
};

/** Starts an inspection for the first thread. Pure: no clock, no files; memory is bounded whatever is read. */
export function createSharedInspection(plan: SharePlan, options: InspectionOptions = {}): SharedInspection {
  const shares = createShareReader(plan, 0, options);
  const sorter = new PacketSorter(plan.shareOf);
  const files: CaptureFile[] = [];
  let own: FindingsRows[] | null = null;
  return {
    openCapture(name) {
      sorter.openFile();
      shares.first.openFile(files.length);
      return openShared(name, sorter, shares, files);
    },
    settle: () => void (own = shares.found()),
    report(others) {
      const dissectors = options.dissectors ?? allDissectors;
      const found = mergeFindings([...(own ?? shares.found()), ...others], { ...defaultLimits, ...options.limits }, shares.first.dispatch);
      return reportFindings(found, dissectors, files, sorter.packets, options.vendorOf);
    },
  };
}

function openShared(name: string, sorter: PacketSorter, shares: ShareReader, files: CaptureFile[]): OpenSharedCapture {
  const reader = new CaptureReader(sorter);
  const before = sorter.packets;
  return {
    sort(piece, length) {
      reader.push(sorter.begin(piece, length));
      sorter.end();
    },
    read: (piece) => shares.take(piece),
    end() {
      reader.end();
      const file = describeFile(name, reader, sorter.packets - before, sorter, shares.first);
      files.push(file);
      return file;
    },
  };
}
