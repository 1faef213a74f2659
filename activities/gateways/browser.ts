import type { Browser } from 'puppeteer';

export interface PrintWish {
  html: string;
  /** Printed at the bottom of every sheet, beside the page number. */
  foot: string;
}

/** The port to a program that turns a page into PDF. */
export type PrintPdf = (wish: PrintWish) => Promise<Buffer>;

export interface Printer {
  print: PrintPdf;
  close(): Promise<void>;
}

/** Time limit for one paper; a house of ten thousand rights needs a minute. */
const PATIENCE_MS = 180_000;
/** An idle browser is closed: its memory is worth more than the time to start it again. */
const IDLE_MS = 60_000;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const footOf = (text: string): string =>
  `<div style="width:100%;margin:0 14mm;font:7.5pt sans-serif;color:#333;display:flex;` +
  `justify-content:space-between"><span>${text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)}</span>` +
  '<span>Лист <span class="pageNumber"></span> из <span class="totalPages"></span></span></div>';

/** Prints pages to tagged PDF in a real browser, one after the other; the program decides which browser. */
export function printer(open: () => Promise<Browser>): Printer {
  let browser: Browser | undefined;
  let idle: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function ready(): Promise<Browser> {
    clearTimeout(idle);
    if (!browser?.connected) browser = await open();
    const found = browser;
    if (closed) await letGo();
    return found;
  }

  async function letGo(): Promise<void> {
    clearTimeout(idle);
    const leaving = browser;
    browser = undefined;
    await leaving?.close().catch(() => undefined);
  }

  const draw: PrintPdf = async ({ html, foot }) => {
    const page = await (await ready()).newPage();
    try {
      // Papers are our own templates with embedded fonts: they need neither scripts nor the network.
      await page.setJavaScriptEnabled(false);
      await page.setOfflineMode(true);
      await page.setContent(html, { waitUntil: 'load', timeout: PATIENCE_MS });
      const bytes = await page.pdf({
        format: 'A4',
        printBackground: true,
        tagged: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footOf(foot),
        margin: { top: '14mm', right: '14mm', bottom: '18mm', left: '14mm' },
        timeout: PATIENCE_MS,
      });
      return Buffer.from(bytes);
    } finally {
      await page.close().catch(() => undefined);
      clearTimeout(idle);
      idle = setTimeout(() => void letGo(), IDLE_MS);
      idle.unref();
    }
  };

  return {
    print(wish) {
      const mine = turn.then(() => draw(wish));
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** A paper in progress is abandoned: it is still owed, and the next worker makes it. */
    async close() {
      closed = true;
      await letGo();
      await turn;
    },
  };
}
