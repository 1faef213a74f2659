import type { Browser } from 'puppeteer';
import { openBrowser } from './chromium';

describe('the browser', () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('prints a page with Cyrillic letters to PDF', async () => {
    const page = await browser!.newPage();
    await page.setContent('<html lang="ru"><title>Протокол</title><h1>Протокол общего собрания № 1</h1>');
    const pdf = Buffer.from(await page.pdf({ format: 'A4', tagged: true }));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/FontFile')).toBe(true);
  });

  it('runs scripts of a page', async () => {
    const page = await browser!.newPage();
    await page.setContent('<output></output><script>document.querySelector("output").textContent = "готово"</script>');
    expect(await page.$eval('output', (output) => output.textContent)).toBe('готово');
  });
});
