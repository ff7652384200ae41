// A button that waits for something: it stays within reach of the keyboard and says what is missing, instead of being grey without a word.
import { Button, type ButtonProps, Tooltip, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type WaitingButtonProps = Omit<ButtonProps, 'disabled'> & {
  /** What is missing, as a sentence; null when it can be pressed. */
  missing: string | null;
  onClick?: () => void;
  type?: 'button' | 'submit';
  children: ReactNode;
};

/** Pressed while `missing` it does nothing. What is missing stands in a bubble at pointer, finger and focus, and as the button's description. */
export function WaitingButton({ missing, onClick, type = 'button', children, ...rest }: WaitingButtonProps) {
  const id = useId();
  const waits = missing !== null;
  const press = (event: { preventDefault: () => void }): void => {
    if (waits) event.preventDefault();
    else onClick?.();
  };
  return (
    <>
      <Tooltip label={missing} disabled={!waits} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
        <Button
          {...rest}
          type={type}
          onClick={press}
          {...(waits ? { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': id } : {})}
        >
          {children}
        </Button>
      </Tooltip>
      {waits && <VisuallyHidden id={id}>{missing}</VisuallyHidden>}
    </>
  );
}
