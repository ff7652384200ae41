// The look: one type family, one accent, a 4 px grid, light and dark by the same names.
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './tokens.css';
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

const steel: MantineColorsTuple = [
  '#eef4f8',
  '#dbe7f0',
  '#b5cede',
  '#8bb3cd',
  '#689cbf',
  '#4a86ae',
  '#2f6f9a',
  '#1c5a85',
  '#164a6e',
  '#0f3852',
];
// Mantine takes its dark grounds from here; cool greys, as in tokens.css.
const dark: MantineColorsTuple = [
  '#dde2e7',
  '#b8c0c8',
  '#9ba5b0',
  '#79838e',
  '#434a52',
  '#343a41',
  '#24292e',
  '#1c2024',
  '#181b1f',
  '#14171a',
];
const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

const theme = createTheme({
  primaryColor: 'steel',
  primaryShade: { light: 7, dark: 6 },
  colors: { steel, dark },
  fontFamily: fonts,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'Segoe UI Mono', 'Liberation Mono', Menlo, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } } },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'sm' } } },
    MultiSelect: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'sm' } } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    FileInput: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Text: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Drawer: { defaultProps: { position: 'right', size: 560, padding: 'lg' } },
    Modal: { defaultProps: { padding: 'lg', centered: true } },
  },
});

const colours = {
  '--mantine-color-body': 'var(--hf-ground)',
  '--mantine-color-text': 'var(--hf-text)',
  '--mantine-color-dimmed': 'var(--hf-muted)',
  '--mantine-color-default': 'var(--hf-raised)',
  '--mantine-color-default-hover': 'var(--hf-surface)',
  '--mantine-color-default-color': 'var(--hf-text)',
  '--mantine-color-default-border': 'var(--hf-line-strong)',
  '--mantine-color-placeholder': 'var(--hf-muted)',
  '--mantine-color-anchor': 'var(--hf-accent)',
  '--mantine-color-error': 'var(--hf-alarm)',
  '--mantine-primary-color-filled': 'var(--hf-accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--hf-accent-fill)',
  '--mantine-primary-color-light': 'var(--hf-accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--hf-accent-soft)',
  '--mantine-primary-color-light-color': 'var(--hf-accent)',
  '--mantine-color-steel-filled': 'var(--hf-accent-fill)',
  '--mantine-color-steel-filled-hover': 'var(--hf-accent-fill)',
  '--mantine-color-steel-light': 'var(--hf-accent-soft)',
  '--mantine-color-steel-light-hover': 'var(--hf-accent-soft)',
  '--mantine-color-steel-light-color': 'var(--hf-accent)',
  '--mantine-color-steel-text': 'var(--hf-accent)',
  '--mantine-color-steel-outline': 'var(--hf-accent)',
};
const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours });

/** Wraps the app: theme, colour scheme (the system's until chosen otherwise), notifications. */
export function Look({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariablesResolver}>
      {/* At the top: at the bottom they lay over the rows one works on. */}
      <Notifications position="top-center" autoClose={6000} />
      {children}
    </MantineProvider>
  );
}
