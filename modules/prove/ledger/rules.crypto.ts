// The cryptography of a browser, for this practice's pages: hashes and signature checks that need nothing of the machine.
export { nobleCrypto } from '@holdfast/core-ledger/noble-crypto';
