/**
 * Who may import whom (docs/architecture.md, section 2). Run through `npm run imports`, which also fails when fewer modules
 * are seen than expected: a rule that looks at nothing allows everything.
 */
const anyOf = (...names) => `(?:${names.map((name) => name.replace(/[/.]/g, '\\$&')).join('|')})`;
/** A package where it is installed, or by its bare name where it is not. */
const packages = (...names) => `(?:^|/)node_modules/${anyOf(...names)}/|^${anyOf(...names)}(?:/|$)`;
const builtins = (...names) => `^(?:node:)?${anyOf(...names)}(?:/|$)`;

/** The whole outside world, from where a pure file stands. */
const outside = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core', 'unknown', 'undetermined'];
const sockets = builtins('net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'quic', 'inspector');

module.exports = {
  forbidden: [
    {
      name: 'renderer-only-shared', severity: 'error',
      comment: 'The page knows the bridge and nothing behind it.',
      from: { path: '^renderer/' }, to: { path: '^(?:electron|native|test|assets)/', pathNot: ['^electron/shared/', '^assets/(?:icons|sounds)/'] },
    },
    {
      name: 'renderer-no-node', severity: 'error',
      from: { path: '^renderer/' }, to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-only-zod', severity: 'error',
      from: { path: '^electron/shared/' }, to: { pathNot: ['^electron/shared/', packages('zod')] },
    },
    {
      name: 'protocol-pure-own-code', severity: 'error',
      from: { path: '^electron/protocol/' }, to: { path: '^(?:electron|renderer|native|test|assets)/', pathNot: ['^electron/(?:protocol|shared)/'] },
    },
    {
      name: 'protocol-pure-packages', severity: 'error',
      comment: 'Bytes and arithmetic only: no input or output, no clock; primitives are passed in.',
      from: { path: '^electron/protocol/' }, to: { dependencyTypes: outside, pathNot: packages('zod', 'canonicalize', '@bufbuild/protobuf', 'ethers', '@noble', 'multiformats') },
    },
    {
      name: 'protocol-no-chain-access', severity: 'error',
      comment: 'Of ethers only hashing, encoding and signature arithmetic; providers and wallets belong to services.',
      from: { path: '^electron/protocol/' }, to: { path: '(?:^|/)node_modules/ethers/lib\\.(?:esm|commonjs)/(?:providers|wallet|contract|wordlists|ethers|index)' },
    },
    {
      name: 'services-not-upwards', severity: 'error',
      from: { path: '^electron/services/' }, to: { path: ['^electron/(?:main|preload|programs)/', '^renderer/', '^test/'] },
    },
    {
      name: 'services-by-type-only', severity: 'error',
      comment: 'A service knows another only by type; the composition root hands over the real one. Ports, primitives and the database are what services stand on.',
      from: { path: '^electron/services/([^/]+)/' },
      to: { path: '^electron/services/[^/]+/', pathNot: ['^electron/services/$1/', '^electron/services/(?:primitives|ports|storage)/', '^electron/services/chain/abi/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-small', severity: 'error',
      comment: 'What an application imports: the gateway by HTTP, receipts by the protocol itself, and nothing that runs Hearth.',
      from: { path: '^electron/client/' }, to: { path: '^(?:electron|renderer|native|test|assets)/', pathNot: ['^electron/(?:client|protocol|shared)/', '^electron/services/primitives/'] },
    },
    {
      name: 'client-by-applications', severity: 'error',
      from: { pathNot: ['^electron/client/', '^test/'] }, to: { path: '^electron/client/' },
    },
    {
      name: 'programs-by-nobody', severity: 'error',
      comment: "A program is a composition root. Electron's main is the host's twin and starts it with another way to fork; tests take parts by name.",
      from: { pathNot: ['^electron/programs/', '^test/'] }, to: { path: '^electron/programs/', pathNot: ['^electron/programs/shell/', '^electron/programs/host/'] },
    },
    {
      name: 'programs-host-by-main', severity: 'error',
      from: { pathNot: ['^electron/(?:programs|main)/', '^test/'] }, to: { path: '^electron/programs/(?:shell|host)/' },
    },
    {
      name: 'signer-small', severity: 'error',
      comment: 'What holds keys imports shared, protocol, its own services and one signing library.',
      from: { path: '^electron/programs/signer(?:\\.ts|/)' },
      to: { path: '^electron/', pathNot: ['^electron/(?:shared|protocol)/', '^electron/programs/signer(?:\\.ts|/)', '^electron/services/(?:wallet|primitives|ports|log)/', '^electron/services/chain/abi/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'signer-no-sockets', severity: 'error',
      from: { path: '^electron/(?:programs/signer|services/wallet)(?:\\.ts|/)' }, to: { path: sockets },
    },
    {
      name: 'wallet-no-network-library', severity: 'error',
      from: { path: '^electron/(?:programs/signer|services/wallet)(?:\\.ts|/)' }, to: { path: packages('ws', 'libp2p', '@libp2p', '@chainsafe', 'undici') },
    },
    {
      name: 'electron-only-in-shell', severity: 'error',
      from: { pathNot: ['^electron/(?:main|preload)/', '^test/e2e/', '^test/fixtures/shell/'] }, to: { path: ['(?:^|/)node_modules/electron(?:-store|-log)?/', '^electron(?:-store|-log)?$'] },
    },
    {
      name: 'updater-only-in-shell', severity: 'error',
      comment: 'It asks for electron when it is used, and runs under Node with an adapter of the app: its tests do that.',
      from: { pathNot: ['^electron/main/', '^test/unit/main/', '^test/support/'] }, to: { path: ['(?:^|/)node_modules/electron-updater/', '^electron-updater$'] },
    },
    {
      name: 'main-thin', severity: 'error',
      comment: 'The shell has no domain logic: it knows shared shapes, the host, and how programs and the page are served.',
      from: { path: '^electron/(?:main|preload)/' }, to: { path: '^electron/(?:protocol|services)/', pathNot: '^electron/services/(?:broker|ports|page|updates)/' },
    },
    {
      name: 'preload-alone', severity: 'error',
      from: { path: '^electron/preload/' }, to: { path: '^electron/', pathNot: ['^electron/preload/', '^electron/shared/'] },
    },
    {
      name: 'no-test-in-product', severity: 'error',
      from: { path: '^(?:electron|renderer)/' }, to: { path: '^test/' },
    },
    {
      name: 'no-runtime-cycles', severity: 'error',
      from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dev-dependency-in-product', severity: 'error',
      comment: 'The practice network and the page build run from source only; everything else ships.',
      from: { path: '^electron/', pathNot: ['^electron/(?:main|preload)/', '^electron/programs/(?:devnet|bench|shell)', '^electron/services/chain/(?:devChain|localChain)'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable', severity: 'error',
      from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^test/bench/peers/', '^out/', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'] },
  },
};
