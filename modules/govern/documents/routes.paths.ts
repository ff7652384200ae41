// Paths and parameters all routes of documents share.
import { id, siteParams } from '@holdfast/platform/shapes';

export const base = '/api/v1/sites/:site_id/documents';
export const oneParams = siteParams.extend({ document_id: id });
