// The checks themselves: a page that breaks a rule is found, a page that keeps them is not.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';

const PAGES = {
  '/good': '<main><h1 id="a">Høring</h1><p><a href="#a">Til toppen</a></p></main>',
  '/wide': '<main><h1>Bred</h1><div><img alt="" width="900" height="1"></div></main>',
  '/unlabelled': '<main><h1>Skjema</h1><form><input type="text"></form></main>',
  '/markup': '<main><h1 id="a">En</h1><h1 id="a">To</h1><a href="#b" onclick="1">x</a></main>',
  '/foreign': '<main><h1>Bilde</h1><img alt="" src="http://127.0.0.1:1/a.png"></main>',
  '/broken': '<main><h1>Bilde</h1><img alt="" src="/missing.png"></main>',
  '/inline': '<main><h1>Skript</h1><script>1</script></main>',
};
const POLICY = "default-src 'none'; img-src * data:";

let server, base, browser;

before(async () => {
  server = createServer((request, response) => {
    const body = PAGES[request.url];
    response.writeHead(body ? 200 : 404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
    });
    response.end(
      '<!doctype html><html lang="nb"><meta name="viewport" content="width=device-width">' +
        `<link rel="icon" href="data:,"><title>Prøve</title>${body}</html>`,
    );
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server.close();
});

async function open(path, options) {
  const { page, context, faults } = await visitor(browser, base, options);
  await page.goto(path);
  return { page, context, faults };
}

test('a page that keeps the rules passes, with and without script', async () => {
  for (const script of [true, false]) {
    const { page, context, faults } = await open('/good', { width: 320, script });
    assert.deepEqual(await sidewaysScroll(page), []);
    assert.deepEqual(await markup(page, 'nb'), []);
    if (script) assert.deepEqual(await accessibility(page), []);
    assert.deepEqual(faults(), []);
    await context.close();
  }
});

test('a page that is too wide is found, with and without script', async () => {
  for (const script of [true, false]) {
    const { page, context } = await open('/wide', { width: 320, script });
    assert.match((await sidewaysScroll(page))[0], /img/);
    await context.close();
  }
});

test('a field without a label is found', async () => {
  const { page, context } = await open('/unlabelled');
  assert.match((await accessibility(page)).join(), /axe label/);
  await context.close();
});

test('a wrong language, headings, ids, links and inline code are found', async () => {
  const { page, context } = await open('/markup');
  const found = (await markup(page, 'nn')).join('; ');
  for (const fault of ['lang is "nb"', '2 h1', 'same id twice: a', 'link to nothing: #b', 'inline onclick']) {
    assert.ok(found.includes(fault), found);
  }
  await context.close();
});

test('a request to another host, a missing file and a broken policy are found', async () => {
  for (const [path, fault] of [
    ['/foreign', 'request to another host'],
    ['/broken', 'status 404'],
    ['/inline', 'policy script-src'],
  ]) {
    const { context, faults } = await open(path);
    const found = faults().join('; ');
    assert.ok(found.includes(fault), found);
    await context.close();
  }
});
