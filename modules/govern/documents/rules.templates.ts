// The templates to start from, by kind of document, as texts of one language.
import { incidentTemplate } from './rules.template.incident.data.ts';
import { accessNote, changeNote, incidentNote, patchNote, supplierNote } from './rules.template.notes.data.ts';
import { policyTemplate } from './rules.template.policy.data.ts';
import { continuityTemplate, recoveryTemplate } from './rules.template.recovery.data.ts';
import { cryptographyTemplate, namingTemplate } from './rules.template.standards.data.ts';
import type { DocType, Language } from './rules.types.ts';
import type { DocumentText, DocumentTexts } from './schema.ts';

type SectionText = { readonly heading: string; readonly body: string };
/** A text to start from, in both languages, section by section. */
export type Template = {
  readonly title: Readonly<Record<Language, string>>;
  readonly sections: readonly ({ readonly id: string } & Readonly<Record<Language, SectionText>>)[];
};

export const templates: Readonly<Partial<Record<DocType, Template>>> = {
  ot_security_policy: policyTemplate,
  incident_response: incidentTemplate,
  disaster_recovery: recoveryTemplate,
  business_continuity: continuityTemplate,
  cryptography: cryptographyTemplate,
  naming_standard: namingTemplate,
  note_access: accessNote,
  note_change: changeNote,
  note_patch: patchNote,
  note_incident: incidentNote,
  note_supplier: supplierNote,
};

const textOf = (template: Template, language: Language): DocumentText => ({
  title: template.title[language],
  sections: template.sections.map((it) => ({ id: it.id, ...it[language] })),
});

/** The template of a kind in these languages; an empty text with one section where there is none. */
export function startText(doc_type: DocType, name: string, chosen: readonly Language[], withTemplate: boolean): DocumentTexts {
  const template = withTemplate ? templates[doc_type] : undefined;
  const empty: DocumentText = { title: name, sections: [{ id: 'text', heading: '1', body: '' }] };
  return Object.fromEntries(chosen.map((language) => [language, template === undefined ? empty : textOf(template, language)]));
}
