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

  const { make, NEVER } = EvidenceStory;
  const answerWord = (holds) => (holds === true ? 'Yes' : holds === false ? 'No' : 'Cannot be told');
  const answerKind = (holds) => (holds === true ? 'yes' : holds === false ? 'no' : 'open');

  function questionView({ name, holds, answers }) {
    const rank = ({ holds: each }) => (each === false ? 0 : each === null ? 1 : 2);
    const ordered = [...answers].sort((one, other) => rank(one) - rank(other));
    const why = ordered.map((each) => make('p', { kind: each.holds === false ? 'ill-words' : '', text: each.place ? `${each.sentence} (${each.place})` : each.sentence }));
    const shown = why.length > 12 ? [...why.slice(0, 12), make('p', { text: `… and ${why.length - 12} more.` })] : why;
    return make('li', { kind: `question ${answerKind(holds)}` }, make('h3', { text: WORDS[name] }), make('p', { text: answerWord(holds), kind: 'answer' }), ...shown);
  }

  /** Adds what was found about the file around a bundle to the answers about the bundle. */
  function addFile(questions, { root, sentence }, keys) {
    const say = (name, code, holds, words) => {
      const question = questions.find((each) => each.name === name);
      question.answers.push({ code, holds, sentence: words, place: '' });
      const all = question.answers.map((each) => each.holds);
      question.holds = all.includes(false) ? false : all.every((each) => each === true) ? true : null;
    };
    say('bytes', 'file', root !== '', sentence);
    if (!root) return;
    const given = keys.map((each) => each.replace(/\s/g, '').toLowerCase()).filter((each) => /^[0-9a-f]{64}$/.test(each));
    if (given.includes(root)) say('signer', 'root', true, 'The certificate of the file is the one that you gave.');
    else if (given.length) say('signer', 'root', false, 'The certificate of the file is not the one that you gave: it was replaced, or this file is forged.');
    else say('signer', 'root', null, `The certificate of the file is known only from it. Compare its fingerprint: ${root.match(/.{4}/g).join(' ')}.`);
  }

  const UNREAD = 'The pages of the PDF are not read here, and what is shown below does not come from them but from the evidence attached. Read it here; or have sopdesk verify compare the pages.';

  function show(name, found, isPdf) {
    const result = $('result');
    const kept = found.withheld.filter(([, field]) => !NEVER.includes(field));
    const wrong = found.questions.find((each) => each.name === 'bytes').answers.filter((each) => each.holds === false);
    const heading = !wrong.length
      ? 'The story, as the journal has it'
      : wrong.every((each) => each.code === 'file')
        ? 'The story, as the evidence attached has it: this was recorded; only the PDF around it is not as it was signed'
        : 'The story, as this file tells it: not all of it holds';
    const isOpen = found.questions.some((each) => each.holds === null);
    result.replaceChildren(
      make('h2', { text: `What was found in ${name}` }),
      ...(isPdf ? [make('p', { text: UNREAD, kind: 'soft' })] : []),
      make('ul', { kind: 'questions' }, ...found.questions.map(questionView)),
      ...(isOpen ? [make('p', { kind: 'soft', text: '“Cannot be told” is no fault. Who signed, and whether somebody outside holds a checkpoint, can be told with what you have from elsewhere.' })] : []),
      make('p', { text: `${found.entries} entries. Sealed values: ${found.readable} readable, ${kept.length} withheld, ${found.erased.length} erased.` }),
      ...(found.attachments.length ? [make('h2', { text: 'Attached files' }), EvidenceStory.files(found)] : []),
      make('h2', { text: heading }),
      EvidenceStory.view(found),
    );
    $('said').className = 'heard';
    $('said').textContent = `Checked: ${found.questions.map((each) => `${WORDS[each.name]} ${answerWord(each.holds)}.`).join(' ')}`;
    result.focus();
  }

  function complain(sentence) {
    $('said').className = 'heard';
    $('result').replaceChildren(make('p', { text: sentence, kind: 'wrong' }));
    $('said').textContent = sentence;
  }

  async function check() {
    if (!held) return;
    $('said').textContent = 'Checking …';
    try {
      const isPdf = EvidencePdf.isPdf(held.bytes);
      const bundle = isPdf ? await EvidencePdf.open(held.bytes) : held.bytes;
      const keys = $('keys').value.split('\n').map((each) => each.trim()).filter(Boolean);
      const note = $('note').value.replaceAll('\r\n', '\n').trim();
      const checkpoints = note ? [{ note: `${note}\n`, holder: $('holder').value.trim() || 'somebody' }] : [];
      const found = await Evidence.check(bundle, { keys, checkpoints });
      if (isPdf) addFile(found.questions, await EvidenceSignature.check(held.bytes), keys);
      show(held.name, found, isPdf);
    } catch (error) {
      if (error instanceof Evidence.NoBundle) complain(`This is no evidence bundle, or something in it was changed: ${error.message}.`);
      else if (error instanceof EvidencePdf.NoEvidence) complain(error.message);
      else if (error.name === 'NotSupportedError') complain('This browser cannot check Ed25519 signatures. Take a newer one: Chromium from 137, Firefox from 130.');
      else complain(`The file could not be checked: ${error.message}`);
    }
  }

  async function take(file) {
    if (!file) return;
    $('said').className = '';
    if (file.size > MOST) {
      complain('This file is larger than any bundle that this page can read.');
      return;
    }
    held = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    await check();
  }

  $('file').addEventListener('change', (event) => take(event.target.files[0]));
  $('file').addEventListener('click', (event) => { event.target.value = ''; }); // so that the same name can be chosen again
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
