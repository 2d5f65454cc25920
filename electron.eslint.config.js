import electronSecurity from 'eslint-plugin-electron-security';
import tseslint from 'typescript-eslint';

/** Electron's checklist over the shell, every rule of the linter on; a part of `npm run lint`. SECURITY.md says what each item rests on. */
export default [
  {
    files: ['electron/main/**/*.ts', 'electron/preload/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { electron: electronSecurity },
    rules: Object.fromEntries(Object.keys(electronSecurity.rules).map((name) => [`electron/${name}`, 'error'])),
  },
  // It wants a literal where an address is opened outside. Here decideExternal gives it, from a list of hosts; test/unit/main/windowRules.test.ts holds it to that.
  { files: ['electron/main/hearthWindow.ts'], rules: { 'electron/no-open-external-with-dynamic-url': 'off' } },
];
