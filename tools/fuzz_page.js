'use strict';
/* Feeds the parsers of the verifier's page with chance, led by V8's coverage: node tools/fuzz_page.js pdf 300 FOLDER
   FOLDER holds what to start from (python -m tools.fuzz fills one), and gets what reaches new code. What breaks a rule is
   written beside it, and the run ends: no error but the parser's own, nothing that takes longer than LONGEST, and no file
   that holds but those in FOLDER whose names begin with "seed-". */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { Session } = require('node:inspector');

const PARTS = path.join(__dirname, '..', 'resources', 'verifier');
const LONGEST = 10_000;
const TOKENS = ['/EmbeddedFile', '/ByteRange [0 1 2 3]', '/Length 9 0 R', '/Length 99999999999', '/FlateDecode', ' obj', 'endobj', 'stream\n', 'endstream', '<', '>', '<<', '>>', '\0', '\xff', '/Contents <00>', '%%EOF', '/Type /Sig', '[0 ', '0', '-1', '(', ')', '/Prev 0'].map((each) => Buffer.from(each, 'latin1'));

function load() {
  const names = fs.readFileSync(path.join(PARTS, '..', '..', 'tools', 'verifier.py'), 'utf8').match(/SCRIPTS = \(([^)]*)\)/)[1].match(/[\w]+\.js/g);
  const wanted = names.filter((each) => !['page.js', 'story.js'].includes(each));
  const text = wanted.map((each) => fs.readFileSync(path.join(PARTS, each), 'utf8')).join('\n');
  const has = (name) => (text.includes(`const ${name} =`) ? name : 'null');
  const script = new vm.Script(`${text}\n({ Evidence, EvidencePdf: ${has('EvidencePdf')}, EvidenceSignature: ${has('EvidenceSignature')} })`, { filename: 'verifier-parts.js' });
  return script.runInThisContext();
}

const parts = load();

async function judgeBundle(bytes) {
  try {
    const { questions, story } = await parts.Evidence.check(bytes, {});
    return { said: JSON.stringify(questions.map(({ answers }) => answers.map((each) => each.code))) + story.length, holds: false };
  } catch (error) {
    if (error instanceof parts.Evidence.NoBundle) return null;
    throw error;
  }
}

async function judgePdf(bytes) {
  try {
    const opened = await parts.EvidencePdf.open(bytes);
    const signed = parts.EvidenceSignature ? await parts.EvidenceSignature.check(bytes) : opened;
    return { said: JSON.stringify(signed.sentence ?? signed.signatures), holds: Boolean(signed.root) };
  } catch (error) {
    if (error instanceof parts.EvidencePdf.NoEvidence) return null;
    throw error;
  }
}

function mutant(seed, others, chance) {
  let bytes = Buffer.from(seed);
  const below = (most) => Math.floor(chance() * most);
  for (let n = below(4) + 1; n > 0; n -= 1) {
    const place = below(bytes.length + 1);
    const length = Math.min(1 << below(9), bytes.length);
    const other = others[below(others.length)];
    const from = below(other.length + 1);
    const acts = [
      () => { if (bytes.length) bytes[place % bytes.length] ^= 1 << below(8); return bytes; },
      () => { if (bytes.length) bytes[place % bytes.length] = below(256); return bytes; },
      () => Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)]),
      () => Buffer.concat([bytes.subarray(0, place), TOKENS[below(TOKENS.length)], bytes.subarray(place)]),
      () => Buffer.concat([bytes.subarray(0, place), other.subarray(from, from + length), bytes.subarray(place + length)]),
      () => Buffer.concat([bytes.subarray(0, place), other.subarray(Math.min(place, other.length))]),
      () => digits(bytes, place, below),
    ];
    bytes = acts[below(acts.length)]();
  }
  return new Uint8Array(bytes);
}

/** Puts another number in the place of the next one. */
function digits(bytes, place, below) {
  const found = /\d+/.exec(bytes.subarray(place, place + 4000).toString('latin1'));
  if (!found) return bytes;
  const number = String([Number(found[0]) + below(3) - 1, below(bytes.length + 2), 2 ** below(60)][below(3)]);
  return Buffer.concat([bytes.subarray(0, place + found.index), Buffer.from(number), bytes.subarray(place + found.index + found[0].length)]);
}

function seeded(state) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function main() {
  const [name, seconds, folder, start = '1'] = process.argv.slice(2);
  const judge = { bundle: judgeBundle, pdf: judgePdf }[name];
  const session = new Session();
  session.connect();
  const post = (method, params) => new Promise((done, fail) => { session.post(method, params, (error, result) => (error ? fail(error) : done(result))); });
  await post('Profiler.enable');
  await post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const files = fs.readdirSync(folder).sort();
  const corpus = files.map((each) => fs.readFileSync(path.join(folder, each)));
  const known = new Set(corpus.filter((_, n) => files[n].startsWith('seed-')).map((each) => each.toString('latin1')));
  const reached = new Set();

  async function tried(bytes) {
    const began = Date.now();
    const found = await judge(bytes);
    if (Date.now() - began > LONGEST) throw new Error('this took too long');
    if (found?.holds && !known.has(Buffer.from(bytes).toString('latin1'))) throw new Error('a file that nobody signed holds');
    const { result } = await post('Profiler.takePreciseCoverage');
    const before = reached.size;
    for (const each of result.find(({ url }) => url === 'verifier-parts.js')?.functions ?? []) {
      for (const { startOffset, endOffset, count } of each.ranges) if (count) reached.add(`${startOffset}-${endOffset}-${Math.min(8, 32 - Math.clz32(count))}`);
    }
    return reached.size > before;
  }

  for (const each of corpus) await tried(new Uint8Array(each));
  console.log(`${corpus.length} inputs reach ${reached.size} ranges`);
  const chance = seeded(Number(start));
  const until = Date.now() + Number(seconds) * 1000;
  let count = 0;
  while (Date.now() < until) {
    const bytes = mutant(corpus[Math.floor(chance() * corpus.length)], corpus, chance);
    count += 1;
    try {
      if (await tried(bytes)) {
        corpus.push(Buffer.from(bytes));
        fs.writeFileSync(path.join(folder, `page-${start}-${count}`), bytes);
      }
    } catch (error) {
      fs.writeFileSync(path.join(path.dirname(folder), `page-${name}-crash`), bytes);
      throw error;
    }
  }
  console.log(`${count} runs in ${seconds} s; ${corpus.length} inputs reach ${reached.size} ranges`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
