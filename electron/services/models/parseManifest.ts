import { repeatedKey } from '../../protocol/receiptFile.ts';
import { HearthError } from '../../shared/errors.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import { sayShape } from '../../shared/sayShape.ts';
import { manifestShape, type Manifest } from './manifest.ts';
import { parseJsonFile } from './modelFiles.ts';

/** @throws model.unreadable */
export function parseManifest(bytes: Uint8Array): Manifest {
  const json = parseJsonFile('manifest.json', bytes);
  const repeated = repeatedKey(new TextDecoder().decode(bytes));
  if (repeated !== null) throw new HearthError('model.unreadable', { file: 'manifest.json', reason: modelReasons.keyReserved(JSON.stringify(repeated.slice(0, 60))) });
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) throw new HearthError('model.unreadable', { file: 'manifest.json', reason: sayShape(parsed.error) });
  const paths = parsed.data.files.map((file) => file.path);
  if (new Set(paths).size !== paths.length) throw new HearthError('model.unreadable', { file: 'manifest.json', reason: modelReasons.listedTwice });
  return parsed.data;
}
