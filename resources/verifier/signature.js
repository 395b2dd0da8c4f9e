'use strict';
/* Checks the one signature of a PDF as SOPDesk writes it: PAdES B-B, ECDSA with P-256, a leaf and its root (RFC 5652, RFC 5280). */
const EvidenceSignature = (() => {
  const LATIN = new TextDecoder('latin1');
  const SHA256 = '300d06096086480165030402010500';
  const ECDSA = '300a06082a8648ce3d040302';
  const DATA = '300b06092a864886f70d010701';
  const SIGNED = '06092a864886f70d010702';
  const P256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200';
  const ATTRIBUTES = ['06092a864886f70d010903', '06092a864886f70d010904', '060b2a864886f70d010910022f'];
  const UNLIKE = 'The signature is not written as this program writes it.';
  const SEQUENCE = 0x30;
  const SET = 0x31;

  class Wrong extends Error {}

  const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (each) => parseInt(each, 16));
  const same = (one, other) => one.length === other.length && one.every((each, n) => each === other[n]);
  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

  /** Reads one value of DER: its tag, its content, and all of its bytes. */
  function read(bytes, at = 0) {
    let length = bytes[at + 1];
    let begin = at + 2;
    if (length > 0x80) {
      const count = length & 0x7f;
      length = 0;
      for (const each of bytes.subarray(begin, begin + count)) length = length * 256 + each;
      begin += count;
    }
    const end = begin + length;
    if (!(end <= bytes.length) || bytes[at + 1] === 0x80) throw new Wrong(UNLIKE);
    return { tag: bytes[at], content: bytes.subarray(begin, end), whole: bytes.subarray(at, end) };
  }

  function parts(bytes) {
    const found = [];
    for (let at = 0; at < bytes.length; at += found.at(-1).whole.length) found.push(read(bytes, at));
    return found;
  }

  function join(...pieces) {
    const made = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const each of pieces) {
      made.set(each, at);
      at += each.length;
    }
    return made;
  }

  function der(tag, ...pieces) {
    const content = join(...pieces);
    const size = content.length;
    const head = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : size < 0x10000 ? [0x82, size >> 8, size & 0xff] : null;
    if (!head) throw new Wrong('The signature is larger than any that this program writes.');
    return join(Uint8Array.of(tag, ...head), content);
  }

  /** Gives the names, the key and what is signed of a certificate. */
  function certificate(node) {
    const [signed, , value] = parts(node.content);
    const fields = parts(signed.content);
    const again = der(SEQUENCE, signed.whole, unhex(ECDSA), der(3, Uint8Array.of(0), value.content.subarray(1)));
    if (!same(again, node.whole) || fields.length < 7 || !hex(fields[6].whole).startsWith(P256)) throw new Wrong(UNLIKE);
    const [, serial, , issuer, , subject, key] = fields;
    return { bytes: node.whole, signed: signed.whole, value: value.content.subarray(1), serial: serial.whole, issuer: issuer.whole, subject: subject.whole, key: key.whole };
  }

  /** Gives the 32 bytes of a number, and the number as DER has it. */
  function number(node) {
    const digits = hex(node.content).replace(/^(00)+/, '');
    if (digits.length > 64) throw new Wrong(UNLIKE);
    return { raw: unhex(digits.padStart(64, '0')), written: der(2, unhex((digits >= '8' ? '00' : '') + digits)) };
  }

  async function holds(key, value, data) {
    const [r, s] = parts(read(value).content).map(number);
    if (!same(der(SEQUENCE, r.written, s.written), value)) throw new Wrong(UNLIKE);
    const opened = await crypto.subtle.importKey('spki', key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, opened, join(r.raw, s.raw), data);
  }

  /** Gives which bytes the one signature covers, and what stands between them. Throws Wrong. */
  function covered(bytes, text) {
    const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
    if (ranges.length !== 1) throw new Wrong(ranges.length ? `The file has ${ranges.length} signatures, not the one it was given.` : 'The file is not signed.');
    const [first, before, second, after] = ranges[0].slice(1).map(Number);
    const gap = text.slice(before, second);
    if (first !== 0 || second + after !== bytes.length || !/^<(?:[0-9A-F]{2})+>$/.test(gap)) {
      throw new Wrong('The signature does not cover the whole file: something was added after it was signed.');
    }
    const begin = text.lastIndexOf(' obj', ranges[0].index);
    const dictionary = text.slice(begin, before) + text.slice(second, text.indexOf('endobj', second));
    if (!/\/TransformMethod\s*\/DocMDP/.test(dictionary) || !/\/P\s+1\b/.test(dictionary)) {
      throw new Wrong('The signature does not forbid changes, as those of this program do.');
    }
    return { data: join(bytes.subarray(0, before), bytes.subarray(second)), held: unhex(gap.slice(1, -1)) };
  }

  /** Gives signer, root, attributes and value of a signature; it holds nothing else. Throws Wrong. */
  function opened(held) {
    const whole = read(held);
    const [, outer] = parts(whole.content);
    const [, , , box, infos] = parts(read(outer.content).content);
    const certificates = parts(box.content).map(certificate);
    const [, sid, , attributes, , value] = parts(read(infos.content).content);
    const leaf = certificates.find((each) => same(sid.content, join(each.issuer, each.serial)));
    const root = leaf && certificates.find((each) => same(each.subject, leaf.issuer) && same(each.subject, each.issuer));
    if (!root) throw new Wrong('The file does not bring the certificate of a root.');
    if (certificates.length !== 2) throw new Wrong(UNLIKE);
    const one = unhex('020101');
    const info = der(SEQUENCE, one, der(SEQUENCE, sid.content), unhex(SHA256), der(0xa0, attributes.content), unhex(ECDSA), der(4, value.content));
    const inner = der(SEQUENCE, one, der(SET, unhex(SHA256)), unhex(DATA), der(0xa0, box.content), der(SET, info));
    const again = der(SEQUENCE, unhex(SIGNED), der(0xa0, inner));
    if (!same(again, whole.whole) || held.subarray(again.length).some((each) => each)) {
      throw new Wrong(UNLIKE);
    }
    return { leaf, root, attributes: attributes.content, value: value.content };
  }

  async function checked(bytes) {
    const { data, held } = covered(bytes, LATIN.decode(bytes));
    const { leaf, root, attributes, value } = opened(held);
    const said = parts(attributes).map((each) => parts(each.content));
    if (said.length !== 3 || said.some(([name], n) => hex(name.whole) !== ATTRIBUTES[n])) throw new Wrong(UNLIKE);
    const [, digest, named] = said.map(([, values]) => read(values.content));
    if (!same(digest.content, await sha256(data))) throw new Wrong('The file is not as it was signed.');
    const [hash] = parts(read(read(named.content).content).content);
    const vouched = (await holds(root.key, root.value, root.signed)) && (await holds(root.key, leaf.value, leaf.signed));
    const signed = same(hash.content, await sha256(leaf.bytes)) && (await holds(leaf.key, value, der(SET, attributes)));
    if (!vouched || !signed) throw new Wrong('The signature does not belong to the certificate that comes with it.');
    return hex(await sha256(root.bytes));
  }

  /** Says whether a PDF is as it was signed, and by whose root (SHA-256, hex); "" where it is not. */
  async function check(bytes) {
    try {
      return { root: await checked(bytes), sentence: 'The whole file is as it was signed.' };
    } catch (error) {
      return { root: '', sentence: error instanceof Wrong ? error.message : UNLIKE };
    }
  }

  return { check };
})();
if (typeof module !== 'undefined') module.exports = EvidenceSignature;
