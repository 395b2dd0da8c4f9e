'use strict';
/* Takes the evidence out of a PDF. It reads no more of the PDF than that. */
const EvidencePdf = (() => {
  const LATIN = new TextDecoder('latin1');
  const MOST = 64;
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

  /** Unfolds a bundle, up to so many bytes: what unfolds to more was made to fill the memory. Null where it is none. */
  async function inflate(bytes, largest) {
    const stream = inPieces(bytes).pipeThrough(new DecompressionStream('deflate'));
    const pieces = [];
    let size = 0;
    for (const reader = stream.getReader(); ;) {
      const { value, done } = await reader.read();
      if (done) break;
      if (!size && value.length >= MARK.length && !isBundle(value)) {
        await reader.cancel();
        return null;
      }
      size += value.length;
      if (size > largest) throw new NoEvidence('What is attached to this PDF unfolds to more than this page can read.');
      pieces.push(value);
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }

  /** Gives where the bytes of a stream begin, behind its keyword and one line end; -1 where there is none. */
  function beginOf(text, from) {
    const keyword = text.indexOf('stream', from);
    if (keyword < 0) return -1;
    const place = keyword + 6;
    return text[place] === '\r' ? place + 2 : place + 1;
  }

  /** Gives every embedded file that holds a bundle. A file's stream is never inside an object stream (ISO 32000-1, 7.5.7). */
  async function embedded(bytes, text, largest) {
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
        const content = dictionary.includes('/FlateDecode') ? await inflate(raw, largest) : raw;
        if (content && isBundle(content)) found.push(content);
        if (found.length > 1) break;
      } catch (error) {
        if (error instanceof NoEvidence) throw error;
        // a damaged attachment is none; what covers the whole file is judged by its signature
      }
    }
    return found;
  }

  /** Gives the one bundle in a PDF. Throws NoEvidence. */
  async function open(bytes, largest = LARGEST) {
    const text = LATIN.decode(bytes);
    const bundles = await embedded(bytes, text, largest);
    if (!bundles.length) throw new NoEvidence('This PDF has no evidence attached to it.');
    if (bundles.length > 1) throw new NoEvidence('This PDF has more than one evidence file attached: which one is meant cannot be told.');
    return bundles[0];
  }

  const isPdf = (bytes) => /^[\t\n\v\f\r ]*%PDF-/.test(LATIN.decode(bytes.subarray(0, 1024)));

  return { open, isPdf, NoEvidence };
})();
if (typeof module !== 'undefined') module.exports = EvidencePdf;
