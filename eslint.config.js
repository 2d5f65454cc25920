import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Names that say nothing about what a file is for (docs/architecture.md, names). */
const vagueNames = /^(?:utils?|helpers?|common|misc|manager|.*Manager|.*Helpers?|.*Utils?)\.tsx?$/;

const hearth = {
  rules: {
    'file-name': {
      meta: { type: 'suggestion', schema: [], messages: { vague: '{{name}} does not say what the file is for.', shape: '{{name}}: files are camelCase.ts, components PascalCase.tsx.' } },
      create: (context) => ({
        Program(node) {
          const name = context.filename.split(/[\\/]/).at(-1);
          if (vagueNames.test(name)) context.report({ node, messageId: 'vague', data: { name } });
          else if (!/^[a-zA-Z][a-zA-Z0-9]*(?:\.(?:test|config|d|vite\.config))?\.(?:ts|tsx)$/.test(name)) context.report({ node, messageId: 'shape', data: { name } });
        },
      }),
    },
  },
};

const forbidden = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one thing, one name.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'TSEnumDeclaration', message: 'No enums: Node runs this source as it is.' },
];
/** What joins the words of a list is the language's business (formatList). */
const latinJoin = { selector: "CallExpression[callee.property.name='join'][arguments.0.value=/^, ?$/]", message: 'formatList: Arabic and Chinese lists have no Latin comma.' };

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', 'coverage/', 'test/bench/peers/', 'electron/shared/everyEngine.d.ts', '**/*_pb.ts', '**/*.generated.ts', '**/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    // What needs types is in .oxlintrc.json: the compiler in Go knows them in a third of the time.
    extends: [tseslint.configs.recommended],
    plugins: { hearth },
    rules: {
      'hearth/file-name': 'error',
      // TypeScript knows the names; the plain rule does not know the types.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-syntax': ['error', ...forbidden],
      // Naming the control characters is how untrusted text is cleaned of them.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-console': 'error',
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'no-restricted-syntax': ['error', ...forbidden, latinJoin] } },
  { files: ['assets/**/*.ts', 'native/**/*.ts', 'test/bench/**/*.ts', 'test/contracts/gas.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', require: 'readonly', URL: 'readonly' } } },
);
