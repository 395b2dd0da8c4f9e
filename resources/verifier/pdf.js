'use strict';
/* Takes the evidence out of a PDF, and says which bytes of it a signature covers. It reads no more of the PDF than that. */
const EvidencePdf = (() => {
  const LATIN = new TextDecoder('latin1');
  const MOST = 64;

  class NoEvidence extends Error {}

  async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Gives where the bytes of a stream begin, behind its keyword and one line end; -1 where there is none. */
  function beginOf(text, from) {
    const keyword = text.indexOf('stream', from);
    if (keyword < 0) return -1;
    const place = keyword + 6;
    return text[place] === '\r' ? place + 2 : place + 1;
  }

  /** Gives every embedded file that holds a bundle. A file's stream is never inside an object stream (ISO 32000-1, 7.5.7). */
  async function embedded(bytes, text) {
    const found = [];
    let looked = 0;
    for (let at = text.indexOf('/EmbeddedFile'); at >= 0 && looked < MOST; at = text.indexOf('/EmbeddedFile', at + 1)) {
      if (/[A-Za-z]/.test(text[at + 13])) continue; // the name tree, /EmbeddedFiles
      looked += 1;
      const head = text.lastIndexOf(' obj', at);
      const begin = beginOf(text, at);
      const end = text.indexOf('endstream', begin);
      if (head < 0 || begin < 0 || end < 0) continue;
      const dictionary = text.slice(head, begin);
      const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary);
      const raw = bytes.subarray(begin, length ? begin + Number(length[1]) : end);
      try {
        const content = dictionary.includes('/FlateDecode') ? await inflate(raw) : raw;
        if (LATIN.decode(content.subarray(0, 8)).startsWith('{"act":')) found.push(content);
      } catch {
        // a damaged attachment is none; what covers the whole file is judged by its signature
      }
    }
    return found;
  }

  /** Says of every signature from which byte to which it covers the file, and whether that is all but the signature itself. */
  function covers(text) {
    const found = [];
    const pattern = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;
    for (const each of text.matchAll(pattern)) {
      const [first, before, second, after] = each.slice(1).map(Number);
      const gap = text.slice(first + before, second);
      const whole = first === 0 && second + after === text.length && /^<[0-9A-Fa-f]*>$/.test(gap);
      found.push({ whole, end: second + after });
    }
    return found;
  }

  /** Gives the one bundle in a PDF and what its signatures cover. Throws NoEvidence. */
  async function open(bytes) {
    const text = LATIN.decode(bytes);
    const bundles = await embedded(bytes, text);
    if (!bundles.length) throw new NoEvidence('This PDF has no evidence attached to it.');
    if (bundles.length > 1) throw new NoEvidence('This PDF has more than one evidence file attached: which one is meant cannot be told.');
    return { bundle: bundles[0], signatures: covers(text) };
  }

  const isPdf = (bytes) => LATIN.decode(bytes.subarray(0, 1024)).includes('%PDF-');

  return { open, isPdf, NoEvidence };
})();
if (typeof module !== 'undefined') module.exports = EvidencePdf;
