// One device of a round: found or not, what the label and the key say, a picture, a remark. Big enough for a gloved thumb.
import { WaitingButton } from '@holdfast/design/waiting-button';
import { Button, SegmentedControl, Select, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useAssetOptions } from '@holdfast/assets/ui/names';
import { IconCamera, IconX } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyPosition, Outcome, Stop } from '../schema.ts';
import { smallPicture } from './picture.ts';
import type { SentReading, Unsent } from './pocket.ts';

type Said = Record<'name' | 'firmware' | 'serial' | 'order_number' | 'location' | 'remark', string> & {
  outcome: Outcome;
  kind: string;
  key_position: KeyPosition | null;
};
type WalkFormProps = { stop: Stop | null; onClose: () => void; onRead: (it: Pick<Unsent, 'reading' | 'pictures'>) => Promise<void> };

const withKey: readonly string[] = ['plc', 'safety-controller', 'rtu', 'robot', 'building-controller'];

export function WalkForm({ stop, onClose, onRead }: WalkFormProps) {
  const { t } = useTranslation('walk-downs');
  const [it, setIt] = useState<Said>(() => startOf(stop));
  const [pictures, setPictures] = useState<Unsent['pictures']>([]);
  const set = (change: Partial<Said>): void => setIt((old) => ({ ...old, ...change }));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await onRead({ reading: readingOf(stop, it), pictures });
  };
  const isHere = it.outcome === 'found' || it.outcome === 'not_listed';
  return (
    <main className="hf-walk">
      <form className="hf-walk-form" onSubmit={(event) => void send(event)}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {stop?.name ?? t('found_another')}
        </Title>
        {stop !== null && <Known stop={stop} />}
        {stop === null ? <NewDevice it={it} set={set} /> : <Outcomes it={it} set={set} />}
        {isHere && <Label it={it} set={set} asksKey={stop === null || stop.kind === 'unknown' || withKey.includes(stop.kind)} />}
        <Pictures pictures={pictures} onChange={setPictures} />
        <Textarea
          size="md"
          label={t('column.remark')}
          autosize
          minRows={2}
          maxLength={2000}
          value={it.remark}
          onChange={(event) => set({ remark: event.currentTarget.value })}
        />
        <div className="hf-walk-acts">
          <Button size="md" variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <WaitingButton size="md" type="submit" missing={stop === null && it.name.trim() === '' ? t('keep_missing') : null}>
            {t('keep')}
          </WaitingButton>
        </div>
      </form>
    </main>
  );
}

type PartProps = { it: Said; set: (change: Partial<Said>) => void };

/** What the inventory says, to compare with the label. */
function Known({ stop }: { stop: Stop }) {
  const { t } = useTranslation(['walk-downs', 'assets']);
  const rows = (['vendor', 'model', 'order_number', 'firmware', 'serial'] as const).filter((key) => stop[key] !== null);
  return (
    <dl className="hf-walk-known">
      {rows.map((key) => (
        <div key={key}>
          <dt>{t(`assets:field.${key}`)}</dt>
          <dd>{stop[key]}</dd>
        </div>
      ))}
      <div>
        <dt>{t('column.place')}</dt>
        <dd>{[stop.location, stop.zone_name].filter(Boolean).join(' · ') || t('unknown_place')}</dd>
      </div>
    </dl>
  );
}

