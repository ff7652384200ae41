// What can be imported, each under the sentence of its single edit.
import { keepAccounts } from '@holdfast/accounts/access';
import { accountImport } from '@holdfast/accounts/store.import';
import { wordAssets } from '@holdfast/assets/access';
import { assetKind } from '@holdfast/imports/store.assets';
import type { ImportKind } from '@holdfast/imports/store.kind';
import { personKind } from '@holdfast/imports/store.people';
import { rosterKind } from '@holdfast/imports/store.roster';
import { supplierKind } from '@holdfast/imports/store.suppliers';
import { keepPeople } from '@holdfast/people/access';
import { keepRoster } from '@holdfast/roster/access';
import type { Sentence } from '@holdfast/platform/permit';
import { keepSuppliers } from '@holdfast/suppliers/access';
import { keepZones } from '@holdfast/zones/access';

/** Kinds of things, and who moves assets between zones. */
export const importKinds: { kinds: readonly ImportKind[]; moveZones: Sentence } = {
  kinds: [
    { ...assetKind, access: wordAssets },
    { ...personKind, access: keepPeople },
    { ...supplierKind, access: keepSuppliers },
    { ...accountImport, access: keepAccounts },
    { ...rosterKind, access: keepRoster },
  ],
  moveZones: keepZones,
};
