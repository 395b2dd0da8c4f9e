'use strict';
/* Checks an evidence bundle as docs/evidence-format.md says: reads bytes, gives answers. Knows nothing of any page. */
const Evidence = (() => {
  const FORMAT = 'sopdesk-evidence/1';
  const ACT = 'evidence.bundled/1';
  const ERASING = 'disclosure.erased/1';
  const ENROLLED = 'password.set/1';
  const OPENED = 'log.opened/1';
  const ROTATED = 'key.rotated/1';
  const DEEPEST = 64;
  const HASH = 32;
  const BODY = 'actor after at hlc kind log nth payload prev seq subject v';
  const SIGNATURE = 'at digest key log meaning name_digest signer subject value zone';

  class NoBundle extends Error {}
  class NoNote extends Error {}

  // Bytes and texts

  const encoder = new TextEncoder();
  const toBytes = (text) => encoder.encode(text);
  const toText = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');
  const same = (one, other) => one.length === other.length && one.every((each, n) => each === other[n]);

  function join(...parts) {
    const all = new Uint8Array(parts.reduce((size, each) => size + each.length, 0));
    let place = 0;
    for (const each of parts) {
      all.set(each, place);
      place += each.length;
    }
    return all;
  }

  async function sha256(bytes) {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  }

  function decodeBase64(text) {
    const raw = atob(text);
    return Uint8Array.from(raw, (each) => each.charCodeAt(0));
  }

  function encodeBase64(bytes) {
    let raw = '';
    for (let n = 0; n < bytes.length; n += 8192) raw += String.fromCharCode(...bytes.subarray(n, n + 8192));
    return btoa(raw);
  }

  /** Reads base64 in its one canonical spelling. */
  function fromBase64(text, Wrong) {
    let bytes = null;
    try {
      bytes = decodeBase64(text);
    } catch {
      throw new Wrong('something is not base64');
    }
    if (encodeBase64(bytes) !== text) throw new Wrong('something is not canonical base64');
    return bytes;
  }

  const toBase64Url = (bytes) => encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  // Canonical JSON (RFC 8785), narrowed

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isTexts = (value) => Array.isArray(value) && value.every((each) => typeof each === 'string');
  const keysOf = (value) => Object.keys(value).sort().join(' ');

  function canonical(value, depth = 0) {
    if (depth > DEEPEST) throw new Error('it nests deeper than a bundle does');
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'number') {
      if (!Number.isSafeInteger(value)) throw new Error('a number is no integer that every program carries');
      return JSON.stringify(value);
    }
    if (typeof value === 'string') {
      if (/\p{Surrogate}/u.test(value)) throw new Error('a text holds half a character');
      return JSON.stringify(value);
    }
    if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join(',')}]`;
    const keys = Object.keys(value).sort();
    // eslint-disable-next-line no-control-regex
    if (keys.some((each) => /[^\x00-\x7f]/.test(each))) throw new Error('a key is not ASCII');
    return `{${keys.map((each) => `${JSON.stringify(each)}:${canonical(value[each], depth + 1)}`).join(',')}}`;
  }

  const digestOfJson = async (value) => hex(await sha256(toBytes(canonical(value))));

  /** Reads a value whose text has to be its own canonical text. */
  function readCanonical(text) {
    const value = JSON.parse(text);
    if (canonical(value) !== text) throw new Error('its text is not canonical JSON: something in it was changed');
    return value;
  }

  // The Merkle tree (RFC 9162)

  const leafHash = (body) => sha256(join(Uint8Array.of(0), body));
  const nodeHash = (left, right) => sha256(join(Uint8Array.of(1), left, right));
  const half = (number) => Math.floor(number / 2);
  const odd = (number) => number % 2 === 1;

  async function holdsInclusion(leaf, index, size, proof, root) {
    if (!(index >= 0 && index < size)) return false;
    let place = index;
    let last = size - 1;
    let found = leaf;
    for (const each of proof) {
      if (last === 0) return false;
      if (odd(place) || place === last) {
        found = await nodeHash(each, found);
        while (!odd(place) && place) {
          place = half(place);
          last = half(last);
        }
      } else {
        found = await nodeHash(found, each);
      }
      place = half(place);
      last = half(last);
    }
    return last === 0 && same(found, root);
  }

  async function holdsConsistency(old, now, proof) {
    if (!(old.size > 0 && old.size <= now.size)) return false;
    if (old.size === now.size) return proof.length === 0 && same(old.root, now.root);
    const isPower = Number.isInteger(Math.log2(old.size)) && 2 ** Math.log2(old.size) === old.size;
    const hashes = isPower ? [old.root, ...proof] : [...proof];
    if (!hashes.length) return false;
    let place = old.size - 1;
    let last = now.size - 1;
    while (odd(place)) {
      place = half(place);
      last = half(last);
    }
    let [first] = hashes;
    let second = first;
    for (const each of hashes.slice(1)) {
      if (last === 0) return false;
      if (odd(place) || place === last) {
        first = await nodeHash(each, first);
        second = await nodeHash(each, second);
        while (!odd(place) && place) {
          place = half(place);
          last = half(last);
        }
      } else {
        second = await nodeHash(second, each);
      }
      place = half(place);
      last = half(last);
    }
    return last === 0 && same(first, old.root) && same(second, now.root);
  }

  /** Gives the root over leaf hashes. */
  async function rootOf(leaves) {
    if (!leaves.length) return sha256(new Uint8Array());
    let level = leaves;
    while (level.length > 1) {
      const next = [];
      for (let n = 0; n + 1 < level.length; n += 2) next.push(await nodeHash(level[n], level[n + 1]));
      if (odd(level.length)) next.push(level[level.length - 1]);
      level = next;
    }
    return level[0];
  }

  // Keys, notes, checkpoints (C2SP)

  async function holdsEd25519(key, message, signature) {
    try {
      const imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
      return await crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, message);
    } catch (error) {
      if (error.name === 'NotSupportedError') throw error;
      return false;
    }
  }

  /** Gives an instant of the journal's spelling as [milliseconds of the whole second, microseconds], or null. */
  function instant(text) {
    const found = /^([1-9]\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{6})Z$/.exec(text);
    if (!found) return null;
    const [year, month, day, hour, minute, second, micro] = found.slice(1).map(Number);
    const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    return at.toISOString().slice(0, 19) === text.slice(0, 19) ? [at.getTime(), micro] : null;
  }

  /** Tells whether two instants lie at most an hour apart; what is no instant lies nowhere. */
  function together(signed, recorded) {
    const [one, other] = [instant(signed), typeof recorded === 'string' ? instant(recorded) : null];
    return one !== null && other !== null && Math.abs((one[0] - other[0]) * 1000 + one[1] - other[1]) <= 3600e6;
  }

  function checkName(name) {
    // eslint-disable-next-line no-control-regex
    if (!name || name.includes('+') || /[\p{White_Space}\x1c-\x1f\p{Surrogate}]/u.test(name)) throw new NoNote('a key has a name without spaces');
  }

  async function readKey(text) {
    const [name, hashed, ...rest] = text.split('+');
    if (rest.length === 0) throw new NoNote('a key is name+hash+key');
    checkName(name);
    const raw = fromBase64(rest.join('+'), NoNote);
    if (raw.length !== 33 || raw[0] !== 1) throw new NoNote('this is no Ed25519 key');
    const key = raw.slice(1);
    const hash = (await sha256(join(toBytes(name), Uint8Array.of(10, 1), key))).slice(0, 4);
    if (hex(hash) !== hashed) throw new NoNote('the key does not fit its hash');
    return { name, hash, key, text };
  }

  async function fingerprint(key) {
    return hex(await sha256(key.key)).slice(0, 32).match(/.{4}/g).join(' ');
  }

  /** Gives the text of a note, and which of some keys have signed it. */
  async function openNote(note, keys) {
    // eslint-disable-next-line no-control-regex
    if (/[\x00-\x09\x0b-\x1f]|\p{Surrogate}/u.test(note)) throw new NoNote('a note holds no control characters');
    const cut = note.lastIndexOf('\n\n');
    const signatures = note.slice(cut + 2);
    if (cut < 0 || !signatures.endsWith('\n')) throw new NoNote('a note is a text, an empty line and signatures');
    const text = note.slice(0, cut + 1);
    const lines = signatures.slice(0, -1).split('\n');
    if (lines.length > 100) throw new NoNote('a note has at most 100 signatures');
    const good = new Set();
    for (const line of lines) {
      const rest = line.startsWith('\u2014 ') ? line.slice(2) : line;
      const space = rest.indexOf(' ');
      const name = space < 0 ? rest : rest.slice(0, space);
      checkName(name);
      const raw = fromBase64(space < 0 ? '' : rest.slice(space + 1), NoNote);
      if (rest === line || raw.length < 5) throw new NoNote('a signature line is a dash, a name and base64');
      const key = keys.find((each) => name === each.name && same(raw.slice(0, 4), each.hash));
      if (!key || good.has(key)) continue;
      if (!(await holdsEd25519(key.key, toBytes(text), raw.slice(4)))) {
        throw new NoNote(`the signature by ${name} does not hold`);
      }
      good.add(key);
    }
    if (!good.size) throw new NoNote('the log has not signed it');
    return { text, signers: good };
  }

  async function openCheckpoint(note, keys) {
    const { text, signers } = await openNote(note, keys);
    const lines = text.split('\n');
    if (lines.length !== 4 || lines[3] || !lines[0]) throw new NoNote('a checkpoint is an origin, a size and a root');
    const [origin, size, encoded] = lines;
    if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
      throw new NoNote('the size of a checkpoint is a plain number');
    }
    const root = fromBase64(encoded, NoNote);
    if (root.length !== HASH) throw new NoNote('the root is no SHA-256');
    if (origin !== keys[0].name) throw new NoNote(`this is a checkpoint of ${origin}`);
    return { origin, size: Number(size), root, signers };
  }

  async function keyOf(origin, text) {
    try {
      const key = await readKey(text);
      return key.name === origin ? key : null;
    } catch (error) {
      if (error instanceof NoNote) return null;
      throw error;
    }
  }

  /** The keys of a log, the oldest first; `sizes` says of each but the first from which size on it signs. */
  class KeyChain {
    constructor(keys, sizes = [], breach = null) {
      this.keys = keys;
      this.sizes = sizes;
      this.breach = breach;
    }

    /** Puts a log's keys in order: as its opening names the first, and as every change names the next. */
    static async of(origin, newest, changes, first) {
      const last = await keyOf(origin, newest);
      if (!last) return new KeyChain([]);
      const start = await keyOf(origin, first || (changes.length ? changes[0].former : newest));
      const keys = start ? [start] : [];
      const sizes = [];
      let breach = start ? null : 0;
      for (const { seq, former, vkey } of changes) {
        const key = await keyOf(origin, vkey);
        const follows = keys.length > 0 && keys[keys.length - 1].text === former;
        if (!key || keys.some((each) => same(each.hash, key.hash)) || !follows) {
          breach ??= seq;
        } else {
          keys.push(key);
          sizes.push(seq + 1);
        }
      }
      if (!keys.length || keys[keys.length - 1].text !== last.text) {
        breach ??= changes.length ? changes[changes.length - 1].seq : 0;
        return new KeyChain([...keys.filter((each) => !same(each.hash, last.hash)), last], sizes, breach);
      }
      return new KeyChain(keys, sizes, breach);
    }

    at(size) {
      if (this.breach !== null) return this.keys;
      const now = this.sizes.filter((each) => each <= size).length;
      return this.keys.slice(this.sizes.includes(size) ? now - 1 : now, now + 1);
    }

    /** Gives the checkpoint of a note that a key of its time has signed, else null. */
    async open(note) {
      try {
        const found = await openCheckpoint(note, this.keys);
        return this.at(found.size).some((each) => found.signers.has(each)) ? found : null;
      } catch (error) {
        if (error instanceof NoNote) return null;
        throw error;
      }
    }

    /** Gives the first entry from which on a key signs that the one before has not signed, else null. */
    unjoined(checkpoints) {
      const joined = checkpoints.filter(({ size, signers }) => this.at(size).every((each) => signers.has(each)));
      const sizes = new Set(joined.map((each) => each.size));
      const missing = this.sizes.filter((each) => !sizes.has(each)).map((each) => each - 1);
      if (this.breach !== null) missing.push(this.breach);
      return missing.length ? Math.min(...missing) : null;
    }
  }

  // Reading

  const EVENT = { seq: 'number', body: 'string' };
  const LOG = { log: 'string', origin: 'string', vkey: 'string', checkpoint: 'string', events: 'array', earlier: 'array' };
  const EARLIER = { checkpoint: 'string', proof: 'array' };
  const BUNDLE = {
    format: 'string', act: 'string', logs: 'array', hashes: 'array', disclosures: 'array', attachments: 'array',
  };

  function checkShape(value, shape) {
    if (!isObject(value) || keysOf(value) !== Object.keys(shape).sort().join(' ')) {
      throw new NoBundle('it has other parts than a bundle');
    }
    for (const [name, type] of Object.entries(shape)) {
      if ((Array.isArray(value[name]) ? 'array' : typeof value[name]) !== type) {
        throw new NoBundle(`“${name}” is not of its kind`);
      }
    }
  }

  function checkParts(value) {
    checkShape(value, BUNDLE);
    if (value.format !== FORMAT) throw new NoBundle(`its format is “${value.format}”`);
    if (!isTexts(value.hashes) || !isTexts(value.disclosures) || !isTexts(value.attachments)) {
      throw new NoBundle('a part of it is no text');
    }
    for (const log of value.logs) {
      checkShape(log, LOG);
      for (const each of log.events) checkShape(each, isObject(each) && 'proof' in each ? { ...EVENT, proof: 'array' } : EVENT);
      for (const each of log.earlier) checkShape(each, EARLIER);
      const proved = log.events.filter((each) => each.proof).length;
      if (proved && proved < log.events.length) throw new NoBundle('only some entries of a log have a proof');
      if (!log.events.length) throw new NoBundle('a log is empty');
    }
    const names = value.logs.map((each) => each.log);
    const origins = new Set(value.logs.map((each) => each.origin));
    if (!names.length || new Set(names).size < names.length || origins.size < names.length) throw new NoBundle('it carries no log, or one twice');
  }

  function readPool(value) {
    const pool = value.hashes.map((each) => fromBase64(each, NoBundle));
    const proofs = value.logs.flatMap((log) => [...log.events, ...log.earlier]).map((each) => each.proof ?? []);
    const used = [...new Set(proofs.flat())];
    const inOrder = used.length === pool.length && used.every((each, n) => each === n);
    if (pool.some((each) => each.length !== HASH) || new Set(value.hashes).size < pool.length || !inOrder) {
      throw new NoBundle('its hashes do not stand once each in the order of their use');
    }
    return pool;
  }

  /** Reads a bundle; nothing in it is believed yet. Throws NoBundle. */
  async function read(bytes) {
    let value = null;
    try {
      value = readCanonical(toText(bytes));
    } catch (error) {
      throw new NoBundle(error.message);
    }
    checkParts(value);
    const pool = readPool(value);
    const attachments = value.attachments.map((each) => fromBase64(each, NoBundle));
    const logs = [];
    for (const log of value.logs) {
      const events = [];
      for (const each of log.events) {
        const body = toBytes(each.body);
        const proof = each.proof ? each.proof.map((n) => pool[n]) : null;
        events.push({ place: `${log.log}:${each.seq}`, log: log.log, seq: each.seq, text: each.body, leaf: await leafHash(body), proof });
      }
      const earlier = log.earlier.map((each) => ({ note: each.checkpoint, proof: each.proof.map((n) => pool[n]) }));
      logs.push({ ...log, events, earlier });
    }
    return { act: value.act, logs, disclosures: value.disclosures, attachments };
  }

  // Checking

  /** Tells whether a value is an array of texts in ASCII, each larger than the one before. */
  function isRising(value) {
    // eslint-disable-next-line no-control-regex
    return isTexts(value) && value.every((each, n) => /^[\x00-\x7f]*$/.test(each) && (n === 0 || value[n - 1] < each));
  }

  const valueOf = (place, name) => JSON.stringify([place, name]);

  function isEntry(found) {
    if (!isObject(found) || keysOf(found) !== BODY || found.v !== 1) return false;
    const texts = ['log', 'at', 'actor', 'kind', 'subject', 'prev'].every((each) => typeof found[each] === 'string');
    const numbers = ['seq', 'hlc', 'nth'].every((each) => typeof found[each] === 'number' && found[each] >= 0);
    if (!texts || !numbers || !isTexts(found.after) || !isObject(found.payload)) return false;
    const digests = found.payload._sd ?? [];
    const names = found.payload._sealed ?? [];
    return isRising(digests) && isRising(names) && digests.length === names.length && names.every((each) => !Object.hasOwn(found.payload, each))
      && found.payload._sd !== null && found.payload._sealed !== null;
  }

  /** Compares entries by their place in the order of all logs; the names of logs by their code points. */
  function compare(one, other) {
    const keys = (each) => [each.found.hlc, ...Array.from(each.log, (letter) => letter.codePointAt(0)), -1, each.seq];
    const [first, second] = [keys(one), keys(other)];
    const n = first.findIndex((each, place) => each !== second[place]);
    return n < 0 ? 0 : first[n] < second[n] ? -1 : 1;
  }

  class Check {
    constructor(bundle) {
      this.bundle = bundle;
      this.answers = [];
      this.entries = [];
      this.checkpoints = new Map();
      this.chains = new Map();
      this.vouching = new Map();
      this.readable = 0;
      this.withheld = [];
      this.erased = [];
    }

    say(question, code, holds, sentence, place = '') {
      this.answers.push({ question, code, holds, sentence, place });
    }

    fail(code, sentence, place = '') {
      this.say('bytes', code, false, sentence, place);
    }

    async run(keys, outside) {
      for (const log of this.bundle.logs) await this.checkLog(log);
      await this.checkSealed();
      await this.checkAttachments();
      await this.checkSignatures();
      const count = this.bundle.logs.reduce((sum, each) => sum + each.events.length, 0);
      if (this.answers.every((each) => each.holds !== false)) {
        this.say('bytes', 'intact', true, `Every one of the ${count} entries is as it was recorded: no byte was changed.`);
      }
      await this.checkAct();
      await this.checkSigner(keys);
      for (const each of outside) await this.checkHeld(each);
      if (!outside.length) {
        this.say('held', 'none', null, 'No checkpoint from outside was given, so a log that was written anew as a whole would not show.');
      }
      return count;
    }

    async checkLog(log) {
      let last = -1;
      let hlc = -1;
      const start = this.entries.length;
      const chains = new Map();
      for (const each of log.events) {
        const found = this.readEntry(each);
        if (!found) continue;
        if (each.seq <= last || found.hlc <= hlc) this.fail('order', 'An entry stands out of its order.', each.place);
        last = each.seq;
        hlc = found.hlc;
        const [nth, prev] = chains.get(found.subject) ?? [-1, ''];
        const follows = found.nth === nth + 1 ? found.prev === prev : found.nth > nth;
        if (!follows) this.fail('chain', 'An entry does not follow its subject’s last one.', each.place);
        chains.set(found.subject, [found.nth, hex(each.leaf)]);
        this.entries.push({ ...each, found, disclosed: new Map() });
      }
      const chain = await Check.chainOf(log, this.entries.slice(start));
      this.chains.set(log.log, chain);
      await this.openLog(log, chain);
      const checkpoint = this.checkpoints.get(log.log);
      if (checkpoint) {
        const unproved = await this.checkProofs(log, checkpoint);
        const good = [checkpoint, ...(await this.checkEarlier(log, chain, checkpoint))];
        this.vouching.set(log.log, good.filter((each) => !unproved.has(each.size - 1)));
      }
    }

    static chainOf(log, entries) {
      const text = (value) => (typeof value === 'string' ? value : '');
      const opening = entries.find((each, n) => n === 0 && each.seq === 0 && each.found.kind === OPENED);
      const changes = entries
        .filter((each) => each.found.kind === ROTATED)
        .map(({ seq, found }) => ({ seq, former: text(found.payload.former), vkey: text(found.payload.vkey) }));
      return KeyChain.of(log.origin, log.vkey, changes, text(opening?.found.payload.vkey));
    }

    readEntry(each) {
      let found = null;
      try {
        found = readCanonical(each.text);
      } catch {
        found = null;
      }
      if (!isEntry(found)) {
        this.fail('body', 'An entry is not written as the journal writes.', each.place);
        return null;
      }
      if (found.log !== each.log || found.seq !== each.seq) {
        this.fail('body', 'An entry stands under another log or number than it says.', each.place);
      }
      return found;
    }

    async openLog(log, chain) {
      if (!chain.keys.length) {
        this.fail('key', `The key that this file names for ${log.origin} is none of that log.`);
        return;
      }
      const checkpoint = await new KeyChain(chain.keys.slice(-1)).open(log.checkpoint);
      if (checkpoint) this.checkpoints.set(log.log, (await chain.open(log.checkpoint)) ?? checkpoint);
      else this.fail('checkpoint', `The checkpoint of ${log.origin} was not signed with its key.`);
    }

    async checkProofs(log, checkpoint) {
      if (!log.events[0].proof) {
        const numbered = log.events.every((each, n) => each.seq === n) && log.events.length === checkpoint.size;
        if (numbered && same(await rootOf(log.events.map((each) => each.leaf)), checkpoint.root)) return new Set();
        this.fail('whole', `The entries are not all those that the checkpoint of ${log.origin} covers.`);
        return new Set(log.events.map((each) => each.seq));
      }
      const unproved = new Set();
      for (const each of log.events) {
        if (!(await holdsInclusion(each.leaf, each.seq, checkpoint.size, each.proof, checkpoint.root))) {
          this.fail('proof', 'An entry is not the one in the log.', each.place);
          unproved.add(each.seq);
        }
      }
      return unproved;
    }

    async checkEarlier(log, chain, checkpoint) {
      const good = [];
      let size = 0;
      for (const each of log.earlier) {
        const old = await chain.open(each.note);
        const fits = old && old.size > size && old.size < checkpoint.size;
        if (!fits || !(await holdsConsistency(old, checkpoint, each.proof))) {
          this.fail('earlier', `The log ${log.origin} does not follow from an earlier checkpoint in this file.`);
        } else {
          good.push(old);
        }
        if (old) size = old.size;
      }
      return good;
    }

    async checkSealed() {
      const byDigest = new Map();
      for (const each of this.bundle.disclosures) byDigest.set(toBase64Url(await sha256(toBytes(each))), each);
      const gone = this.erasedPlaces();
      const used = [];
      this.plain = [];
      for (const each of this.entries) {
        const names = new Set(each.found.payload._sealed ?? []);
        for (const digest of each.found.payload._sd ?? []) {
          const text = byDigest.get(digest);
          if (text === undefined) continue;
          used.push(text);
          this.disclose(each, text, names);
        }
        for (const name of [...names].sort()) {
          if (each.disclosed.has(name)) continue;
          (gone.has(valueOf(each.place, name)) ? this.erased : this.withheld).push([each.place, name]);
        }
      }
      this.readable = used.length;
      if (!same(used, this.bundle.disclosures)) {
        this.fail('sealed', 'A sealed value is not the one that was recorded, or stands out of its order.');
      }
    }

    disclose(entry, text, names) {
      let found = null;
      try {
        const raw = decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
        found = toBase64Url(raw) === text ? readCanonical(toText(raw)) : null;
      } catch {
        found = null;
      }
      const isOne = Array.isArray(found) && found.length === 3 && typeof found[0] === 'string' && typeof found[1] === 'string';
      if (isOne) this.plain.push(canonical(found[2]));
      if (!isOne || !names.has(found[1]) || entry.disclosed.has(found[1])) {
        this.fail('sealed', 'A sealed value belongs to no field of its entry.', entry.place);
        return;
      }
      entry.disclosed.set(found[1], found[2]);
    }

    erasedPlaces() {
      const places = new Set();
      for (const each of this.entries) {
        if (each.found.kind !== ERASING) continue;
        const gone = each.found.payload.entries ?? [];
        const isOne = (one) => isObject(one) && typeof one.log === 'string' && typeof one.seq === 'number' && isTexts(one.fields);
        if (!Array.isArray(gone) || !gone.every(isOne)) continue;
        for (const one of gone) for (const name of one.fields) places.add(valueOf(`${one.log}:${one.seq}`, name));
      }
      return places;
    }

    async checkAttachments() {
      const digests = [];
      for (const each of this.bundle.attachments) digests.push(hex(await sha256(each)));
      const said = digests.length ? [...this.entries.map((each) => each.text), ...this.plain].join('\n') : '';
      const inOrder = digests.every((each, n) => n === 0 || digests[n - 1] < each);
      if (!inOrder || digests.some((each) => !said.includes(each))) {
        this.fail('attachment', 'An attached file is not one that an entry names, or stands out of its order.');
      }
      this.files = this.bundle.attachments.map((bytes, n) => ({ digest: digests[n], bytes }));
    }

    // People's signatures

    async checkSignatures() {
      const ordered = [...this.entries].sort(compare);
      let count = 0;
      for (const each of ordered) {
        if (!('signature' in each.found.payload)) continue;
        const why = await this.whyNot(each, ordered);
        if (why === null) this.say('bytes', 'signature', null, 'A signature’s key, or what it was made over, is not in this file.', each.place);
        else if (why) this.fail('signature', why, each.place);
        else count += 1;
        const reset = why === '' ? Check.resetWords(each, ordered) : '';
        if (reset) this.say('bytes', 'signature', true, reset, each.place);
      }
      if (count) {
        this.say('bytes', 'signature', true, `Signatures made with their signers’ own keys over what stands beside them: ${count}.`);
      }
    }

    /** Says of a signature that holds that its key came after a lost password, else ''. */
    static resetWords(each, ordered) {
      const { signature } = each.found.payload;
      let reset = null;
      for (const { found } of ordered) {
        const by = found.payload.allowed_by;
        if (found.kind !== ENROLLED || found.subject !== signature.signer) continue;
        if (typeof by === 'string' && by) reset = found;
        if (found.payload.public_key === signature.key) break;
      }
      if (!reset) return '';
      const by = reset.payload.allowed_by;
      const names = ordered.filter((one) => one.found.subject === by && one.disclosed.has('name'));
      const name = names.length ? names[names.length - 1].disclosed.get('name') : by;
      const start = reset.payload.public_key === signature.key ? 'a key' : 'a key that follows from one';
      return `A signature was made with ${start} enrolled ${reset.at.slice(0, 10)}, allowed by ${name} after a reset.`;
    }

    async whyNot(each, ordered) {
      const { signature } = each.found.payload;
      const isOne = isObject(signature) && keysOf(signature) === SIGNATURE
        && Object.values(signature).every((text) => typeof text === 'string');
      if (!isOne) return 'A signature does not have the form of one.';
      if (signature.signer !== each.found.actor || signature.subject !== each.found.subject) {
        return 'A signature stands beside another person’s act, or in another record, than it was made for.';
      }
      if (!(await this.wasMade(signature))) return 'A signature was not made over what it states.';
      if (!together(signature.at, each.found.at)) {
        return 'A signature was made at another time than the entry was recorded beside which it stands.';
      }
      const name = each.disclosed.get('printed_name');
      const salt = each.disclosed.get('name_salt');
      if (typeof name === 'string' && typeof salt === 'string'
        && (await digestOfJson(['name', salt, name])) !== signature.name_digest) {
        return 'A signature was made under another printed name.';
      }
      const keys = ordered
        .filter((one) => one.found.kind === ENROLLED && one.found.subject === signature.signer && compare(one, each) < 0)
        .map((one) => one.found.payload.public_key);
      const due = await this.due(each, ordered);
      if (!keys.length || due === null) return null;
      if (!keys.includes(signature.key)) return 'A signature was made with a key that its signer did not have.';
      if (keys[keys.length - 1] !== signature.key) return 'A signature was made with a key that its signer had replaced by then.';
      return due === signature.digest ? '' : 'A signature was made over another text than stands beside it.';
    }

    async wasMade(signature) {
      try {
        const key = fromBase64(signature.key, NoNote);
        const value = fromBase64(signature.value, NoNote);
        const statement = toBytes(`sopdesk signature 1\n${canonical({ ...signature, value: '' })}`);
        return await holdsEd25519(key, statement, value);
      } catch (error) {
        if (error instanceof NoNote) return false;
        throw error;
      }
    }

    async due(each, ordered) {
      const { kind, payload, subject } = each.found;
      const part = (name) => payload[name] ?? null;
      switch (kind) {
        case 'incident.closed/1':
        case 'reportable.decided/1':
        case 'run.signed_off/1':
        case 'erasure.agreed/1': {
          const leaves = this.leavesBefore(each, ordered);
          const [outcome, reason] = ['outcome', 'reason'].map((name) => each.disclosed.get(name));
          if (!leaves) return null;
          if (kind === 'run.signed_off/1') return digestOfJson({ run: leaves });
          if (kind === 'erasure.agreed/1') return digestOfJson(leaves);
          const file = await digestOfJson(leaves), lacked = payload.overridden;
          const over = Array.isArray(lacked) && lacked.length > 0;
          if (kind === 'reportable.decided/1') {
            return typeof reason === 'string' ? digestOfJson({ file, reportable: part('reportable'), reason }) : null;
          }
          if (typeof outcome !== 'string' || (over && typeof reason !== 'string')) return null;
          return digestOfJson(over ? { file, outcome, overridden: lacked, reason } : { file, outcome });
        }
        case 'revision.approved/1':
          return digestOfJson({
            revision: part('digest'), label: part('label'), significance: part('significance'),
            effective_from: part('effective_from'), decided: 'decided' in payload ? payload.decided : [],
          });
        case 'procedure.withdrawn/1':
          return digestOfJson({ withdrawn: subject, effective_from: part('effective_from') });
        case 'procedure.reviewed/1':
          return digestOfJson({ reviewed: subject, revision: part('digest'), verdict: part('verdict') });
        case 'new_password.allowed/1':
          return digestOfJson({ new_password: subject, former_key: part('former_key'), until: part('until') });
        default:
          return typeof payload.digest === 'string' ? payload.digest : null;
      }
    }

    leavesBefore(each, ordered) {
      const before = ordered.filter((one) => one.found.subject === each.found.subject && compare(one, each) < 0);
      const due = new Map();
      for (const one of [...before, each]) {
        if (one.found.nth !== (due.get(one.log) ?? 0)) return null;
        due.set(one.log, one.found.nth + 1);
      }
      return before.map((one) => hex(one.leaf));
    }

    // What is missing, whose it is, who holds it

    async checkAct() {
      const act = this.entries.find((each) => each.place === this.bundle.act && each.found.kind === ACT);
      const stated = act && Check.readAct(act.found.payload);
      if (!stated) {
        this.say('complete', 'act', false, 'The entry that states what was handed over is missing.');
        return;
      }
      const carried = [];
      for (const log of this.bundle.logs) {
        const leaves = log.events.filter((each) => each.place !== this.bundle.act).map((each) => each.leaf);
        if (leaves.length) carried.push({ log: log.log, count: leaves.length, digest: hex(await sha256(join(...leaves))) });
      }
      const agrees = carried.length === stated.logs.length && carried.every((each, n) => {
        const one = stated.logs[n];
        return each.log === one.log && each.count === one.count && each.digest === one.digest;
      });
      if (!agrees) {
        const said = 'What this file carries is not what the house stated: entries were taken out or put in.';
        this.say('complete', 'stated', false, said, this.bundle.act);
        return;
      }
      this.checkScope(stated);
    }

    static readAct({ logs, subjects = [], spans = [] }) {
      const isLog = (each) => isObject(each) && typeof each.log === 'string' && typeof each.count === 'number' && typeof each.digest === 'string';
      const isSpan = (each) => isObject(each) && typeof each.log === 'string' && typeof each.first === 'number' && typeof each.last === 'number' && each.first <= each.last;
      const isOne = Array.isArray(logs) && logs.every(isLog) && isTexts(subjects) && Array.isArray(spans) && spans.every(isSpan);
      return isOne ? { logs, subjects, spans } : null;
    }

    checkScope({ subjects, spans }) {
      const missing = [...this.gaps(new Set(subjects)), ...this.holes(spans)];
      for (const place of missing) this.say('complete', 'gap', false, 'Between first and last an entry is missing.', place);
      if (!subjects.length && !spans.length) {
        this.say('complete', 'chosen', null, 'The entries were chosen one by one: that nothing else belongs here is the house’s statement alone.');
      } else if (!missing.length) {
        const heads = [...this.checkpoints.values()].map((each) => `${each.origin} at ${each.size}`).join(', ');
        this.say('complete', 'complete', true, `All of it is part of the log (${heads}), and between first and last nothing is missing.`);
      }
    }

    gaps(subjects) {
      const due = new Map();
      const found = new Set();
      const missing = [];
      for (const each of this.entries) {
        if (!subjects.has(each.found.subject)) continue;
        found.add(each.found.subject);
        const chain = valueOf(each.log, each.found.subject);
        if (each.found.nth !== (due.get(chain) ?? 0)) missing.push(each.place);
        due.set(chain, each.found.nth + 1);
      }
      return [...missing, ...[...subjects].filter((each) => !found.has(each))];
    }

    holes(spans) {
      const carried = new Set(this.entries.map((each) => each.place));
      const missing = [];
      for (const { log, first, last } of spans) {
        for (let seq = first; seq <= last; seq += 1) {
          if (!carried.has(`${log}:${seq}`)) {
            missing.push(`${log}:${seq}`);
            break;
          }
        }
      }
      return missing;
    }

    async checkSigner(keys) {
      const known = [];
      for (const log of this.bundle.logs) {
        const chain = this.chains.get(log.log);
        const prints = [];
        for (const each of chain.keys) prints.push(await fingerprint(each));
        if (prints.length) known.push({ log, chain, prints });
      }
      const plain = (text) => text.replace(/\s/g, '').toLowerCase();
      const given = keys.map(plain).filter((each) => /^[0-9a-f]{32}$/.test(each));
      const isGiven = (print) => given.includes(plain(print));
      const ofNone = given.length > 0 && !known.some(({ prints }) => prints.some(isGiven));
      for (const { log, chain, prints } of known) {
        const own = keys.filter((each) => each.split('+')[0] === log.origin);
        const unjoined = chain.unjoined(this.vouching.get(log.log) ?? []);
        if (unjoined !== null) {
          this.say('signer', 'broken', false, `${log.origin} is signed with another key from entry ${unjoined} on, which the one before has not signed.`, `${log.log}:${unjoined}`);
        } else if (own.includes(log.vkey) || isGiven(prints[prints.length - 1])) {
          this.say('signer', 'pinned', true, `The key of ${log.origin} is the one that you gave.`);
        } else if (chain.keys.some((each) => own.includes(each.text)) || prints.some(isGiven)) {
          this.say('signer', 'followed', true, `The key of ${log.origin} follows from the one that you gave: each was signed by the one before.`);
        } else if (own.length || ofNone) {
          this.say('signer', 'replaced', false, `The key of ${log.origin} is not the one that you gave: it was replaced, or this file is forged.`);
        } else {
          this.say('signer', 'unknown', null, `The key of ${log.origin} is known only from this file. Compare its fingerprint: ${prints[prints.length - 1]}.`);
        }
      }
    }

    async checkHeld({ note, holder }) {
      const who = `The checkpoint that ${holder} holds`;
      const log = this.bundle.logs.find((each) => note.startsWith(`${each.origin}\n`));
      if (!log || !this.checkpoints.has(log.log)) {
        this.say('held', 'foreign', null, `${who} is of no log in this file.`);
        return;
      }
      const found = await this.chains.get(log.log).open(note);
      if (!found) {
        this.say('held', 'invalid', false, `${who} was not signed with this log’s key.`);
        return;
      }
      const root = await this.knownRoot(log, found.size);
      if (!root) {
        this.say('held', 'unproved', null, `${who} covers ${found.size} entries; this file has no proof for that size. Ask the house for one.`);
      } else if (!same(root, found.root)) {
        this.say('held', 'other', false, `${who} is of another history: the first ${found.size} entries are not the same.`);
      } else {
        this.say('held', 'held', true, `${log.origin} is unbroken since the checkpoint over ${found.size} entries that ${holder} holds.`);
      }
    }

    async knownRoot(log, size) {
      const now = this.checkpoints.get(log.log);
      if (size === now.size) return now.root;
      if (size < now.size && !log.events[0].proof) return rootOf(log.events.slice(0, size).map((each) => each.leaf));
      for (const each of log.earlier) {
        const old = await this.chains.get(log.log).open(each.note);
        if (old && old.size === size && (await holdsConsistency(old, now, each.proof))) return old.root;
      }
      return null;
    }
  }

  const QUESTIONS = ['bytes', 'signer', 'complete', 'held'];

  function verdict(answers) {
    if (answers.some((each) => each.holds === false)) return false;
    return answers.length > 0 && answers.every((each) => each.holds === true) ? true : null;
  }

  /** Answers the four questions of a bundle's bytes. Throws NoBundle for a file that is none. */
  async function check(bytes, { keys = [], checkpoints = [] } = {}) {
    const bundle = await read(bytes);
    const made = new Check(bundle);
    const count = await made.run(keys, checkpoints);
    const questions = QUESTIONS.map((name) => {
      const answers = made.answers.filter((each) => each.question === name);
      return { name, holds: verdict(answers), answers };
    });
    const story = [...made.entries].sort(compare).map((each) => ({ place: each.place, ...each.found, disclosed: each.disclosed }));
    const { readable, withheld, erased } = made;
    return { questions, entries: count, readable, withheld, erased, story, attachments: made.files };
  }

  return { check, NoBundle };
})();
if (typeof module !== 'undefined') module.exports = Evidence;
