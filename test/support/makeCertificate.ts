import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export type MadeCertificate = { readonly name: string; readonly cert: string; readonly key: string };

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
/** Object identifiers, as bytes: ecdsa-with-SHA256, common name, subject alternative name, basic constraints. */
const ids = { signature: hex('06082a8648ce3d040302'), commonName: hex('0603550403'), otherNames: hex('0603551d11'), constraints: hex('0603551d13') };
const nameOf = (name: string): Buffer => sequence(der(0x31, sequence(ids.commonName, der(0x0c, Buffer.from(name)))));
const timeOf = (ms: number): Buffer => der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, der(0x04, value));

/**
 * A certificate of one's own over a new P-256 key, as PEM: what a mirror at home, or an impostor, would show.
 *
 * @param host    the name it is good for
 * @param issuer  who signs it; null: itself, as an authority
 * @source RFC 5280
 */
export function makeCertificate(host: string, issuer: MadeCertificate | null, { fromMs = Date.now() - 3_600_000, toMs = Date.now() + 86_400_000 } = {}): MadeCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const extensions = [extension(ids.otherNames, sequence(der(0x82, Buffer.from(host)))), ...(issuer ? [] : [extension(ids.constraints, sequence(der(0x01, hex('ff'))))])];
  const body = sequence(
    der(0xa0, der(0x02, hex('02'))), der(0x02, Buffer.concat([hex('01'), randomBytes(8)])), sequence(ids.signature), nameOf(issuer?.name ?? host), sequence(timeOf(fromMs), timeOf(toMs)), nameOf(host),
    publicKey.export({ format: 'der', type: 'spki' }), der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuer ? createPrivateKey(issuer.key) : privateKey);
  const bytes = sequence(body, sequence(ids.signature), der(0x03, hex('00'), signature));
  return { name: host, key, cert: `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n` };
}
