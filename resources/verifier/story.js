'use strict';
/* Shows what a bundle says: its entries in words, and its files. Every text from a file is set as text, never as markup. */
const EvidenceStory = (() => {
  const NEVER = ['verifier', 'private_key'];
  const INSTANT = /(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)/g;
  const CODE = /^(?:[0-9a-f]{32,}|[\w+/-]{40,}=*|[\w./-]+\+[0-9a-f]{8}\+[\w+/=]+)$/;
  const LONG = 600;

  function make(tag, { text = '', kind = '', ...more } = {}, ...children) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    Object.assign(element, more);
    element.append(...children);
    return element;
  }

  const spoken = (name) => String(name).replaceAll('_', ' ');
  const kindWords = (kind) => kind.replace(/\/\d+$/, '').replace(/[._]/g, ' ');
  const isPair = (value) => Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
  const isPlain = (value) => value === null || typeof value !== 'object';

  function words(value) {
    if (value === null) return '–';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return String(value).replace(INSTANT, '$1 $2 UTC');
  }

  /** Gives a value of JSON as a reader can take it in, with nothing left out. */
  function valueView(value) {
    if (isPlain(value)) return CODE.test(value) ? make('code', { text: value }) : make('span', { text: words(value) });
    if (Array.isArray(value)) {
      if (!value.length) return make('span', { text: '–' });
      if (value.every(isPair)) return make('span', { text: value.map(([name, text]) => `${spoken(name)}: ${words(text)}`).join('\n') });
      if (value.every(isPlain)) return make('span', { text: value.map(words).join(', ') });
      return make('ol', {}, ...value.map((each) => make('li', {}, valueView(each))));
    }
    const inner = make('dl');
    for (const [name, each] of Object.entries(value)) addTo(inner, name, valueView(each));
    return JSON.stringify(value).length > LONG ? make('details', {}, make('summary', { text: 'all of it' }), inner) : inner;
  }

  function addTo(list, name, view, kind = '') {
    list.append(make('dt', { text: spoken(name) }), make('dd', { kind }, view));
  }

  const goneWords = (name, isErased) => (isErased ? '[erased]' : NEVER.includes(name) ? '[never leaves the house]' : '[withheld]');

  function signatureView(value) {
    const { meaning, at, zone } = value ?? {};
    return meaning ? make('span', { text: `${meaning}, ${words(at)} (${zone})` }) : valueView(value);
  }

  function entryView(each, names, gone, wrong) {
    const values = make('dl');
    for (const [name, value] of Object.entries(each.payload)) {
      if (name === '_sd' || name === '_sealed') continue;
      addTo(values, name, name === 'signature' ? signatureView(value) : valueView(value));
    }
    for (const name of each.payload._sealed ?? []) {
      if (each.disclosed.has(name)) addTo(values, name, valueView(each.disclosed.get(name)));
      else addTo(values, name, goneWords(name, gone.has(JSON.stringify([each.place, name]))), 'gone');
    }
    const who = names.get(each.actor) ?? each.actor;
    const when = make('time', { text: words(each.at), dateTime: each.at });
    const head = make('div', {}, when, ` · ${who} · `, make('strong', { text: kindWords(each.kind) }), ' ', make('code', { text: each.place, kind: 'soft' }));
    const sentences = wrong.get(each.place) ?? [];
    return make('li', { kind: sentences.length ? 'entry ill' : 'entry' }, head, ...sentences.map((text) => make('p', { text, kind: 'ill-words' })), values);
  }

  /** Gives what does not hold, by the entry of which it is said. */
  function wrongPlaces(questions) {
    const wrong = new Map();
    for (const each of questions.flatMap(({ answers }) => answers)) {
      if (each.holds === false && each.place) wrong.set(each.place, [...(wrong.get(each.place) ?? []), each.sentence]);
    }
    return wrong;
  }

  /** Gives the story: what each entry says, oldest first, with what is wrong about it. */
  function view(found) {
    const names = new Map();
    for (const each of found.story) {
      if (/^person\.(registered|changed)\//.test(each.kind) && each.disclosed.has('name')) names.set(each.subject, String(each.disclosed.get('name')));
    }
    const gone = new Set(found.erased.map((each) => JSON.stringify(each)));
    const wrong = wrongPlaces(found.questions);
    return make('ol', { kind: 'story' }, ...found.story.map((each) => entryView(each, names, gone, wrong)));
  }

  /** Gives what a file is called, and the entry that says so. */
  function named(digest, story, texts) {
    const each = story[texts.findIndex((text) => text.includes(digest))];
    const name = each?.disclosed.get('name') ?? each?.payload.name;
    return { name: typeof name === 'string' ? name : '', place: each?.place ?? '' };
  }

  function fileView({ digest, bytes }, story, texts, n) {
    const starts = (...head) => head.every((each, at) => bytes[at] === each);
    const type = starts(0x89, 0x50, 0x4e, 0x47) ? 'image/png' : starts(0xff, 0xd8) ? 'image/jpeg' : '';
    const { name, place } = named(digest, story, texts);
    const address = URL.createObjectURL(new Blob([bytes], { type: type || 'application/octet-stream' }));
    const save = make('a', { text: 'Save', href: address, download: name || `file-${n + 1}` });
    save.setAttribute('aria-label', `Save ${name || `file ${n + 1}`}`);
    const said = make('p', {}, make('strong', { text: name || `File ${n + 1}` }), ` · ${bytes.length.toLocaleString('en')} bytes · `, save, ...(place ? [' · named by ', make('code', { text: place })] : []));
    const shown = type ? [make('img', { alt: `Picture ${name || n + 1}`, src: address })] : [];
    return make('li', { kind: 'entry' }, said, ...shown, make('p', { kind: 'soft' }, 'SHA-256 ', make('code', { text: digest })));
  }

  /** Gives the attached files, to be looked at or saved. */
  function files({ attachments, story }) {
    const texts = story.map((each) => JSON.stringify([each.payload, [...each.disclosed.values()]]));
    return make('ol', { kind: 'story' }, ...attachments.map((each, n) => fileView(each, story, texts, n)));
  }

  return { view, files, make, NEVER };
})();
