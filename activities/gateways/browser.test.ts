import { openBrowser } from '../../bin/engines/chromium';
import { renderIn } from '../../templates/engine/render';
import { blankShell } from '../../templates/engine/shell';
import { printer } from './browser';

const notice = {
  number: 'ОСС-2026-000001',
  day: '01.12.2026',
  address: 'г. Тестово, ул. Садовая, д. 1',
  opens: '15.12.2026, 10:00',
  closes: '22.12.2026, 10:00',
  questions: [{ number: 1, wording: 'Избрать совет дома' }],
};

describe('the printer', () => {
  it('makes tagged PDF of our own pages, with our letters inside, one after the other', async () => {
    const paper = printer(openBrowser);
    const html = renderIn('document', 'documents/meeting/notice', notice, blankShell({ title: 'Сообщение' }));
    const made = await Promise.all([
      paper.print({ html, foot: 'Сообщение <1>' }),
      paper.print({ html, foot: 'Сообщение 2' }),
    ]);
    await paper.close();
    for (const bytes of made) {
      const text = bytes.toString('latin1');
      expect(text.slice(0, 5)).toBe('%PDF-');
      for (const mark of ['/StructTreeRoot', '/MarkInfo', 'GolosText']) expect(text).toContain(mark);
    }
  });

  it('gives up what it prints when it is closed, and prints no more', async () => {
    const paper = printer(openBrowser);
    const long = `<p>${'слово '.repeat(400_000)}</p>`;
    const given = paper.print({ html: long, foot: '' }).then(
      () => 'printed',
      () => 'given up',
    );
    await paper.close();
    expect(await given).toBe('given up');
  });
});
