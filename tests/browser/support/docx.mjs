// A Word file as Word writes it: a zip of parts, here stored as they are.

import { crc32 } from 'node:zlib';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text, tag = 't') => `<w:r><w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`;

export const heading = (level, text) =>
  `<w:p><w:pPr><w:pStyle w:val="Overskrift${level}"/></w:pPr>${run(text)}</w:p>`;
export const paragraph = (...runs) => `<w:p>${runs.join('')}</w:p>`;
export const text = (words) => run(words);
export const inserted = (words) => `<w:ins w:id="1" w:author="A">${run(words)}</w:ins>`;
export const deleted = (words) => `<w:del w:id="2" w:author="A">${run(words, 'delText')}</w:del>`;

/** The bytes of a file with these paragraphs, and so many comments. */
export function docx(paragraphs, { comments = 0 } = {}) {
  const styles = [1, 2, 3, 4]
    .map((n) => `<w:style w:type="paragraph" w:styleId="Overskrift${n}"><w:name w:val="heading ${n}"/></w:style>`)
    .join('');
  const comment = `<w:comment w:id="0" w:author="A"><w:p>${run('Hm.')}</w:p></w:comment>`;
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<w:document ${W}><w:body>${paragraphs.join('')}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${W}>${styles}</w:styles>`,
    'word/comments.xml': `<w:comments ${W}>${comment.repeat(comments)}</w:comments>`,
  });
}

function zip(parts) {
  const [files, directory] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    files.push(Buffer.from('PK\x03\x04'), common, path, bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, path);
    at += 30 + path.length + bytes.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, index, end]);
}
