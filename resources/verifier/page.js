'use strict';
/* The page: takes files, shows answers. Every text from a file is set as text, never as markup. */
(() => {
  const WORDS = {
    bytes: 'Is everything as it was recorded?',
    signer: 'Is the signer known?',
    complete: 'Is it all there?',
    held: 'Does somebody outside hold a checkpoint of it?',
  };
  const MOST = 512 * 1024 * 1024;
  const $ = (id) => document.getElementById(id);
  let held = null;

  function make(tag, { text = '', kind = '', ...more } = {}, ...children) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    Object.assign(element, more);
    element.append(...children);
    return element;
  }

  const answerWord = (holds) => (holds === true ? 'Yes' : holds === false ? 'No' : 'Cannot be told');
  const answerKind = (holds) => (holds === true ? 'yes' : holds === false ? 'no' : 'open');

  function questionView({ name, holds, answers }) {
    const why = answers.map((each) => make('p', { text: each.place ? `${each.sentence} (${each.place})` : each.sentence }));
    const shown = why.length > 12 ? [...why.slice(0, 12), make('p', { text: `… and ${why.length - 12} more.` })] : why;
    return make('li', { kind: `question ${answerKind(holds)}` }, make('h3', { text: WORDS[name] }), make('p', { text: answerWord(holds), kind: 'answer' }), ...shown);
  }

  function valueView(value) {
    if (typeof value === 'string') return value;
    if (Array.isArray(value) && value.every((each) => Array.isArray(each) && each.length === 2 && typeof each[1] === 'string')) {
      return value.map(([name, text]) => `${spoken(name)}: ${text}`).join('\n');
    }
    return JSON.stringify(value);
  }

  const spoken = (name) => String(name).replaceAll('_', ' ');
  const kindView = (kind) => kind.replace(/\/\d+$/, '').replace(/[._]/g, ' ');

  function entryView(each, names, gone) {
    const values = make('dl');
    const add = (name, text, kind = '') => values.append(make('dt', { text: spoken(name) }), make('dd', { text, kind }));
    for (const [name, value] of Object.entries(each.payload)) {
      if (name === '_sd' || name === '_sealed') continue;
      add(name, name === 'signature' && value?.meaning ? `${value.meaning}, ${value.at} (${value.zone})` : valueView(value));
    }
    for (const name of each.payload._sealed ?? []) {
      if (each.disclosed.has(name)) add(name, valueView(each.disclosed.get(name)));
      else add(name, gone.has(`${each.place} ${name}`) ? '[erased]' : '[withheld]', 'gone');
    }
    const who = names.get(each.actor) ?? each.actor;
    const when = make('time', { text: `${each.at.slice(0, 19).replace('T', ' ')} UTC`, dateTime: each.at });
    const head = make('div', {}, when, ` · ${who} · `, make('strong', { text: kindView(each.kind) }), ' ', make('code', { text: each.place, kind: 'soft' }));
    return make('li', { kind: 'entry' }, head, values);
  }

  function storyView(found) {
    const names = new Map();
    for (const each of found.story) {
      if (/^person\.(registered|changed)\//.test(each.kind) && each.disclosed.has('name')) names.set(each.subject, String(each.disclosed.get('name')));
    }
    const gone = new Set(found.erased.map(([place, name]) => `${place} ${name}`));
    return make('ol', { kind: 'story' }, ...found.story.map((each) => entryView(each, names, gone)));
  }

  function pictureView(bytes, n) {
    const starts = (...head) => head.every((each, at) => bytes[at] === each);
    const type = starts(0x89, 0x50, 0x4e, 0x47) ? 'image/png' : starts(0xff, 0xd8) ? 'image/jpeg' : '';
    if (!type) return make('li', { text: `File ${n + 1}: ${bytes.length} bytes, no picture` });
    const image = make('img', { alt: `Attached picture ${n + 1}`, src: URL.createObjectURL(new Blob([bytes], { type })) });
    image.style.maxWidth = '100%';
    return make('li', {}, image);
  }

  function signaturesView(signatures) {
    const whole = signatures.some((each) => each.whole);
    const said = whole
      ? 'The PDF has a signature field that covers all of the file. This page does not check that signature; pdfsig or sopdesk verify do. What is shown here is checked against the journal’s own key.'
      : signatures.length
        ? 'No signature of this PDF covers all of it: something was added after signing. Trust only what is shown here, not the pages of the PDF.'
        : 'This PDF is not signed: its pages may say anything. Trust only what is shown here.';
    return make('p', { text: said, kind: whole ? 'soft' : 'wrong' });
  }

  function show(name, found, signatures) {
    const result = $('result');
    const kept = found.withheld.filter(([, field]) => field !== 'verifier' && field !== 'private_key');
    result.replaceChildren(
      make('h2', { text: `What was found in ${name}` }),
      ...(signatures ? [signaturesView(signatures)] : []),
      make('ul', { kind: 'questions' }, ...found.questions.map(questionView)),
      make('p', { text: `${found.entries} entries. Sealed values: ${found.readable} readable, ${kept.length} withheld, ${found.erased.length} erased.` }),
      ...(found.attachments.length ? [make('h2', { text: 'Attached files' }), make('ul', { kind: 'story' }, ...found.attachments.map(pictureView))] : []),
      make('h2', { text: 'The story, as the journal has it' }),
      storyView(found),
    );
    $('said').textContent = `Checked: ${found.questions.map((each) => `${WORDS[each.name]} ${answerWord(each.holds)}.`).join(' ')}`;
    result.focus();
  }

  function complain(sentence) {
    $('result').replaceChildren(make('p', { text: sentence, kind: 'wrong' }));
    $('said').textContent = sentence;
  }

  async function check() {
    if (!held) return;
    $('said').textContent = 'Checking …';
    try {
      const isPdf = EvidencePdf.isPdf(held.bytes);
      const opened = isPdf ? await EvidencePdf.open(held.bytes) : { bundle: held.bytes, signatures: null };
      const keys = $('keys').value.split('\n').map((each) => each.trim()).filter(Boolean);
      const note = $('note').value.replaceAll('\r\n', '\n').trim();
      const checkpoints = note ? [{ note: `${note}\n`, holder: $('holder').value.trim() || 'somebody' }] : [];
      show(held.name, await Evidence.check(opened.bundle, { keys, checkpoints }), opened.signatures);
    } catch (error) {
      if (error instanceof Evidence.NoBundle) complain(`This is no evidence bundle, or something in it was changed: ${error.message}.`);
      else if (error instanceof EvidencePdf.NoEvidence) complain(error.message);
      else if (error.name === 'NotSupportedError') complain('This browser cannot check Ed25519 signatures. Take a newer one: Chromium from 137, Firefox from 130.');
      else complain(`The file could not be checked: ${error.message}`);
    }
  }

  async function take(file) {
    if (!file) return;
    if (file.size > MOST) {
      complain('This file is larger than any bundle that this page can read.');
      return;
    }
    held = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    await check();
  }

  $('file').addEventListener('change', (event) => take(event.target.files[0]));
  $('again').addEventListener('click', check);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    $('drop').classList.add('over');
  });
  document.addEventListener('dragleave', () => $('drop').classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    $('drop').classList.remove('over');
    take(event.dataTransfer.files[0]);
  });
})();
