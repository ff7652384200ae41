// The palette: Ctrl-K or Cmd-K, type, Enter. By keyboard alone; a listbox under a text field, as screen readers know it (WAI-ARIA combobox).
import './palette.css';
import { Button, Kbd, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, useChoices } from './choices.tsx';

/** The button that opens the palette, and the palette. */
export function Palette() {
  const { t } = useTranslation('web');
  const [isOpen, { open, close }] = useDisclosure(false);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        variant="default"
        className="hf-palette-button"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        aria-haspopup="dialog"
        onClick={open}
      >
        {t('palette.open')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        withCloseButton={false}
        size={640}
        padding={0}
        yOffset="10dvh"
        transitionProps={{ duration: 0 }}
        title={t('palette.title')}
        classNames={{ content: 'hf-palette', header: 'hf-hidden' }}
      >
        {isOpen && <Finder onClose={close} />}
      </Modal>
    </>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('web');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { choices, busy } = useChoices(text.trim(), asked);
  const [chosen, setChosen] = useState({ at: 0, of: '' });
  const setAt = (at: number): void => setChosen({ at, of: text });
  // Another text, other choices: the first again.
  const here = Math.min(chosen.of === text ? chosen.at : 0, choices.length - 1);
  const choose = (it: Choice | undefined): void => {
    if (it === undefined) return;
    onClose();
    it.run();
  };
  const enter = useEnter(text, busy, choices[here], choose);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(choices.length - 1, here + step)));
    else if (event.key === 'Enter') enter(chosen.of === text);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        className="hf-palette-field"
        leftSection={<IconSearch size={16} aria-hidden />}
        aria-label={t('palette.field')}
        placeholder={t('palette.field')}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls="palette-choices"
        aria-activedescendant={choices.length === 0 ? undefined : `palette-${here}`}
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <Choices choices={choices} at={here} onChoose={choose} onPoint={setAt} />
      <div className="hf-palette-foot">
        <span aria-hidden>{t('palette.hint')}</span>
        <span role="status">
          {busy ? '' : choices.length === 0 ? t('palette.nothing') : t('palette.results', { count: choices.length })}
        </span>
      </div>
    </>
  );
}

/** Whoever types and presses Enter at once means the best of what is found: then the answer is waited for, unless the choice stands already. */
function useEnter(text: string, busy: boolean, first: Choice | undefined, choose: (it: Choice | undefined) => void) {
  const [pressedFor, setPressedFor] = useState<string | null>(null);
  const isDue = pressedFor === text && !busy;
  useEffect(() => {
    if (isDue) choose(first);
  });
  return (isPointed: boolean): void => {
    if (busy && !isPointed && first?.isHere !== true) setPressedFor(text);
    else choose(first);
  };
}

type ChoicesProps = { choices: readonly Choice[]; at: number; onChoose: (it: Choice) => void; onPoint: (at: number) => void };

function Choices({ choices, at, onChoose, onPoint }: ChoicesProps) {
  const { t } = useTranslation('web');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, choices.length]);
  return (
    <div id="palette-choices" ref={box} role="listbox" aria-label={t('palette.title')} className="hf-palette-list">
      {choices.map((it, index) => (
        <div key={it.key} role="presentation">
          {it.group !== choices[index - 1]?.group && (
            <div className="hf-palette-group" role="presentation">
              {it.group}
            </div>
          )}
          <div
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            className="hf-palette-choice"
            // A list that appears under a resting pointer must not take the choice from the keyboard.
            onMouseMove={(event) => event.movementX + event.movementY !== 0 && index !== at && onPoint(index)}
            onClick={() => onChoose(it)}
          >
            <span>{it.name}</span>
            <span className="hf-palette-note">{it.note}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
