import type { TensorBytes } from '../../protocol/tensor.ts';
import { modelReasons } from '../../shared/saidReasons.ts';
import type { Tensor } from './onnx/onnx_pb.ts';
import { modelUnsupported } from './unsupported.ts';

/** Bits per element by ONNX TensorProto data type; strings (8) have none. */
const bitsOf: ReadonlyMap<number, number> = new Map([
  [1, 32], [2, 8], [3, 8], [4, 16], [5, 16], [6, 32], [7, 64], [9, 8], [10, 16], [11, 64], [12, 32], [13, 64], [14, 64], [15, 128], [16, 16],
  [17, 8], [18, 8], [19, 8], [20, 8], [21, 4], [22, 4], [23, 4], [24, 8], [25, 2], [26, 2],
]);
const stringType = 8;
const maxElements = 2 ** 40;

/** Where external bytes come from: the checked bytes of one file of the model folder, by its path. */
export type ExternalBytes = (path: string) => Uint8Array;

/**
 * The one reading of a tensor: row-major little-endian bytes.
 *
 * @throws model.unsupported  two readings (raw and typed data, data in a field of another type), a size that does not fit
 *                            the dims, negative or huge dims, an unknown type, a segment
 * @source docs/protocol/models.md section 3
 */
export function readTensor(tensor: Tensor, externalBytes: ExternalBytes): TensorBytes {
  const name = tensor.name;
  const type = tensor.dataType;
  const dims = tensor.dims.map((dim) => {
    if (dim < 0n || dim > 0xffff_ffffn) throw modelUnsupported(modelReasons.dimension(name, dim));
    return Number(dim);
  });
  const elements = dims.reduce((product, dim) => product * dim, 1);
  if (dims.length > 255 || elements > maxElements) throw modelUnsupported(modelReasons.tensorLarge(name));
  if (tensor.segment) throw modelUnsupported(modelReasons.tensorField(name, 'segment'));
  const body = readBody(tensor, externalBytes);
  const bits = bitsOf.get(type);
  const expected = type === stringType ? body.length : bits === undefined ? -1 : Math.ceil((elements * bits) / 8);
  if (expected === -1) throw modelUnsupported(modelReasons.tensorType(name, type));
  if (body.length !== expected) throw modelUnsupported(modelReasons.tensorBytes(name, body.length, expected));
  if (type === stringType && tensor.stringData.length !== elements) throw modelUnsupported(modelReasons.tensorField(name, 'string_data'));
  return { dtype: type, dims, body };
}

function readBody(tensor: Tensor, externalBytes: ExternalBytes): Uint8Array {
  const given = {
    raw: tensor.rawData.length > 0,
    float: tensor.floatData.length > 0,
    int32: tensor.int32Data.length > 0,
    string: tensor.stringData.length > 0,
    int64: tensor.int64Data.length > 0,
    double: tensor.doubleData.length > 0,
    uint64: tensor.uint64Data.length > 0,
    external: tensor.dataLocation === 1 || tensor.externalData.length > 0,
  };
  const fields = Object.entries(given).filter(([, present]) => present).map(([field]) => field);
  if (fields.length > 1) throw modelUnsupported(modelReasons.tensorReadings(tensor.name, fields.join(' + ')));
  if (tensor.dataLocation !== 0 && tensor.dataLocation !== 1) throw modelUnsupported(modelReasons.tensorField(tensor.name, `data_location ${tensor.dataLocation}`));
  const field = fields[0];
  if (field === undefined) return new Uint8Array(0);
  if (field === 'raw') {
    if (tensor.dataType === stringType) throw modelUnsupported(modelReasons.tensorField(tensor.name, 'raw_data, data_type 8'));
    return tensor.rawData;
  }
  if (field === 'external') return readExternal(tensor, externalBytes);
  const typed = readTyped(tensor, field);
  if (!typed) throw modelUnsupported(modelReasons.tensorField(tensor.name, `${field}_data, data_type ${tensor.dataType}`));
  return typed;
}

