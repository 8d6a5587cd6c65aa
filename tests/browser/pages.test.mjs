// Every page of the route table, so that a new page is under test from its first day: in both languages,
// narrow and wide, light and dark, with and without script, and in the states of scenes.mjs.
// HOERING_TEST_FULL=1 looks at everything in every combination. Else the combinations take turns from scene to scene: each is
// looked at in the one language with script, by axe narrow in one of the colours and wide in the other; and in the other
// language without script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll, sidewaysScrollEnlarged, spaceText } from './support/checks.mjs';
import { people } from './support/people.mjs';
import { routes, start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';
import { address, scenes } from './support/scenes.mjs';

const rows = routes().filter(({ kind }) => kind === 'page');
const PREFIX = { nb: '', nn: '/nn' };
const LANGUAGES = Object.keys(PREFIX);
const FULL = process.env.HOERING_TEST_FULL === '1';
const ALL_LOOKS = [360, 1360].flatMap((width) => [false, true].map((dark) => ({ width, dark })));

/** How the nth scene is looked at, and where axe looks at it. */
function visitsOf(n) {
  const all = LANGUAGES.flatMap((language) => [true, false].map((script) => ({ language, script, looks: ALL_LOOKS })));
  if (FULL) return all;
  const isDark = (width) => (width === 360) === ((n >> 1) % 2 === 0);
  const own = ALL_LOOKS.filter(({ width, dark }) => dark === isDark(width));
  return all
    .filter(({ language, script }) => script === (language === LANGUAGES[n % 2]))
    .map((visit) => ({ ...visit, looks: own }));
}

/** Pages of each kind, which are also looked at with large text on a telephone. */
const ENLARGED = [
  'GET /',
  'GET /horinger/{slug}',
  'GET /horinger/{slug}/raad/{advice}',
  'GET /svar/{desk}',
  'GET /svar/{desk}/raad/{key}',
  'GET /saksbehandling/horinger/{slug}/innspill',
];

let program, browser, everybody;
const titles = new Map();
const followed = new Set();

/** The page that a scene is looked at in: the next scene of the same person finds it warm. A page of its own for each
 * scene is a process of its own, which costs more than looking. */
const browsers = new Map();
async function browserOf(scene, script) {
  const name = `${scene.fresh ? 'new' : scene.as} ${script}`;
  if (!browsers.has(name)) {
    const state = scene.fresh ? undefined : everybody[scene.as].state;
    browsers.set(name, await visitor(browser, program.base, { state, script }));
  }
  const { page, context, faults } = browsers.get(name);
  if (scene.fresh || scene.as === 'nobody') await context.clearCookies();
  await page.setViewportSize({ width: 360, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  return { page, context, faults };
}

/** Brings the page to where the scene is looked at; the status of the answer. */
async function go(scene, language, page) {
  const person = new Respondent(page, { language });
  let known = everybody[scene.as];
  if (scene.fresh) {
    await person.beginAtOnce();
    known = { desk: person.desk };
  } else if (known.desk) {
    person.tasks = `${PREFIX[language]}/svar/${known.desk}`;
  }
  if (scene.key) known = { ...known, key: known[scene.key] };
  const answers = [];
  const note = (answer) => {
    if (answer.request().isNavigationRequest() && answer.frame() === page.mainFrame()) answers.push(answer.status());
  };
  page.on('response', note);
  const url = (path) => PREFIX[language] + address(path === '/' && language === 'nn' ? '' : path, known, everybody);
  if (scene.act) {
    await scene.act(person, url);
  } else if (scene.method === 'POST') {
    await page.goto(scene.from ? url(scene.from) : person.tasks ?? url('/'));
    await person.submit(url(scene.path), await person.proof());
  } else {
    const path = scene.url ? PREFIX[language] + scene.url : url(scene.path);
    await page.goto(path + (scene.query ?? ''));
  }
  page.off('response', note);
  return answers.at(-1);
}

/** All that is wrong with a scene for a reader with script. */
async function withScript(scene, language, looks) {
  const { page, context, faults } = await browserOf(scene, true);
  const found = await statusFaults(scene, await go(scene, language, page));
  found.push(...(await markup(page, language)), ...(await titleFaults(scene, language, page)));
  for (const { width, dark } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    const place = `${width} px${dark ? ', dark' : ''}`;
    found.push(...(await accessibility(page)).map((fault) => `${place}: ${fault}`));
    found.push(...(await sidewaysScroll(page)));
  }
  if (ENLARGED.includes(scene.route)) {
    await page.setViewportSize({ width: 360, height: 900 });
    found.push(...(await sidewaysScrollEnlarged(page)));
  }
  found.push(...(await narrow(page)), ...(await deadLinks(scene, page, context)));
  if (scene.as === 'nobody' && scene.method === 'GET' && (await context.cookies()).length > 0) {
    found.push('a cookie on a public page');
  }
  return [...found, ...faults()];
}

async function withoutScript(scene, language) {
  const { page, faults } = await browserOf(scene, false);
  await page.setViewportSize({ width: 1360, height: 900 });
  const found = await statusFaults(scene, await go(scene, language, page));
  found.push(...(await markup(page, language)), ...(await titleFaults(scene, language, page)));
  found.push(...(await sidewaysScroll(page)), ...(await narrow(page)));
  return [...found, ...faults()];
}

/** 320 px, and that with the spacing of text that a reader may ask for. */
async function narrow(page) {
  await page.setViewportSize({ width: 320, height: 900 });
  const found = await sidewaysScroll(page);
  await spaceText(page);
  found.push(...(await sidewaysScroll(page)).map((fault) => `spaced: ${fault}`));
  return found;
}

async function statusFaults(scene, status) {
  if (scene.status) return status === scene.status ? [] : [`status ${status}, not ${scene.status}`];
  return status < 500 ? [] : [`status ${status}`];
}

/** A page says what it is in its title: no other page has the same, and faults are told first. */
async function titleFaults(scene, language, page) {
  const title = await page.title();
  const summary = await page.locator('.ds-error-summary').count();
  const told = title.startsWith('Feil: ');
  const found = told === summary > 0 ? [] : [`${summary} error summaries, and the title is «${title}»`];
  if (scene.method !== 'GET' || !scene.path) return found;
  const name = `${language} ${title}`;
  const route = titles.get(name);
  titles.set(name, scene.route);
  if (route && route !== scene.route) found.push(`the title «${title}» is also that of ${route}`);
  return found;
}

/** Every link of ours leads somewhere, also to the same page in the other language. */
async function deadLinks(scene, page, context) {
  const found = [];
  const links = await page.locator('a[href], link[href]').evaluateAll((list) => list.map((link) => link.href));
  for (const link of new Set(links.map((href) => href.split('#')[0]))) {
    const name = `${scene.as} ${link}`;
    if (!link.startsWith(program.base) || link === page.url() || followed.has(name)) continue;
    followed.add(name);
    const answer = await context.request.get(link);
    if (!answer.ok()) found.push(`a link to ${link.slice(program.base.length)}, which answers ${answer.status()}`);
  }
  return found;
}

before(async () => {
  program = await start();
  browser = await launch();
  everybody = await people(browser, program);
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

const all = scenes(rows);
const looked = new Set();

// Both languages at once: some scenes use up what those before them stand on.
for (const [n, scene] of all.filter((scene) => !scene.file).entries()) {
  for (const { language, script, looks } of visitsOf(n)) {
    const how = `${language}${script ? '' : ', without script'}`;
    test(`${scene.route}${scene.name ? `, ${scene.name}` : ''}, ${scene.as} (${how})`, async () => {
      looked.add(scene.route);
      const found = script ? await withScript(scene, language, looks) : await withoutScript(scene, language);
      assert.ok(found.length === 0, [...new Set(found)].join('\n'));
    });
  }
}

for (const scene of all.filter((scene) => scene.file)) {
  for (const language of LANGUAGES) {
    test(`${scene.route}, a file (${language})`, async () => {
      const { context } = await visitor(browser, program.base, { state: everybody[scene.as].state });
      looked.add(scene.route);
      const url = PREFIX[language] + address(scene.path, everybody[scene.as], everybody);
      const answer = await context.request.get(url);
      assert.equal(answer.status(), 200);
      // What a script asks for is shown to nobody.
      if (scene.file !== 'json') assert.match(answer.headers()['content-disposition'], /^attachment/);
      await context.close();
    });
  }
}

test('no page of the route table was left out', () => {
  assert.ok(rows.length > 20, 'the route table has pages');
  const missing = rows.map(({ method, path }) => `${method} ${path}`).filter((name) => !looked.has(name));
  assert.deepEqual([...missing, ...ENLARGED.filter((route) => !looked.has(route))], []);
});
