'use strict';
/* Takes the evidence out of a PDF. It reads no more of the PDF than that. */
const EvidencePdf = (() => {
  const LATIN = new TextDecoder('latin1');
  const MOST = 1 << 17;
  const PIECE = 16 * 1024;
  const LARGEST = 512 * 1024 * 1024;

  class NoEvidence extends Error {}

  const MARK = '{"act":';

  const isBundle = (bytes) => LATIN.decode(bytes.subarray(0, 8)).startsWith(MARK);

  /** Gives bytes in small pieces: a browser unfolds a piece whole, before anybody can say that it is enough. */
  function inPieces(bytes) {
    let at = 0;
    return new ReadableStream({
      pull(out) {
        if (at < bytes.length) out.enqueue(bytes.slice(at, at + PIECE));
        else out.close();
        at += PIECE;
      },
    });
  }

  const isFolded = (bytes) => bytes.length > 2 && (bytes[0] & 0x0f) === 8 && (bytes[0] * 256 + bytes[1]) % 31 === 0;

  /** Unfolds a bundle, as far as it does and up to so many bytes: what unfolds to more was made to fill the memory. Null where it is none. */
  async function inflate(bytes, largest) {
    const stream = inPieces(bytes).pipeThrough(new DecompressionStream('deflate'));
    const pieces = [];
    let size = 0;
    for (const reader = stream.getReader(); ;) {
      const { value, done, failed } = await reader.read().catch(() => ({ done: true, failed: true }));
      if (failed) throw new NoEvidence('A part of this PDF cannot be unfolded: whether it is evidence cannot be told.');
      if (done) break;
      if (!size && value.length >= MARK.length && !isBundle(value)) {
        await reader.cancel().catch(() => null);
        return null;
      }
      size += value.length;
      if (size > largest) throw new NoEvidence('What is attached to this PDF unfolds to more than this page can read.');
      pieces.push(value);
    }
    const content = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return isBundle(content) ? content : null;
  }

  /** Gives the first two streams that begin as a bundle, as they stand or unfolded, whatever their dictionary calls them. */
  async function bundlesIn(bytes, text, largest) {
    const found = [];
    let last = 0;
    let looked = 0;
    for (const each of text.matchAll(/(?<!end)stream[\t ]*\r?\n?/g)) {
      const begin = each.index + each[0].length;
      const dictionary = text.slice(Math.max(last, text.lastIndexOf(' obj', each.index), 0), each.index);
      last = begin;
      const rest = bytes.subarray(begin);
      if (!isBundle(rest) && !isFolded(rest)) continue;
      looked += 1;
      if (looked > MOST) throw new NoEvidence('This PDF has more parts than any evidence.');
      const length = /\/Length\s+(\d+)(?!\s*\d|\s+\d+\s+R)/.exec(dictionary);
      const end = length ? begin + Number(length[1]) : text.indexOf('endstream', begin);
      const raw = bytes.subarray(begin, end < 0 ? bytes.length : end);
      const content = isBundle(rest) ? raw : await inflate(raw, largest);
      if (content) found.push(content);
      if (found.length > 1) break;
    }
    return found;
  }

  /** Gives the one bundle in a PDF. Throws NoEvidence. */
  async function open(bytes, largest = LARGEST) {
    const text = LATIN.decode(bytes);
    const bundles = await bundlesIn(bytes, text, largest);
    if (!bundles.length) throw new NoEvidence('This PDF has no evidence attached to it.');
    if (bundles.length > 1) throw new NoEvidence('This PDF holds more than one evidence file: which one is meant cannot be told.');
    return bundles[0];
  }

  const isPdf = (bytes) => /^[\t\n\v\f\r ]*%PDF-/.test(LATIN.decode(bytes.subarray(0, 1024)));

  return { open, isPdf, NoEvidence };
})();
if (typeof module !== 'undefined') module.exports = EvidencePdf;