const viewBytes = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** Data in the typed fields, as the same bytes raw data would be; null when the field is not the type's own. */
function readTyped(tensor: Tensor, field: string): Uint8Array | null {
  const type = tensor.dataType;
  if (field === 'float' && (type === 1 || type === 14)) return viewBytes(Float32Array.from(tensor.floatData));
  if (field === 'double' && (type === 11 || type === 15)) return viewBytes(Float64Array.from(tensor.doubleData));
  if (field === 'int64' && type === 7) return viewBytes(BigInt64Array.from(tensor.int64Data));
  if (field === 'uint64' && type === 13) return viewBytes(BigUint64Array.from(tensor.uint64Data));
  if (field === 'uint64' && type === 12) return viewBytes(Uint32Array.from(narrow(tensor, tensor.uint64Data.map(Number), 0, 0xffff_ffff)));
  if (field === 'string' && type === stringType) return joinStrings(tensor.stringData);
  if (field !== 'int32') return null;
  const values = tensor.int32Data;
  if (type === 6) return viewBytes(Int32Array.from(values));
  if (type === 3) return viewBytes(Int8Array.from(narrow(tensor, values, -128, 127)));
  if (type === 5) return viewBytes(Int16Array.from(narrow(tensor, values, -32768, 32767)));
  if (type === 9) return viewBytes(Uint8Array.from(narrow(tensor, values, 0, 1)));
  if ([4, 10, 16].includes(type)) return viewBytes(Uint16Array.from(narrow(tensor, values, 0, 0xffff)));
  // One byte per entry; the packed types (21–23, 25, 26) hold several elements in it.
  if ([2, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26].includes(type)) return viewBytes(Uint8Array.from(narrow(tensor, values, 0, 255)));
  return null;
}

/** A value that a narrower type would wrap has two readings. */
function narrow(tensor: Tensor, values: readonly number[], least: number, most: number): readonly number[] {
  const bad = values.find((value) => value < least || value > most);
  if (bad !== undefined) throw modelUnsupported(modelReasons.tensorFits(tensor.name, bad));
  return values;
}

/** u32LE length ‖ bytes, for each string. */
function joinStrings(strings: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(strings.reduce((sum, text) => sum + 4 + text.length, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const text of strings) {
    view.setUint32(at, text.length, true);
    joined.set(text, at + 4);
    at += 4 + text.length;
  }
  return joined;
}

export type ExternalPlace = { readonly path: string; readonly offset: number; readonly length: number | null };

/** Reads `external_data`; keys given twice or a place that is no byte range are refused. */
export function parseExternalPlace(tensor: Tensor): ExternalPlace {
  const entries = new Map(tensor.externalData.map(({ key, value }) => [key, value]));
  if (entries.size !== tensor.externalData.length) throw modelUnsupported(modelReasons.tensorField(tensor.name, 'external_data'));
  const path = entries.get('location');
  if (path === undefined) throw modelUnsupported(modelReasons.tensorField(tensor.name, 'external_data.location'));
  const whole = (key: string): number | null => {
    const text = entries.get(key);
    if (text === undefined) return null;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!Number.isSafeInteger(value)) throw modelUnsupported(modelReasons.tensorField(tensor.name, `external_data.${key}`));
    return value;
  };
  return { path, offset: whole('offset') ?? 0, length: whole('length') };
}

function readExternal(tensor: Tensor, externalBytes: ExternalBytes): Uint8Array {
  if (tensor.dataLocation !== 1) throw modelUnsupported(modelReasons.tensorField(tensor.name, `data_location ${tensor.dataLocation}`));
  if (tensor.dataType === stringType) throw modelUnsupported(modelReasons.tensorField(tensor.name, 'external_data'));
  const place = parseExternalPlace(tensor);
  const file = externalBytes(place.path);
  const end = place.length === null ? file.length : place.offset + place.length;
  if (place.offset > end || end > file.length) throw modelUnsupported(modelReasons.externalBeyond(tensor.name, place.path));
  return file.subarray(place.offset, end);
}
