// The door of core/package: the layout of evidence packages, what they say of themselves, writing and verifying them.
export { crc32 } from './crc32.ts';
export {
  blobFile,
  BUNDLE_ENTRIES,
  bundleFile,
  entryFile,
  files,
  KEY_ENTRY_KIND,
  lossReasons,
  type OmittedEntries,
  type OmittedFile,
  type OmittedText,
  openedFile,
  type PackagePredicate,
  PREDICATE_TYPE,
  proofFile,
  readPredicate,
} from './predicate.ts';
export { type BundledEntry, bundleLine, type OpenedText } from './bundle.ts';
export type { ExitCode, PackageCrypto, PackageFault, PackageVerdict, RunningHash, Told } from './verdict.ts';
export { readTrustedKeys, verifyPackage } from './verify-package.ts';
export { judgeStamp, readFingerprint, type StampTrust, type StampVerdict } from './time-stamp.ts';
export type { Trust } from './verify-trust.ts';
export { readPem } from './x509.ts';
export { compareNames, isFileName, type PlacedFile, placeFiles, type ZipFile } from './zip-layout.ts';
export { type ByteSource, readLayout } from './zip-read.ts';
export { type FileToWrite, writeZip } from './zip-write.ts';
