// A text as it is read: its blocks as paragraphs, lists and steps, its places filled with what Holdfast knows now.
import './documents.css';
import { usePlace } from '@holdfast/design/place';
import { timeText } from '@holdfast/design/time';
import { Tooltip } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceId } from '../rules.places.ts';
import { type Block, type Inline, readBody } from '../rules.text.ts';
import type { DocumentText, Places } from '../schema.ts';

export function DocumentTextView({ text, places, language }: { text: DocumentText; places: Places; language: string }) {
  return (
    <article className="hf-doc-text" lang={language}>
      <h2>{text.title}</h2>
      {text.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.heading}</h3>
          <BodyView body={section.body} places={places} />
        </section>
      ))}
    </article>
  );
}

export function BodyView({ body, places }: { body: string; places: Places }) {
  return readBody(body).map((block, at) => <BlockView key={at} block={block} places={places} />);
}

function BlockView({ block, places }: { block: Block; places: Places }) {
  const items = block.items.map((line, at) => <Line key={at} line={line} places={places} />);
  if (block.kind === 'paragraph') return <p>{items}</p>;
  const rows = items.map((item, at) => <li key={at}>{item}</li>);
  return block.kind === 'list' ? <ul>{rows}</ul> : <ol>{rows}</ol>;
}

function Line({ line, places }: { line: readonly Inline[]; places: Places }) {
  return line.map((it, at) => (
    <Fragment key={at}>
      {it.kind === 'place' ? <Place place={it.place} places={places} /> : it.kind === 'bold' ? <strong>{it.text}</strong> : it.text}
    </Fragment>
  ));
}

function Place({ place, places }: { place: PlaceId; places: Places }) {
  const { t, i18n } = useTranslation('documents');
  const { time_zone } = usePlace();
  const lines = places[place] ?? [];
  if (lines.length === 0) return <span className="hf-doc-open">{t('place_open', { place: t(`place.${place}`) })}</span>;
  const isDay = place === 'document.next_review';
  const shown = isDay ? timeText(`${lines[0]}T12:00:00Z`, time_zone, i18n.language, 'day') : lines.join('; ');
  return (
    <Tooltip label={t('place_filled', { place: t(`place.${place}`) })} multiline maw={280}>
      <span className="hf-doc-place">{shown}</span>
    </Tooltip>
  );
}
