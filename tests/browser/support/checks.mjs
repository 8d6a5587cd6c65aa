// What must hold for every page, whatever it shows. Each check returns what is wrong, in words.

import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 AA and good practice, as far as a program can tell. */
export async function accessibility(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const options = { runOnly: tags, resultTypes: ['violations'], iframes: false };
    const result = await window.axe.run(document, options);
    return result.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `axe ${id}: ${target.join(' ')}`));
  }, TAGS);
  return violations;
}

/** Nothing may stick out to the right: a reader never scrolls sideways. */
export function sidewaysScroll(page) {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.localName}.${element.className}`);
    return [`${scrollWidth} px wide in a window of ${clientWidth}: ${wide.slice(0, 5).join(', ')}`];
  });
}

/** The same with all text twice as large, as a reader may ask for (WCAG 1.4.4). */
export async function sidewaysScrollEnlarged(page) {
  const enlarge = (size) => page.evaluate((it) => void (document.documentElement.style.fontSize = it), size);
  await enlarge('200%');
  const found = await sidewaysScroll(page);
  await enlarge('');
  return found.map((fault) => `enlarged: ${fault}`);
}

/** The spacing of text that a reader may ask for (WCAG 1.4.12), put on as their own style sheet. */
export function spaceText(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
        ' p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** What the page is built of: language, headings, ids, error summary, no inline style or script. */
export function markup(page, language) {
  return page.evaluate((expected) => {
    const found = [];
    const lang = document.documentElement.lang;
    if (lang !== expected) found.push(`lang is "${lang}", not "${expected}"`);
    if (!document.title.trim()) found.push('no title');
    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) found.push(`${headings} h1`);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    if (twice.length > 0) found.push(`the same id twice: ${twice.join(', ')}`);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.hash.slice(1));
      if (id && !ids.includes(id)) found.push(`a link to nothing: #${id}`);
    }
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) {
        if (name === 'style' || name.startsWith('on')) found.push(`inline ${name} on ${element.localName}`);
      }
    }
    return found;
  }, language);
}

/**
 * What is wrong with a page on somebody's way at a desk: as wide as it is there, and on a telephone. axe looks where scripts
 * run.
 */
export async function onTheWay(page, { language = 'nb', script = true } = {}) {
  const found = await markup(page, language);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await sidewaysScroll(page)), ...(script ? await accessibility(page) : []));
  }
  return found;
}
