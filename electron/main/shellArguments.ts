/** What the shell was started with, or a second start handed over. */
export type ShellArguments = {
  /** Data folder; null: the default one. */
  readonly dataFolder: string | null;
  /** Start in the tray, without a window. */
  readonly hidden: boolean;
};

/**
 * Reads the command line of the window. Chromium and the system add switches of their own and a link may come in from outside,
 * so this takes the two it knows and leaves the rest alone.
 *
 * @param argv  arguments after the executable (and after the application's folder, where Electron runs from source)
 */
export function parseShellArguments(argv: readonly string[]): ShellArguments {
  const at = argv.indexOf('--data');
  const separate = at >= 0 ? argv[at + 1] : undefined;
  const joined = argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  const dataFolder = joined ?? (separate?.startsWith('--') ? undefined : separate);
  return { dataFolder: dataFolder ? dataFolder : null, hidden: argv.includes('--hidden') };
}
