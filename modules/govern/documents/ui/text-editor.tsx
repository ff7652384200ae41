// The sections of a text in one language, each with heading and body; a preview shows how it reads with its places filled.
import './documents.css';
import { ActionIcon, Button, Group, Menu, Stack, Switch, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBraces, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placeIds } from '../rules.places.ts';
import type { DocumentText, Places, Section } from '../schema.ts';
import { DocumentTextView } from './document-text.tsx';

type Props = { text: DocumentText; places: Places; language: string; onChange: (text: DocumentText) => void };

export function TextEditor({ text, places, language, onChange }: Props) {
  const { t } = useTranslation('documents');
  const [isShown, setShown] = useState(false);
  const { sections } = text;
  const put = (next: Section[]): void => onChange({ ...text, sections: next });
  const swap = (at: number, by: -1 | 1): void => {
    const next = [...sections];
    [next[at], next[at + by]] = [next[at + by]!, next[at]!];
    put(next);
  };
  const add = (): void => put([...sections, { id: freeId(sections), heading: '', body: '' }]);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {t('how_to_write')}
        </Text>
        <Switch label={t('preview')} checked={isShown} onChange={(event) => setShown(event.currentTarget.checked)} />
      </Group>
      {isShown ? (
        <DocumentTextView text={text} places={places} language={language} />
      ) : (
        <>
          <TextInput
            label={t('field.name')}
            lang={language}
            required
            maxLength={200}
            value={text.title}
            onChange={(event) => onChange({ ...text, title: event.currentTarget.value })}
          />
          {sections.map((section, at) => (
            <SectionEditor
              key={section.id}
              section={section}
              places={places}
              language={language}
              onChange={(next) => put(sections.map((it) => (it.id === section.id ? next : it)))}
              onDrop={sections.length > 1 ? () => put(sections.filter((it) => it.id !== section.id)) : null}
              onUp={at > 0 ? () => swap(at, -1) : null}
              onDown={at < sections.length - 1 ? () => swap(at, 1) : null}
            />
          ))}
          <div>
            <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
              {t('add_section')}
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}

/** An id no other section has. */
function freeId(sections: readonly Section[]): string {
  let at = sections.length + 1;
  while (sections.some((it) => it.id === `section-${at}`)) at += 1;
  return `section-${at}`;
}

type SectionProps = {
  section: Section;
  places: Places;
  /** What is written is in this language, whatever the page speaks. */
  language: string;
  onChange: (section: Section) => void;
  onDrop: (() => void) | null;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
};

function SectionEditor({ section, places, language, onChange, onDrop, onUp, onDown }: SectionProps) {
  const { t } = useTranslation('documents');
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (place: string): void => {
    const at = area.current?.selectionStart ?? section.body.length;
    onChange({ ...section, body: `${section.body.slice(0, at)}{{${place}}}${section.body.slice(at)}` });
    area.current?.focus();
  };
  return (
    <section className="hf-doc-section">
      <Group gap="xs" align="flex-end" wrap="nowrap" mb="xs">
        <TextInput
          style={{ flex: 1 }}
          label={t('section_heading')}
          lang={language}
          required
          maxLength={200}
          value={section.heading}
          onChange={(event) => onChange({ ...section, heading: event.currentTarget.value })}
        />
        <Tool label={t('section_up', { heading: section.heading })} onClick={onUp} icon={<IconArrowUp size={16} aria-hidden />} />
        <Tool label={t('section_down', { heading: section.heading })} onClick={onDown} icon={<IconArrowDown size={16} aria-hidden />} />
        <Tool label={t('section_drop', { heading: section.heading })} onClick={onDrop} icon={<IconTrash size={16} aria-hidden />} />
      </Group>
      <Textarea
        ref={area}
        className="hf-doc-body"
        label={t('section_body')}
        lang={language}
        autosize
        minRows={3}
        maxLength={20_000}
        value={section.body}
        onChange={(event) => onChange({ ...section, body: event.currentTarget.value })}
      />
      <PlaceMenu places={places} onPick={insert} />
    </section>
  );
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: (() => void) | null }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} disabled={onClick === null} onClick={() => onClick?.()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** Places to insert, each with what it would read today. */
function PlaceMenu({ places, onPick }: { places: Places; onPick: (place: string) => void }) {
  const { t } = useTranslation('documents');
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" mt={4} leftSection={<IconBraces size={14} aria-hidden />}>
          {t('insert_place')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {placeIds.map((place) => (
          <Menu.Item key={place} onClick={() => onPick(place)}>
            <Text size="sm">{t(`place.${place}`)}</Text>
            <Text size="xs" c="dimmed" lineClamp={1}>
              {(places[place] ?? []).length === 0 ? t('place_nothing') : places[place]!.join('; ')}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
