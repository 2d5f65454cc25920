import { lazy, useState, type ComponentType } from 'react';

export type LaterScreen<Props extends object> = { /** Fetches and evaluates it ahead of its use; a failure is left to the use. */ readonly prepare: () => Promise<unknown>; readonly View: ComponentType<Props> };

/** A screen in a chunk of its own. Once it is there it is drawn at once, without the gap in which React waits for what it has. */
export function laterScreen<Props extends object>(load: () => Promise<ComponentType<Props>>): LaterScreen<Props> {
  let ready: ComponentType<Props> | null = null;
  const fetchIt = async (): Promise<ComponentType<Props>> => (ready ??= await load());
  const Later = lazy(async () => ({ default: await fetchIt() }));
  function View(props: Props) {
    // Held for as long as it is shown: another component in its place would begin anew.
    const [Shown] = useState<ComponentType<Props>>(() => ready ?? Later);
    return <Shown {...props} />;
  }
  return { prepare: () => fetchIt().catch(() => null), View };
}

/** One after the other, each when the page has nothing else to do. */
export async function prepareWhenIdle(screens: readonly Pick<LaterScreen<never>, 'prepare'>[]): Promise<void> {
  for (const screen of screens) {
    await new Promise<void>((resolve) => (typeof requestIdleCallback === 'function' ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve, 50)));
    await screen.prepare();
  }
}
