/** One choice of how the page looks, kept by the browser; the first value is what holds without one. */
export type Appearance<Value extends string> = {
  readonly values: readonly Value[];
  readonly read: () => Value;
  readonly show: (value: Value) => void;
  /** Shows it and keeps it for the next start; a browser that keeps nothing shows it until then. */
  readonly choose: (value: Value) => void;
};

function createAppearance<const Value extends string>(name: string, values: readonly [Value, ...Value[]]): Appearance<Value> {
  const key = `hearth.${name}`;
  const show = (value: Value): void => {
    if (value === values[0]) delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = value;
  };
  return {
    values,
    read() {
      try {
        const kept = localStorage.getItem(key);
        return values.find((value) => value === kept) ?? values[0];
      } catch {
        return values[0];
      }
    },
    show,
    choose(value) {
      show(value);
      try {
        localStorage.setItem(key, value);
      } catch {
        // Storage is switched off in this browser.
      }
    },
  };
}

export const theme = createAppearance('theme', ['system', 'light', 'dark']);
/** Percent of the size the browser is set to. */
export const textSize = createAppearance('textSize', ['100', '115', '130', '150']);

export function showAppearance(): void {
  theme.show(theme.read());
  textSize.show(textSize.read());
}

/** How many pixels now take what takes so many at the usual size of text: for what is drawn and counted in pixels. */
export const atTextSize = (px: number): number => (px * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16;
