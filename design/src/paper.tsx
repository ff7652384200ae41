// Paper is light whatever the screen is: the scheme changes while the browser prints.
let before: string | undefined;

if (typeof window !== 'undefined') {
  const root = document.documentElement;
  window.addEventListener('beforeprint', () => {
    before ??= root.dataset.mantineColorScheme;
    root.dataset.mantineColorScheme = 'light';
  });
  window.addEventListener('afterprint', () => {
    if (before !== undefined) root.dataset.mantineColorScheme = before;
    before = undefined;
  });
}