function Outcomes({ it, set }: PartProps) {
  const { t } = useTranslation('walk-downs');
  return (
    <SegmentedControl
      size="md"
      fullWidth
      aria-label={t('column.outcome')}
      data={(['found', 'not_found', 'not_reachable'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
      value={it.outcome}
      onChange={(outcome) => set({ outcome: outcome as Outcome })}
    />
  );
}

function NewDevice({ it, set }: PartProps) {
  const { t } = useTranslation(['walk-downs', 'assets']);
  const { kinds } = useAssetOptions();
  return (
    <>
      <Text c="dimmed">{t('new_note')}</Text>
      <TextInput
        size="md"
        label={t('new_name')}
        required
        maxLength={200}
        value={it.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        size="md"
        label={t('assets:column.kind')}
        data={kinds}
        searchable
        allowDeselect={false}
        value={it.kind}
        onChange={(kind) => set({ kind: kind ?? 'unknown' })}
      />
    </>
  );
}

function Label({ it, set, asksKey }: PartProps & { asksKey: boolean }) {
  const { t } = useTranslation(['walk-downs', 'assets']);
  const field = (key: 'firmware' | 'serial' | 'order_number' | 'location', label: string) => (
    <TextInput
      key={key}
      size="md"
      label={label}
      maxLength={200}
      autoComplete="off"
      autoCapitalize="characters"
      value={it[key]}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field('firmware', t('label_firmware'))}
      {asksKey && (
        <fieldset className="hf-walk-keys">
          <legend>{t('column.key')}</legend>
          {(['run', 'remote', 'program', 'stop', 'no_key'] as const).map((value) => (
            <Button
              key={value}
              size="md"
              variant={it.key_position === value ? 'filled' : 'default'}
              aria-pressed={it.key_position === value}
              onClick={() => set({ key_position: it.key_position === value ? null : value })}
            >
              {t(`key.${value}`)}
            </Button>
          ))}
        </fieldset>
      )}
      {field('serial', t('assets:field.serial'))}
      {field('order_number', t('assets:field.order_number'))}
      {field('location', t('label_place'))}
    </>
  );
}

type PicturesProps = { pictures: Unsent['pictures']; onChange: (next: Unsent['pictures']) => void };
const mostPictures = 6;

function Pictures({ pictures, onChange }: PicturesProps) {
  const { t } = useTranslation('walk-downs');
  const [isBad, setBad] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const add = async (files: FileList | null): Promise<void> => {
    setBad(false);
    try {
      const added = await Promise.all([...(files ?? [])].map(smallPicture));
      onChange([...pictures, ...added].slice(0, mostPictures));
    } catch {
      setBad(true);
    }
    if (input.current !== null) input.current.value = '';
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        className="hf-hidden"
        aria-label={t('photo')}
        tabIndex={-1}
        onChange={(event) => void add(event.currentTarget.files)}
      />
      <Button
        size="md"
        variant="default"
        fullWidth
        leftSection={<IconCamera size={18} aria-hidden />}
        disabled={pictures.length >= mostPictures}
        onClick={() => input.current?.click()}
      >
        {pictures.length === 0 ? t('photo') : t('photos', { count: pictures.length })}
      </Button>
      {isBad && <Text c="var(--hf-alarm)">{t('photo_bad')}</Text>}
      <div className="hf-walk-photos">
        {pictures.map((picture, at) => (
          <Preview
            key={`${at} ${picture.bytes.byteLength}`}
            picture={picture}
            number={at + 1}
            onDrop={() => onChange(pictures.filter((_, other) => other !== at))}
          />
        ))}
      </div>
    </div>
  );
}

function Preview({ picture, number, onDrop }: { picture: Unsent['pictures'][number]; number: number; onDrop: () => void }) {
  const { t } = useTranslation('walk-downs');
  const [url] = useState(() => URL.createObjectURL(new Blob([picture.bytes], { type: picture.type })));
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <button type="button" className="hf-walk-preview" onClick={onDrop} aria-label={t('photo_drop', { number })}>
      <img src={url} alt="" />
      <IconX size={16} aria-hidden />
    </button>
  );
}

function startOf(stop: Stop | null): Said {
  const read = stop?.reading ?? null;
  return {
    outcome: stop === null ? 'not_listed' : (read?.outcome ?? 'found'),
    name: '',
    kind: 'unknown',
    firmware: read?.firmware ?? '',
    serial: read?.serial ?? '',
    order_number: read?.order_number ?? '',
    key_position: read?.key_position ?? null,
    location: read?.location ?? stop?.location ?? '',
    remark: read?.remark ?? '',
  };
}

function readingOf(stop: Stop | null, it: Said): SentReading {
  const { kind, key_position, ...words } = it;
  const texts = {
    firmware: words.firmware,
    serial: words.serial,
    order_number: words.order_number,
    location: words.location,
    remark: words.remark,
  };
  const made = { id: newId(), read_at: new Date().toISOString() };
  if (stop === null)
    return { ...made, ...texts, key_position, outcome: 'not_listed', name: words.name, kind: kind as NonNullable<SentReading['kind']> };
  return { ...made, ...texts, key_position, outcome: words.outcome, asset_id: stop.asset_id };
}

/** A UUIDv7 (RFC 9562, 5.7): readings sort by when they were made. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const at = Date.now();
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(at / 256 ** (5 - index)) % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
